import type { viRefusals } from '../vi/refusals.ts';

/** The same texts in English. */
export const enRefusals: Record<keyof typeof viRefusals, string> = {
  'refusal.wrong-phase':
    'This cannot be done in the present phase. The chair’s screen shows the next step.',
  'refusal.no-share':
    'This device does not hold the share, so nothing was sent. Use the device that does, or restore the backup below and send again.',
  'refusal.still-checking':
    'This device is still checking the public board. Wait a moment, then press again.',
  'refusal.no-round': 'There is no round, or it was declared void. The chair starts a new one.',
  'refusal.round-active': 'Another round is still active. Archive or void it first.',
  'refusal.unknown-venue': 'The plan has no such venue. Choose again.',
  'refusal.plan-invalid':
    'No plan is loaded, or it has mistakes. Correct the file and load it again.',
  'refusal.rehearsal-only': 'The sample plan is for rehearsals only. Load the official plan.',
  'refusal.not-on-roll': 'This person is not on the roll. Check the name.',
  'refusal.not-present':
    'This person has not been checked in. Check in first, then issue the ballot.',
  'refusal.already-issued':
    'This person already holds a ballot. If it is spoiled, the head of the counting committee voids and reissues it.',
  'refusal.ballot-out':
    'This person holds a ballot and cannot be checked out. Take the ballot back first.',
  'refusal.quorum-not-met':
    'Two thirds are not present yet, {missing} missing. Continue the roll call.',
  'refusal.committee-too-small': 'The counting committee needs at least 3 members. Add members.',
  'refusal.committee-head': 'The counting committee needs exactly one head. Choose again.',
  'refusal.subject-in-committee': 'A subject may not be a teller. Choose someone else.',
  'refusal.committee-duplicate': 'Two tellers carry the same name. Correct the list.',
  'refusal.threshold':
    'The plan’s threshold does not fit the committee elected. Correct one of them.',
  'refusal.not-joined': 'This member’s device has not joined. Pair it, then repeat the sealing.',
  'refusal.ceremony-incomplete': 'The sealing is not complete. Wait for all tellers.',
  'refusal.number-differs':
    'The number typed is not the present number, {expected}. Look again and type it.',
  'refusal.phones-undecided': 'The chair has not decided about phones. Allow them or not.',
  'refusal.phones-not-allowed':
    'Phones are not used at this meeting. Please go to a voting tablet.',
  'refusal.claim-taken': 'This code already belongs to another ballot. Make a new one.',
  'refusal.no-slips': 'No printed slips are left. Register more, or issue on a screen.',
  'refusal.kiosk-busy': 'The tablet is in use. Choose another or wait.',
  'refusal.nothing-to-void': 'This person holds no ballot that could be voided.',
  'refusal.token-exchanged':
    'The ballot was opened on a device and cannot be replaced. Scan the same code on another device.',
  'refusal.not-head': 'Only the head of the counting committee may do this.',
  'refusal.not-a-teller': 'Only a member of the counting committee may do this.',
  'refusal.paper-not-equal':
    'Two equal entries by two tellers are needed, or none. Compare and key in again.',
  'refusal.too-many-ballots': 'More paper ballots than ballots outstanding. Count the paper again.',
  'refusal.paper-fixed': 'The paper count is fixed and cannot be changed.',
  'refusal.entry-refused': 'A check failed ({code}). Tell the head of the committee.',
  'refusal.recount-missing':
    'No independent device has recounted. Ask a supervisor or teller to recount.',
  'refusal.recount-differs':
    'A recount differs from the server. Do not announce; the committee must look into it.',
  'refusal.gap-unexplained':
    'Issued and collected ballots differ and no reason is recorded. Record it first.',
  'refusal.no-such-gap': 'There is no such gap to explain.',
  'refusal.minutes-unsigned':
    'The head of the committee has not signed off the minutes. Sign them off before archiving.',
  'refusal.reason-required': 'A reason is required, 1 to 500 characters.',
  'refusal.pairing-code':
    'The pairing code is wrong, used or older than 10 minutes. Ask the chair for a new one.',
  'refusal.not-paired': 'This device is not paired, or was revoked. See the chair.',
  'refusal.no-such-device': 'There is no such device. Reload the list.',
  'refusal.malformed': 'The server could not read the request. Reload the page and try again.',
  'refusal.too-many-requests': 'Too fast. Wait a few seconds and try again.',
  'refusal.disk-full':
    'The server’s disk is full; nothing was stored and nothing is lost. Tell the technician, then try again.',
  'refusal.copy-unusable':
    'This folder cannot be made or written. Check the path and the disk, then try again.',
  'refusal.copy-network':
    'No copy over the network: the records are confidential and the hall’s network is isolated. Choose a USB stick or a disk of this laptop.',
  'refusal.copy-inside':
    'The copy must lie outside the data folder, best on a USB stick. Choose another folder.',
  'refusal.copy-occupied':
    'This folder holds the records of another meeting. Choose an empty folder.',
  'refusal.copy-no-room': 'The copy needs at least {mb} MB of free space. Choose another disk.',
  'refusal.no-such-draft': 'This draft is gone. Reload the list of drafts.',
  'refusal.draft-conflict':
    'Another page has saved this draft. Open that one, or save yours as a new draft.',
  'refusal.too-many-drafts': 'There are {most} drafts already. Delete one, then save again.',
  'refusal.draft-too-large': 'The draft is larger than 5 MB. Shorten its lists, then save again.',
  'refusal.plan-changed': 'The plan on this laptop has changed. Close this page and open it again.',
  'refusal.too-many-questions': 'There are {most} questions already. Join equal ones, then save.',
  'refusal.file-too-large': 'The file is larger than 10 MB. Make it smaller or split it.',
  'refusal.file-kind':
    'Only PDF, PNG, JPG and DOCX without macros are taken. Save it as PDF, then choose it again.',
  'refusal.file-gone': 'This file is no longer on the laptop. Choose it again.',
  'refusal.passphrase-short':
    'A passphrase has at least {least} characters. Five unrelated words are good.',
  'refusal.archive-failed':
    'The archive could not be handled. See the line in the server’s window, then try again.',
  'refusal.import-broken': 'The file did not come up whole, or is over 400 MB. Choose it again.',
  'refusal.import-not-archive':
    'This file is no sealed archive of Hòm Phiếu (.homphieu). Choose another.',
  'refusal.import-passphrase':
    'The passphrase does not open this archive, or the file was altered. Type it again, or ask for the file again.',
  'refusal.import-altered':
    'This archive was altered or damaged ({file}). It was not taken in. Ask the other venue for it again.',
  'refusal.import-no-result':
    'This archive has no result: its round is void or was not counted. Choose another.',
  'refusal.import-own':
    'This archive is of a round on this very machine: its result is here already. Choose another venue’s archive.',
  'refusal.papers-busy': 'The papers are being made. Wait until they are done, then try again.',
  'refusal.paper-not-ready': 'This paper cannot be made yet.',
  'refusal.papers-failed':
    'The papers could not be made. Look at the npm start window on the server, then make them again; no figure is lost.',
  'refusal.walk-over': 'This Wi-Fi walk is over. Scan the code on the chair’s screen again.',
  'refusal.stopping': 'The server is stopping. Wait; this device reconnects by itself.',
  'refusal.no-answer': 'No answer from the server. Check the connection and try again.',
  'refusal.unknown': 'Not possible ({code}). See the counting committee.',
  'refusal.E_SIZE': 'The data sent has the wrong size. See the counting committee.',
  'refusal.E_B64': 'The data sent cannot be read. See the counting committee.',
  'refusal.E_JSON': 'The data sent cannot be read. See the counting committee.',
  'refusal.E_PHASE': 'The polls are not open.',
  'refusal.E_EID': 'This ballot belongs to another round. See the counting committee.',
  'refusal.E_SETUP': 'The round’s data break the rules. Tell the chair.',
  'refusal.E_CLAIM_UNKNOWN':
    'This ballot code was not issued by the counting committee. See the counting committee.',
  'refusal.E_CLAIM_USED': 'This ballot code has been used already. See the counting committee.',
  'refusal.E_NOT_ISSUED': 'This ballot is not recorded as issued yet. See the counting committee.',
  'refusal.E_DISK_FULL':
    'The server has no space, so the ballot is not received yet. The device keeps it and sends it again.',
  'refusal.E_VK_USED':
    'Another ballot of this code was received before. See the counting committee.',
  'refusal.E_SIG': 'A signature is wrong. See the counting committee.',
  'refusal.E_TOKEN': 'The ballot does not carry the committee’s token. See the counting committee.',
  'refusal.E_POINT': 'The sealed ballot is malformed. See the counting committee.',
  'refusal.E_SCALAR': 'The sealed ballot is malformed. See the counting committee.',
  'refusal.E_PROOF': 'The sealed ballot fails its check. See the counting committee.',
  'refusal.E_DKG_COMMIT': 'A teller’s commitment does not match. Repeat the sealing.',
  'refusal.E_DKG_POK': 'A teller’s proof is wrong. Repeat the sealing.',
  'refusal.E_DKG_SHARE': 'A teller’s share is wrong. Repeat the sealing.',
  'refusal.E_OPEN': 'The committee’s key is wrong. Repeat the sealing.',
  'refusal.E_CLOSE': 'The close does not match the box. Tell the committee and the supervisors.',
  'refusal.E_COUNTS': 'More ballots collected than issued. Tell the committee and the supervisors.',
  'refusal.E_REGISTER': 'The register does not match. Tell the committee and the supervisors.',
  'refusal.E_PAPER':
    'The paper count does not add up: valid + invalid differs from collected. Check again.',
  'refusal.E_TALLY': 'The sealed sums are wrong. Tell the committee and the supervisors.',
  'refusal.E_AGREE_OTHER': 'This device agreed to another tally. Do not open; tell the head.',
  'refusal.E_QUORUM': 'Not enough tellers have agreed. Wait for the others.',
  'refusal.E_MIN_BALLOTS':
    'Too few electronic ballots to keep them secret; nothing is opened. The round must be repeated.',
  'refusal.E_OPENING': 'A teller’s opening is wrong. Tell the head.',
  'refusal.E_TOTAL': 'A subject’s total does not match. Tell the committee and the supervisors.',
  'refusal.E_RESULT':
    'The result does not match the record. Do not announce; tell the committee and the supervisors.',
  'refusal.E_CHAIN':
    'The public record is broken or altered. Tell the committee and the supervisors.',
  'refusal.E_HEADSIG':
    'The signature on the public record is wrong. Tell the committee and the supervisors.',
};
