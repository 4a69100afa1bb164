import type { viRehearsal } from '../vi/rehearsal.ts';

/** The same texts in English. */
export const enRehearsal: Record<keyof typeof viRehearsal, string> = {
  'rehearsal.heading': 'Rehearsal: this computer can play the remaining roles',
  'rehearsal.honest':
    'In a real meeting the desk and every member of the counting committee have devices of their own, held by different people. You may do each step yourself; nobody whose real device is paired is played.',
  'rehearsal.quick.heading': 'Here for the first time?',
  'rehearsal.quick.effect':
    'Loads the sample plan, starts a rehearsal and plays the remaining roles. All you need is this computer and one phone to fill in a ballot.',
  'rehearsal.quick.button': 'Try a rehearsal now (2 minutes)',
  'rehearsal.act.prepare': 'Get quickly to the voting',
  'rehearsal.act.issueMore': 'Issue one more ballot',
  'rehearsal.act.castMissing': 'Cast the missing ballots for me, to try the count',
  'rehearsal.act.count': 'Count for me',
  'rehearsal.act.signMinutes': 'Sign the minutes for me',
  'rehearsal.note.prepare':
    'The computer checks in the whole roll, confirms the quorum, forms the counting committee, seals the box and opens the polls.',
  'rehearsal.note.noPhones':
    'Phones are not allowed in this round: pair a kiosk and a desk of your own.',
  'rehearsal.note.fewBallots':
    '{n} ballots collected; at least {min} are needed to open a result. Closing now makes the rehearsal void.',
  'rehearsal.note.close':
    'The {min} ballots needed to open a result are there. You may close the polls below and try the count.',
  'rehearsal.note.count':
    'For the members it plays, the computer confirms that there are no paper ballots, verifies, agrees, opens the totals and recounts.',
  'rehearsal.note.announce': 'The recounts agree. Please press the announcement button below.',
  'rehearsal.note.minutes':
    'The head of the committee, played by this computer, signs the minutes so that you can archive.',
  'rehearsal.step': 'Step {at}/{of}:',
  'rehearsal.parts': '({done}/{total})',
  'rehearsal.step.freeze': 'freezing the ballot',
  'rehearsal.step.roll': 'roll call',
  'rehearsal.step.quorum': 'confirming two thirds present',
  'rehearsal.step.phones': 'allowing phones',
  'rehearsal.step.committee': 'recording the committee',
  'rehearsal.step.seal': 'sealing the box',
  'rehearsal.step.open': 'opening the polls',
  'rehearsal.step.issue': 'issuing a ballot',
  'rehearsal.step.cast': 'casting the missing ballots',
  'rehearsal.step.paper': 'confirming the paper ballots',
  'rehearsal.step.agree': 'the committee verifies, agrees and opens',
  'rehearsal.step.recount': 'every device recounts',
  'rehearsal.step.gaps': 'recording the reasons of differences',
  'rehearsal.step.minutes': 'signing the minutes',
  'rehearsal.awaited': 'Waiting for the own devices of: {names}.',
  'rehearsal.problem.nobody-left': 'Everyone present has been issued a ballot.',
  'rehearsal.problem.no-round': 'This rehearsal has stopped.',
  'rehearsal.problem.not-head':
    'The head of the committee has a device of their own: please sign the minutes there.',
  'rehearsal.ballot.scan': 'Scan this code with a phone to fill in a ballot',
  'rehearsal.ballot.received':
    'The box has received the ballot just issued. Press “Issue one more ballot” to try again.',
  'rehearsal.ballot.label': 'QR code of the ballot of {name}',
  'rehearsal.ballot.member': 'The ballot of {name}. Each code works once.',
  'rehearsal.ballot.network': 'The phone must be on the same Wi-Fi as this computer.',
  'rehearsal.ballot.loopback':
    'This computer is on no network, so a phone cannot open the code. Join a Wi-Fi and restart the server, or open the ballot on this computer.',
  'rehearsal.ballot.here': 'No phone? Open this ballot in another window',
  'rehearsal.word.reason': 'Diễn tập',
  'rehearsal.word.desk': 'Desk (played by the chair’s computer)',
  'rehearsal.word.teller': 'Teller {n} (rehearsal)',
};
