import type { viChair } from '../vi/chair.ts';

/** The same texts in English. */
export const enChair: Record<keyof typeof viChair, string> = {
  'console.title': 'Hòm Phiếu – Console',
  'console.pairing': 'Pairing this device, please wait…',
  'console.pairFailed': 'This device could not be paired.',
  'console.pairAgain': 'Try again',
  'console.scan': 'This device is not paired. Please scan the QR code that the chair shows.',
  'console.scanHint':
    'The chair opens a code under “Devices” on the chair’s console. Each code works once, for 10 minutes.',
  'console.choose': 'This device holds several roles. Please choose the screen to open.',
  'console.loading': 'Opening the screen…',
  'console.loadFailed':
    'The screen could not be opened. Check the hall’s network, then reload the page.',
  'console.reload': 'Reload the page',
  'console.kioskPaired': 'This device is a voting kiosk. Please open the voting page.',
  'console.openKiosk': 'Open the voting page',
  'role.chair': 'Chair',
  'role.desk': 'Desk: roll call and issue',
  'role.teller': 'Counting committee',
  'role.supervisor': 'Supervisor',
  'role.display': 'Hall display',
  'role.kiosk': 'Kiosk',
  'chair.heading': 'Chair’s console',
  'chair.connecting': 'Connecting to the server…',
  'chair.live': 'Connected',
  'chair.lost':
    'Connection lost, reconnecting. If it lasts, look at the npm start window on the server',
  'chair.refused':
    'This computer is no longer the chair’s. Open the link printed in the server’s window again.',
  'chair.clock': 'Time',
  'chair.connection': 'Connection',
  'chair.issued': 'Issued',
  'chair.collected': 'Collected',
  'chair.present': 'Present',
  'chair.board': 'Public board',
  'chair.boardEntries': '{n} entries',
  'chair.boardNone': 'None yet',
  'chair.missingHeading': 'Still to be done first',
  'chair.reason': 'Reason',
  'chair.reasonHint': 'The reason goes into the log and the minutes.',
  'chair.more': 'More',
  'chair.guide': 'User guide (Vietnamese)',
  'chair.alarms': 'Needs attention',
  'chair.blocker.quorum-not-met':
    'Two thirds are not present: {missing} more needed. Wait for the desks to check in more members.',
  'chair.blocker.phones-undecided':
    'The use of phones has not been decided. Choose “Allow” or “Do not allow” below.',
  'chair.blocker.committee-missing':
    'The counting committee has not been recorded. Enter those whom the conference elected.',
  'chair.blocker.tellers-missing':
    '{missing} tellers have not joined the sealing. Press “Show QR” in each one’s row, then ask them to press “Join the sealing” on their device.',
  'chair.blocker.ceremony-running':
    'The sealing is not finished. Wait for the devices in the table below to confirm the key.',
  'chair.blocker.co-issuer-backup':
    'Waiting for {names} to save the backup of the issuing key on their device. Sealing goes on after that.',
  'chair.blocker.reveals-missing':
    'Nothing can be counted yet: the device of {names} has still to compare the register and reveal its issuing key. Open the committee page there; if it is broken, pair another and restore from the backup file. If that fails, void this round and begin again.',
  'chair.blocker.ceremony-complaint':
    'A device reports a wrong key share. Restart the sealing and record the reason.',
  'chair.blocker.quorum-lost':
    'Fewer than two thirds are present now. The chair decides: wait, or record an incident and go on.',
  'chair.blocker.outstanding':
    '{outstanding} issued ballots have not come back. Remind the hall before closing.',
  'chair.blocker.outstanding-electronic':
    '{electronic} electronic ballots are still outstanding. Remind the hall before closing.',
  'chair.blocker.paper-in-box':
    '{paper} paper ballots were issued. Have them all put into the paper box before closing; the committee counts them after the close.',
  'chair.blocker.few-ballots':
    'Fewer than {minBallots} electronic ballots. If the polls close now, the electronic ballots are not opened.',
  'chair.blocker.paper-open':
    'The committee has not fixed the paper count. Ask its head to fix it, or to confirm that there is none.',
  'chair.blocker.openings-missing':
    'Not enough tellers have opened. Ask each to compare the tally code, agree, and then open.',
  'chair.blocker.recount-missing':
    'No independent recount yet. Ask the supervisor or a teller to open their page: it recounts by itself.',
  'chair.blocker.recount-differs':
    'A recount differs from the server’s. The result may not be announced. Ask supervisor and committee to compare; the ways out stand under “Recounts”.',
  'chair.blocker.gap-outstanding':
    'Issued ballots did not come back and no reason is recorded. Record it under “Differences”.',
  'chair.blocker.gap-excluded':
    'Electronic ballots were excluded and no reason is recorded. Record it under “Differences”.',
  'chair.blocker.gap-rejected':
    'Paper ballots not issued by the committee were found and no reason is recorded. Record it under “Differences”.',
  'chair.blocker.minutes-unsigned':
    'The minutes have not been confirmed as signed. Ask the head of the committee to confirm it on their device.',
  'chair.alarm.disk-full':
    'The server’s disk is full: new ballots are refused for now and stay on the voters’ devices; none received is lost. Do not switch off: delete files until 100 MB are free, and ballots are sent again by themselves.',
  'chair.alarm.disk-reserve':
    'The server gave up its 64 MB reserve to finish this round on a full disk. Go on counting and announcing; delete files until 200 MB are free, and the reserve is made again.',
  'chair.alarm.disk-low': 'Only {mb} MB of disk are left. Delete files before opening the polls.',
  'chair.alarm.copy-lag':
    'The standby copy is {seconds} seconds behind. Check the stick or disk that holds it.',
  'chair.alarm.copy-lost':
    'The standby copy is lost; the meeting goes on. Plug the stick or disk in again and copying resumes by itself. If it is broken, open “More” and choose another place.',
  'chair.alarm.copy-full':
    'The place of the standby copy is full; the meeting goes on. Delete files there, or open “More” and choose another disk.',
  'chair.alarm.copy-differs':
    'The standby copy differs from this laptop’s data and is not overwritten. If the meeting has moved to another laptop, stop this one now; if not, open “More” and choose another folder.',
  'chair.alarm.no-copy':
    'There is no standby copy: if this laptop fails, the data are gone. Plug in a stick and open “More” to choose where the copy is kept.',
  'chair.alarm.co-issuer-offline':
    'New ballots cannot open: the co-issuing device of {names} is not connected. Switch it on and open the committee page. If it is broken: pair another and restore from the backup file. If that fails, void this round and begin again.',
  'chair.alarm.co-issuer-silent':
    'New ballots cannot open: the co-issuing device of {names} does not answer. Touch its screen to wake it and look for an alarm on its page. Still silent: reload that page.',
  'chair.alarm.pairing-guesses':
    'Somebody is trying many pairing codes. A wrong code lets nobody in; look out for strangers in the hall and hand codes over in person only.',
  'chair.alarm.co-issuer-wrong':
    'The co-issuing device of {names} sent a wrong evaluation; it was not written. Reload its page; if it stays wrong, stop issuing and tell the head and the supervisors.',
  'chair.alarm.co-issuer-refusing':
    'The co-issuing device of {names} refuses a code it has signed for another device. Its holder should see the committee.',
  'chair.alarm.no-tls':
    'Connections in the hall are not encrypted (http). Use the meeting’s own Wi-Fi only.',
  'chair.copy': 'Copy',
  'chair.copy.lag': '{seconds} seconds, {n} entries behind',
  'chair.copy.broken': 'lost, {seconds} seconds, {n} entries behind',
  'chair.wifi.heading': 'The hall’s Wi-Fi',
  'chair.wifi.explain':
    'The hall’s display shows a QR code by which phones join the Wi-Fi. Everybody in the hall sees it.',
  'chair.wifi.shown': 'The display shows the code of the Wi-Fi {wifi}.',
  'chair.wifi.security': 'Security',
  'chair.wifi.security.wpa': 'With a password (WPA2, WPA3)',
  'chair.wifi.security.open': 'Open, no password',
  'chair.wifi.name': 'Name of the Wi-Fi, capital letters as they are',
  'chair.wifi.password': 'Password of the Wi-Fi',
  'chair.wifi.name.fault':
    'The name is too long: at most 32 bytes; a letter with marks takes 2 or 3.',
  'chair.wifi.password.fault': 'A Wi-Fi password has 8 to 63 characters, without Vietnamese marks.',
  'chair.wifi.go': 'Show the Wi-Fi code',
  'chair.wifi.stop': 'Take the code away',
  'chair.copy.heading': 'Standby copy',
  'chair.copy.explain':
    'All data are copied continuously to a second place, best a USB stick. If this laptop fails, the meeting goes on from the copy on another one. The copy is as confidential as the original.',
  'chair.copy.path': 'Folder for the copy, on the server',
  'chair.copy.otherPath': 'Move the copy to another folder',
  'chair.copy.example': 'For example /media/usb/hom-phieu or E:\\hom-phieu',
  'chair.copy.go': 'Start copying',
  'chair.copy.stop': 'Stop copying',
  'chair.copy.whole': 'The copy is complete.',
  'chair.copy.behind': 'The copy is {seconds} seconds behind and lacks {n} entries.',
  'chair.copy.lost': 'The copy cannot be written: check the stick or disk. It is tried again.',
  'chair.copy.full':
    'The place of the copy is full: delete files or choose another disk. It is tried again.',
  'chair.copy.differs':
    'The copy differs from this laptop’s data; perhaps a meeting was held on it elsewhere. It is not overwritten. Choose another folder.',

  'chair.start.heading': 'Start',
  'chair.start.noPlan': 'The server has no plan yet.',
  'chair.start.file': 'Choose a plan file',
  'chair.start.fileEffect': 'The file is read and checked; nothing begins yet.',
  'chair.start.sample': 'Rehearse with the sample plan',
  'chair.start.sampleEffect': 'The sample plan has invented names and serves rehearsals only.',
  'chair.start.problems':
    'The plan file cannot be used yet. Correct these {n} places and choose it again:',
  'chair.start.wholeFile': 'The file',
  'chair.start.unreadable': '“{name}” cannot be read. Choose a plan file in JSON again.',
  'chair.start.tooLarge':
    '“{name}” is too large to be sent from this screen. Stop the server and run: npm start -- --plan with the path of the file.',
  'chair.start.plan': 'Plan',
  'chair.start.files':
    'The plan names {named} photos and dossiers; this laptop lacks {missing}. This page loads the plan file only: put the files beside it on the laptop and start again with “npm start -- --plan FILE”. Without them the meeting goes on; voters only cannot see photos and reports.',
  'chair.start.samplePlan': 'Sample plan: rehearsals only',
  'chair.start.other': 'Choose another plan file',
  'chair.start.mode': 'Kind',
  'chair.start.rehearsal': 'Rehearsal',
  'chair.start.rehearsalHint':
    'Every screen and paper is marked DIỄN TẬP (rehearsal); it cannot become official.',
  'chair.start.official': 'Official',
  'chair.start.officialHint': 'The result goes into the minutes and is announced.',
  'chair.start.officialSample': 'A sample plan cannot be used officially.',
  'chair.start.venues': 'Choose the venue',
  'chair.start.roll': '{n} summoned',
  'chair.start.subjects': '{n} subjects',
  'chair.start.conference': 'Conference',
  'chair.start.councilSession': 'Council session',
  'chair.start.goRehearsal': 'Start the rehearsal',
  'chair.start.goOfficial': 'Start officially',
  'chair.start.rounds': 'So far: {rounds}',
  'chair.start.roundVoided': 'void',
  'chair.start.officialTitle': 'Start officially?',
  'chair.start.officialText':
    '{venue}: {roll} summoned, {subjects} subjects. An official round is recorded and cannot be erased.',
  'chair.start.again': 'Start a new round',
  'chair.start.next': 'Next venue',
  'chair.prepare.heading': 'Ballot',
  'chair.prepare.freeze': 'Freeze the ballot',
  'chair.prepare.effect':
    'The ballot with {n} subjects is stamped electronically and cannot be changed. The meeting moves on to the roll call.',
  'chair.prepare.confirmTitle': 'Freeze the official ballot?',
  'chair.prepare.confirmText':
    'The ballot rates {n} subjects and goes to at most {roll} people summoned. Once it is frozen, a change means to void this round and to hold the roll call anew.',
  'chair.prepare.lines': 'The ballot will have {n} subjects, in this order',
  'chair.prepare.post': 'Post, unit',
  'chair.prepare.excluded': 'Not rated',
  'chair.prepare.why': 'Reason',
  'chair.prepare.noneExcluded': 'Nobody.',
  'chair.reason.appointedThisYear': 'Appointed this year',
  'chair.reason.electedThisYear': 'Elected this year',
  'chair.reason.reappointedThisYear': 'Reappointed this year',
  'chair.reason.transferredThisYear': 'Transferred or rotated this year',
  'chair.reason.retirementNotice': 'Has received notice of retirement',
  'chair.roll.heading': 'Roll call',
  'chair.roll.confirm': 'Confirm the quorum',
  'chair.roll.effect':
    'Records {present}/{base} present, two thirds reached. The meeting moves on to the committee and the sealing.',
  'chair.roll.confirmTitle': 'Confirm the quorum?',
  'chair.roll.confirmText':
    '{present} of {base} are present, at least {needed} are needed. It is recorded and cannot be taken back. Those who come late can still be checked in.',
  'chair.roll.wait': 'Possible once at least {needed} are present.',
  'chair.roll.summoned': 'Summoned: {a} · Present: {b} · Share: {c}%',
  'chair.roll.deputies': 'Deputies: {a} · Present: {b} · Share: {c}%',
  'chair.roll.met': 'Quorum reached (two thirds of those summoned are present)',
  'chair.roll.metDeputies': 'Quorum reached (two thirds of all deputies are present)',
  'chair.roll.notMet': 'Two thirds not reached, {n} more needed',
  'chair.roll.present': 'present',
  'chair.roll.needed': 'At least {n} needed',
  'chair.roll.desks': 'Desks',
  'chair.roll.noDesk': 'No desk yet. Pair one to begin the roll call.',
  'chair.roll.pairDesk': 'Pair another desk',
  'chair.phones.question': 'Allow members’ own phones for marking the ballot',
  'chair.phones.yes': 'Allow',
  'chair.phones.no': 'Do not allow',
  'chair.phones.undecided': 'Not decided',
  'chair.phones.isYes':
    'Recorded: allowed. Ask for airplane mode, with only the hall’s Wi-Fi switched on.',
  'chair.phones.isNo': 'Recorded: not allowed. Voters use a kiosk or a paper ballot.',
  'chair.committee.heading': 'Counting committee',
  'chair.committee.intro':
    'Enter exactly those whom the conference elected: three or more, one head.',
  'chair.committee.name': 'Name',
  'chair.committee.post': 'Post',
  'chair.committee.head': 'Head',
  'chair.committee.member': 'Member',
  'chair.committee.coIssuer': 'Co-issues',
  'chair.committee.coIssuerHint':
    'The plan asks for tellers’ devices that issue beside the server. Choose whose device stays open while the polls are open, two as a rule; with nobody chosen, every member issues.',
  'chair.committee.remove': 'Remove',
  'chair.committee.add': 'Add a member',
  'chair.committee.how': 'How elected',
  'chair.committee.howDefault': 'Unanimously, by show of hands',
  'chair.committee.record': 'Record the committee',
  'chair.committee.effect': 'Records {n} members, head {head}. Then pair a device for each.',
  'chair.committee.effectOpen': 'Then pair a device for each.',
  'chair.committee.tooFew':
    'At least three members are needed; there are {n}. Press “Add a member”.',
  'chair.committee.noHead': 'No head chosen. Choose one in the column “Head”.',
  'chair.committee.duplicate': '“{name}” is entered twice. Remove one line or add a distinction.',
  'chair.committee.noHow': 'How they were elected has not been entered.',
  'chair.committee.correct': 'Correct the list',
  'chair.seal.heading': 'Sealing the ballot box',
  'chair.seal.ceremony': 'Sealing ceremony',
  'chair.seal.explain':
    'The members’ devices together make a key that nobody, not even the server, holds as a whole. Each member reads the code of their device aloud for the hall to compare.',
  'chair.seal.teller': 'Member',
  'chair.seal.device': 'Device',
  'chair.seal.progress': 'Progress',
  'chair.seal.code': 'Device code (read aloud)',
  'chair.seal.online': 'Connected',
  'chair.seal.offline': 'Connection lost',
  'chair.seal.showQr': 'Show QR',
  'chair.seal.step0': 'Waiting to join',
  'chair.seal.step1': '1/4 Joined',
  'chair.seal.step2': '2/4 Committed',
  'chair.seal.step3': '3/4 Shares dealt',
  'chair.seal.step4': '4/4 Key confirmed',
  'chair.seal.boxEmpty': 'Ballot box checked: 0 ballots',
  'chair.seal.key': 'Seal code, to compare with the hall display',
  'chair.seal.restart': 'Restart the sealing',
  'chair.seal.restartTitle': 'Restart the sealing from the beginning?',
  'chair.seal.restartText':
    'The keys of {n} members are thrown away, every device makes new ones. No ballot is in the box.',
  'chair.seal.restartGo': 'Restart',
  'chair.open.button': 'Open the polls',
  'chair.open.effect':
    '{n} members present can be issued a ballot. From then on ballot, key and committee cannot change.',
  'chair.open.title': 'Open the polls?',
  'chair.open.text':
    '{n} members present can rate {subjects} subjects. The box holds 0 ballots. There is no way back to the sealing.',
  'chair.poll.heading': 'Polls open',
  'chair.poll.sealed': 'Results are shown only after the polls close',
  'chair.poll.rate': 'Ballots in the last minute',
  'chair.poll.chart':
    'Ballots collected over time; the upper edge is the number issued. Kept on this screen only.',
  'chair.poll.chartEmpty': 'The chart appears when ballots come in.',
  'chair.poll.notIssued': 'Present without a ballot: {n}',
  'chair.close.button': 'Close the polls',
  'chair.close.effect':
    'The box closes. {n} issued ballots that have not come back will be worth nothing.',
  'chair.close.effectPaper':
    'The box closes. {electronic} electronic ballots not collected become void; the committee counts the {paper} paper ballots next.',
  'chair.close.effectPaperOnly':
    'The box closes. Every electronic ballot has come back; the committee counts the {paper} paper ballots next.',
  'chair.close.effectNone': 'The box closes. Every issued ballot has come back.',
  'chair.close.title': 'Close the polls?',
  'chair.close.text':
    'Issued {issued}, collected {collected}. {n} issued ballots have not come back. Close nevertheless?',
  'chair.close.paper':
    '{paper} of these {n} are on paper: those in the paper box are still counted by the committee.',
  'chair.coIssuers': 'Co-issuing devices',
  'chair.coIssuers.online': '{name}: connected',
  'chair.coIssuers.offline': '{name}: NOT CONNECTED',
  'chair.close.coIssuers':
    'The count needs the key of every co-issuing device. Connected: {online}. Not connected: {offline}.',
  'chair.close.coIssuersAll':
    'The count needs the key of every co-issuing device; all are connected: {online}.',
  'chair.close.minBallots':
    'Only {n} electronic ballots, fewer than the least of {min}: if the polls close now the electronic ballots are not opened and the rating must be repeated.',
  'chair.count.heading': 'Counting',
  'chair.count.wait': 'The next step is the counting committee’s. This console only follows it.',
  'chair.count.paper': 'Paper ballots',
  'chair.count.paperOpen': 'Not fixed. Waiting for the head of the committee.',
  'chair.count.paperFixed': 'Fixed: {n} paper ballots',
  'chair.count.tally': 'Tally code',
  'chair.count.tallyPaper': 'Comes after the paper count is fixed.',
  'chair.count.tallyWait': 'Adding the sealed ballots…',
  'chair.count.tallyHint':
    '{n} electronic ballots were added. The members compare this code on their devices with the hall display.',
  'chair.count.agreements': 'Agreed to open',
  'chair.count.openings': 'Opened',
  'chair.count.of': '{n}/{needed}',
  'chair.count.agreed': 'Agreed',
  'chair.count.opened': 'Opened',
  'chair.count.waiting': 'Waiting',
  'chair.count.lower': 'Lower the number who must agree',
  'chair.count.lowerTitle': 'Lower the number who must agree?',
  'chair.count.lowerText':
    'From {needed} to {threshold} members. Only when a member’s device is lost or broken. Every screen shows this in red.',
  'chair.count.lowerGo': 'Lower and record the reason',
  'chair.result.heading': 'Result, not announced',
  'chair.result.announcedHeading': 'Result announced',
  'chair.recount.heading': 'Recounts',
  'chair.recount.server': 'Server',
  'chair.recount.supervisor': 'Supervisor',
  'chair.recount.teller': 'Counting committee',
  'chair.recount.base': 'Code to compare with',
  'chair.recount.equal': 'Equal to the server’s',
  'chair.recount.unequal': 'DIFFERS from the server’s',
  'chair.recount.way':
    'Ways out: (1) Reload the page of the device that differs: it recounts, and its new code replaces the old. (2) It still differs and all others agree: save the board and look at it together with the offline verifier; if the device is at fault, set its recount aside with the reason. (3) Several devices differ: do not announce; void the round.',
  'chair.recount.setAside': 'Set aside…',
  'chair.recount.setAsideTitle': 'Set the recount of {by} aside',
  'chair.recount.setAsideText':
    'The device “{by}” is revoked at once. Its code, this act and the reason go into the log and the minutes; every supervisor sees them. Anyone can recount from the board file.',
  'chair.recount.setAsideGo': 'Revoke and set aside',
  'chair.recount.none': 'No recount yet.',
  'chair.gaps.heading': 'Differences',
  'chair.gaps.none': 'No difference: as many ballots collected as issued.',
  'chair.gap.outstanding': '{n} issued ballots did not come back',
  'chair.gap.excluded': '{n} electronic ballots were excluded when counting',
  'chair.gap.rejected': '{n} paper ballots were not issued by the committee',
  'chair.gap.recorded': 'Recorded reason: {reason}',
  'chair.gap.save': 'Record the reason',
  'chair.announce.button': 'Announce the result',
  'chair.announce.effect':
    'The result appears on the hall display and goes into the minutes. Ask the committee to read it out.',
  'chair.announce.title': 'Announce the result?',
  'chair.announce.text':
    '{issued} ballots issued, {collected} collected, {rows} subjects. {equal} independent recounts equal the server’s. An announced result cannot be taken back.',
  'chair.announce.paperOnly':
    '{issued} ballots issued, {collected} collected, {rows} subjects. An announced result cannot be taken back.',
  'chair.final.print': 'Print the result',
  'chair.final.signed': 'Minutes: confirmed as signed by the head of the committee',
  'chair.final.unsigned':
    'Minutes: waiting for the head of the committee to confirm the signatures',
  'chair.archive.button': 'Archive the records',
  'chair.archive.effect': 'Locks this round’s records. The next venue can begin afterwards.',
  'chair.archive.title': 'Archive the records?',
  'chair.archive.text':
    '{collected} ballots and {entries} board entries are locked. No correction is possible afterwards.',
  'chair.archived.heading': 'Archived',
  'chair.archived.text':
    'The records of round {round} are locked. Seal the archive and make the hand-over record further down.',
  'chair.void.open': 'Void this round…',
  'chair.void.title': 'Void this round?',
  'chair.void.text':
    '{issued} ballots issued, {collected} collected: none will be counted. The records are kept; the next round begins at once with the same ballot, at the roll call. This cannot be undone.',
  'chair.void.go': 'Void this round',
  'chair.voided.heading': 'This round is void',
  'chair.voided.text': 'Reason: {reason} The records are kept and not counted.',
  'chair.voided.minBallots':
    'Fewer ballots than the least allowed were collected, so none was opened. The rating must be repeated.',
  'chair.pair.heading': 'Devices',
  'chair.pair.add': 'Pair a new device',
  'chair.pair.desk': 'Desk',
  'chair.pair.supervisor': 'Supervisor',
  'chair.pair.display': 'Hall display',
  'chair.pair.kiosk': 'Kiosk',
  'chair.pair.tellerNamed': 'Teller: {name}',
  'chair.pair.label.desk': 'Desk {n}',
  'chair.pair.label.supervisor': 'Supervisor {n}',
  'chair.pair.label.display': 'Display {n}',
  'chair.pair.label.kiosk': 'Kiosk {n}',
  'chair.pair.title': 'Pair: {label}',
  'chair.pair.scan': 'Scan with the device to be paired, or type the address in its browser:',
  'chair.pair.qr': 'QR code to pair {label}',
  'chair.pair.left': 'Works once, {time} left',
  'chair.pair.expired': 'The code has expired. Make a new one.',
  'chair.pair.cards': 'Print pairing cards',
  'chair.pair.cardsExplain':
    'Each card pairs one device, for 10 minutes from now. Make them when the printer and the devices are ready; destroy the cards and delete the file once the devices are paired.',
  'chair.pair.cardsDesks': 'Check-in desks',
  'chair.pair.cardsKiosks': 'Voting kiosks',
  'chair.pair.cardsTellers': 'Tellers whose device is not paired',
  'chair.pair.cardsMake': 'Make {n} cards (PDF)',
  'chair.pair.cardsFailed':
    'The PDF could not be made. Check the connection to the laptop and try again.',
  'chair.pair.again': 'Make a new code',
  'chair.pair.done': 'Paired: {label}',
  'chair.pair.rename': 'Name of the device',
  'chair.pair.renameGo': 'Make a code with this name',
  'chair.pair.address': 'The server’s address',
  'chair.pair.online': 'connected',
  'chair.pair.offline': 'connection lost',
  'chair.pair.revoke': 'Revoke',
  'chair.pair.revokeTitle': 'Revoke {label}?',
  'chair.pair.revokeText': 'The device loses its role at once and must be paired with a new code.',
  'chair.pair.here': '{n} devices connected',
  'chair.pair.none': 'No device yet.',
  'chair.pair.summary': '{online}/{all} devices connected',
  'chair.incident.heading': 'Incidents',
  'chair.incident.label': 'Record an incident for the log and the minutes',
  'chair.incident.save': 'Record the incident',
  'chair.incident.none': 'No incident.',
  'chair.incident.byChair': 'Chair',
};
