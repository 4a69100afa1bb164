import type { viTeller } from '../vi/teller.ts';

/** The same texts in English. */
export const enTeller: Record<keyof typeof viTeller, string> = {
  'teller.heading': 'Counting committee',
  'teller.head': 'head',
  'teller.member': 'member',
  'teller.waiting': 'No round yet. This page shows it as soon as the chair starts one.',
  'teller.notElected':
    'This device is for a member of the counting committee. Wait for the election and the chair’s record.',
  'teller.steps': 'The three duties of a member',
  'teller.step.1': 'Seal',
  'teller.step.2': 'Agree',
  'teller.step.3': 'Open',
  'teller.step.done': 'done',
  'teller.step.now': 'now',
  'teller.step.later': 'later',
  'teller.say': 'You may say to the hall:',
  'teller.loading': 'Opening the data on this device…',
  'teller.join.heading': 'Join the sealing',
  'teller.join.what':
    'This device makes one share of the ballot box’s key. Enough members must open together; nobody can alone.',
  'teller.join.say': '“I have made my share of the key. Neither server nor chair holds any share.”',
  'teller.join.again': 'The sealing is begun again. This device will make a new key.',
  'teller.join.keep': 'Keep this device with you from now on; do not clear the browser’s data.',
  'teller.join.button': 'Join the sealing',
  'teller.ceremony.heading': 'Sealing under way',
  'teller.ceremony.what':
    'The devices are making the common key by themselves. Nothing to press: keep the screen on.',
  'teller.ceremony.say':
    '“The committee’s devices are making the key together; the box holds no ballot.”',
  'teller.wait.post': 'Sending this device’s part.',
  'teller.wait.setup': 'Waiting for all members to join.',
  'teller.wait.commits': 'Waiting for the other members’ commitments.',
  'teller.wait.deals': 'Waiting for the other members’ shares.',
  'teller.wait.oks': 'The share is right. Waiting for the others to confirm.',
  'teller.wait.open': 'All have confirmed. Waiting for the server to record the key.',
  'teller.wait.sealed': 'Sealed.',
  'teller.failed.complaint':
    'A share was wrong and this device has said so. The chair begins the sealing again.',
  'teller.failed.aborted': 'This round was stopped. Wait for the chair.',
  'teller.failed.badBoard':
    'The server shows something a member did not say. Stop; tell the head and the supervisors.',
  'teller.failed.heading': 'Not sealed',
  'teller.lost.heading': 'This device holds no share',
  'teller.lost.what':
    'The share is on another device. Go on with that one, or restore the backup; before the polls open the chair may begin the sealing again.',
  'teller.sealed.heading': 'Sealed: keep your share',
  'teller.sealed.what':
    'This device holds share {i}. When the polls close, the next step appears here by itself.',
  'teller.sealed.say':
    '“The box is sealed with a common key. The code on my device is the code on the screen.”',
  'teller.key': 'Code of the common key, compare with the hall’s screen',
  'teller.compare': 'Read the codes to each other',
  'teller.compare.what':
    'Every member reads the code on their own device. The codes must be those below.',
  'teller.compare.mine': 'this device',
  'teller.compare.aloud': 'Read aloud: {words}.',
  'teller.compare.differs': 'The server shows another code than this device. Stop; tell the head.',
  'teller.agree.heading': 'Agree to the sums',
  'teller.agree.what':
    'This device checked every ballot and added them up by itself. To agree means: only these sums are opened.',
  'teller.agree.say': '“My device added up {ballots} ballots and shows the code on the screen.”',
  'teller.agree.checking': 'Checking: {checked}/{ballots} ballots. You can agree when it is done.',
  'teller.agree.ballots': 'Electronic ballots counted',
  'teller.agree.code': 'Code of the sums, compare with the hall’s screen',
  'teller.agree.button': 'The codes are equal: I agree',
  'teller.agreed.heading': 'Agreed',
  'teller.agreed.what': '{agreements}/{needed} members have agreed. Then the totals are opened.',
  'teller.open.heading': 'Open the totals',
  'teller.open.what':
    'The device uses your share to open the totals of each person. No single ballot is opened.',
  'teller.open.say': '“I open my share so that the result can be added up. No ballot is opened.”',
  'teller.open.lowered':
    'The number of members who must agree was lowered. Before you open, ask the others: is the code the same on every device?',
  'teller.open.loweredYes': 'I have asked, and the codes are the same',
  'teller.open.button': 'Open the totals',
  'teller.opened.heading': 'Your share is open',
  'teller.opened.what': '{openings}/{threshold} shares are open. Then the result is added up.',
  'teller.keys.held':
    'The share of this round is still on this device and is erased when the result is announced. Keep this page open until then.',
  'teller.keys.erased':
    'This device holds no key of this round any more: erased. A backup that was downloaded is not erased by itself: hand it in to be sealed with the records.',
  'teller.finished.heading': 'Counting is finished',
  'teller.finished.what': 'This device counts everything again from the public board, see below.',
  'teller.stopped.heading': 'STOP: the public board is wrong',
  'teller.backup': 'Back up the share',
  'teller.backup.what':
    'Save the share as a file with a password, for the case that the device breaks. Keep it to yourself.',
  'teller.backup.passphrase': 'Password, at least 8 characters',
  'teller.backup.repeat': 'Repeat the password',
  'teller.backup.differs': 'The two are different.',
  'teller.backup.button': 'Save the backup',
  'teller.backup.done': 'The backup is saved.',
  'teller.restore': 'Restore from a backup',
  'teller.restore.file': 'Choose the backup file…',
  'teller.restore.passphrase': 'Password of the file',
  'teller.restore.button': 'Restore',
  'teller.restore.E_PASSPHRASE': 'The password is wrong, or the file was altered.',
  'teller.restore.E_EID': 'This file belongs to another round.',
  'teller.restore.other': 'This is no backup of a share.',
  'teller.saveFirst.heading': 'Save the backup of the issuing key',
  'teller.saveFirst.what':
    'This device issues beside the server. Without its issuing key the round cannot be counted, so the backup file comes before the sealing.',
  'teller.saveFirst.say': '“I have saved the backup of my issuing key. Please seal.”',
  'teller.issuing': 'This device issues ballots’ tokens',
  'teller.issuing.what':
    'Keep this page open and the device awake until the polls close: every ballot code needs this device.',
  'teller.issuing.signed': 'Evaluated',
  'teller.issuing.registered': 'Lines of the register checked',
  'teller.issuing.ballots': 'Ballots in the box checked',
  'teller.issuing.refused': 'Refused {n} times to sign a code again for another device.',
  'teller.issuing.line':
    'STOP: line {n} of the register was not evaluated by this device. Tell the head and the supervisors at once. This device signs and reveals nothing more.',
  'teller.issuing.register':
    'The register is wrong at line {n}, or is not the one the server closed with. Tell the head and the supervisors at once.',
  'teller.issuing.ballot':
    'The ballot at entry {n} carries a token this device did not make. Tell the head and the supervisors at once. It will be excluded from the count.',
  'teller.issuing.excess': '{n} codes were evaluated but are not in the register',
  'teller.issuing.excess.what':
    'As a rule somebody scanned a code as the polls closed, or a code was voided. Ask the desks whether that many codes were scanned and did not open. Reveal the key only if it agrees; if not, tell the supervisors.',
  'teller.issuing.accept': 'Compared; reveal the issuing key',
  'teller.issuing.reveal':
    'The register agrees with this device’s list. The issuing key is revealed for the count.',
  'teller.issuers': 'Issued by: {names}',
  'teller.paper': 'Key in paper ballots',
  'teller.paper.issued': 'Paper ballots issued: {n}',
  'teller.paper.what':
    'Two members count and key in on their own. Only two entries equal in every cell can be fixed.',
  'teller.paper.rule.line':
    'Left blank, or two or more boxes for one person: count it as “Invalid” for that person. A ballot left blank throughout is still collected.',
  'teller.paper.rule.strikeOut.line':
    'A name struck out: “Invalid” for that person; the other lines count.',
  'teller.paper.rule.strikeOut.ballot':
    'A name struck out: the whole ballot is invalid, “Invalid” for everybody.',
  'teller.paper.rule.writeIn.linePartInvalid':
    'A name written in: leave it out; the lines of the list count.',
  'teller.paper.rule.writeIn.wholeBallotInvalid':
    'A name or anything else written in: the whole ballot is invalid, “Invalid” for everybody.',
  'teller.paper.rule.notIssued':
    'A ballot that the committee did not issue: not among those collected, only in its own field. Doubtful ballots: write the ruling at the end.',
  'teller.paper.count': 'Paper ballots collected',
  'teller.paper.rejected': 'Ballots not issued by the committee (not counted)',
  'teller.paper.sum': 'Sum {sum}/{count}',
  'teller.paper.sumWrong': 'Sum {sum}, must be {count}',
  'teller.paper.rulings':
    'Other rulings of the committee (if any), one a line, worded alike in both entries',
  'teller.paper.check':
    'Not ready: each line must add up to the ballots collected, and no more may be doubtful.',
  'teller.paper.button': 'Send my count',
  'teller.paper.sent': 'Sent. It can be corrected and sent again until it is fixed.',
  'teller.paper.keyed': 'Keyed in by: {names}',
  'teller.paper.nobody': 'Nobody has keyed in paper ballots.',
  'teller.paper.equal': 'The two entries are equal.',
  'teller.paper.unequal':
    'The entries of {one} and {other} DIFFER in these cells. Count, key in and send again:',
  'teller.paper.other': 'differs from the other',
  'teller.paper.otherRulings': 'differs from the other: both must be worded alike',
  'teller.paper.doubtful':
    'Doubtful ballots: give their number; the ruling enters the minutes by the rules above.',
  'teller.paper.struckOut': 'Ballots with a name struck out',
  'teller.paper.writtenOn': 'Ballots with something written in',
  'teller.paper.cell': '{name}: {field}',
  'teller.paper.whole': 'Whole entry: {field}',
  'teller.paper.field.count': 'ballots collected',
  'teller.paper.field.rejected': 'ballots not issued by the committee',
  'teller.paper.field.rulings': 'names struck out, write-ins, or other rulings',
  'teller.paper.field.high': 'high confidence',
  'teller.paper.field.confidence': 'confidence',
  'teller.paper.field.low': 'low confidence',
  'teller.paper.field.invalid': 'invalid',
  'teller.fix': 'Fix the paper count',
  'teller.fix.what': 'The head fixes it once; afterwards it cannot be changed.',
  'teller.fix.none': 'No paper ballots: add up',
  'teller.fix.paper': 'Paper ballots: fix the two equal entries',
  'teller.fix.confirmNone': 'Fix that there are no paper ballots, and add up the electronic ones?',
  'teller.fix.issued': 'Paper ballots issued: {n}. Two members key them in before the head fixes.',
  'teller.fix.confirmLost':
    '{n} paper ballots were issued and nobody has keyed any in. Without them all {n} are not counted, as if they had not come back. Only if the paper box is really empty.',
  'teller.fix.confirmPaper': 'Fix the two equal paper counts, and add up?',
  'teller.void': 'Void and reissue a ballot',
  'teller.void.what':
    'Only a ballot not yet opened on any device can be voided. The desk then issues a new one.',
  'teller.void.search': 'Search by name',
  'teller.void.none': 'Nobody who holds a ballot matches.',
  'teller.void.button': 'Void',
  'teller.void.title': 'Void the ballot of {name}',
  'teller.void.serial': 'Serial printed on the slip (8 characters)',
  'teller.void.reason': 'Reason',
  'teller.void.confirm': 'Void the ballot',
  'teller.way.screen': 'on screen',
  'teller.way.slip': 'printed slip',
  'teller.way.kiosk': 'voting tablet',
  'teller.way.paper': 'paper ballot',
  'teller.incidents': 'Incidents and reasons',
  'teller.incident.label': 'Record an incident for the minutes',
  'teller.incident.button': 'Record the incident',
  'teller.gap.label': 'Reason: {gap}',
  'teller.gap.button': 'Record the reason',
  'teller.gap.done': 'Recorded: {reason}',
  'teller.minutes': 'Counting minutes',
  'teller.minutes.what': 'Confirm once the minutes are printed, checked and signed in all copies.',
  'teller.minutes.sign': 'Confirm the minutes are signed',
  'teller.minutes.signed': 'The signing is recorded.',
  'teller.correct.label': 'Correct the papers: reason',
  'teller.correct.what': 'A new version of the papers, both kept; the counts never change.',
  'teller.correct.button': 'Make a correction',
};
