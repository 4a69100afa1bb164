import type { viDesk } from '../vi/desk.ts';

/** The same texts in English. */
export const enDesk: Record<keyof typeof viDesk, string> = {
  'desk.noRound': 'No round has begun. Wait for the chair to start one.',
  'desk.notYet': 'The roll call has not begun. Wait for the chair to freeze the ballot.',
  'desk.summoned': 'Summoned',
  'desk.quorumMet': 'Two thirds present',
  'desk.search': 'Find by name',
  'desk.searchHint': 'Type two letters of the given name, with or without marks',
  'desk.everyone': 'The whole roll: {n} members',
  'desk.found': '{n} found',
  'desk.nobody': 'Nobody like this is on the roll. Clear the box and try the given name.',
  'desk.isPresent': 'Present',
  'desk.isAbsent': 'Not yet present',
  'desk.setPresent': 'Mark present',
  'desk.setAbsent': 'Mark absent',
  'desk.issue': 'Issue a ballot',
  'desk.issueTo': 'Issue a ballot to {name}',
  'desk.issueScreen': 'Issue QR code',
  'desk.otherWays': 'Other ways…',
  'desk.issueSlip': 'Printed slip ({n} left)',
  'desk.issuePaper': 'Paper ballot',
  'desk.noKiosk': 'No kiosk is free.',
  'desk.noSlip':
    'No printed slip is left. Print more under “Printed slips” at the foot of the page.',
  'desk.noPhones': 'The chair does not allow phones. Please send the member to a kiosk.',
  'desk.issued.screen': 'Issued: QR code',
  'desk.issued.slip': 'Issued: printed slip',
  'desk.issued.kiosk': 'Issued: kiosk',
  'desk.issued.paper': 'Issued: paper ballot',
  'desk.showAgain': 'Show the code again',
  'desk.sentTo': 'Please send {name} to {kiosk}.',
  'desk.kiosk.left': '{kiosk}: a ballot is being marked, not touched for 2 minutes',
  'desk.kiosk.left.what':
    'Send one of the counting committee there. Nobody marks or casts in the voter’s place; who comes back presses “I am still marking”.',
  'desk.kiosk.unanswered': '{kiosk}: called two minutes ago, and nobody has begun',
  'desk.kiosk.unanswered.what':
    'Call the member to that tablet again. If they cannot come, the head of the committee takes the ballot back, so that it can be issued another way.',
  'desk.slipGiven': 'Recorded. Please let {name} draw one slip from the stack.',
  'desk.paperGiven': 'Recorded: a paper ballot for {name}.',
  'desk.codeTitle': 'Ballot code of {name}',
  'desk.codeScan': 'Please scan the code with a phone that has joined the hall’s Wi-Fi.',
  'desk.codeLabel': 'QR code of the ballot of {name}',
  'desk.codeKeep':
    'The code works once. To scan it again, use “Show the code again” in this member’s row.',
  'desk.codeDone': 'Scanned',
  'desk.slips': 'Printed slips',
  'desk.slipsFree': '{free} of {registered} left',
  'desk.slipsExplain':
    'Each slip has a QR code of its own. They are shuffled before printing and each voter draws one, so that nobody knows who holds which slip.',
  'desk.slipsCount': 'Slips to print',
  'desk.slipsMake': 'Make and print',
  'desk.sheet':
    '{n} slips are registered. Print now: once this page is closed the codes cannot be shown again.',
  'desk.sheetPrint': 'Print the slips',
  'desk.sheetPdf': 'Download the sheets (PDF)',
  'desk.sheetPdfNote':
    'The PDF file holds the ballot codes and lies on this device only. Delete it once it is printed.',
  'desk.sheetPdfFailed':
    'The PDF could not be made. Check the connection to the laptop and try again, or press “Print the slips”.',
  'desk.sheetDone': 'Printed, close',
  'desk.slipLabel': 'QR code of the printed slip {serial}',
  'desk.slipTitle': 'CONFIDENCE BALLOT',
  'desk.slipSerial': 'No. {serial}',
  'desk.slipSecret': 'The ballot does not name the voter.',
};
