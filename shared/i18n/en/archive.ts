import type { viArchive } from '../vi/archive.ts';

/** The same in English. */
export const enArchive: Record<keyof typeof viArchive, string> = {
  'archive.heading': 'Sealed archive',
  'archive.explain':
    'All records of this round as one encrypted file, to be handed to the personnel office that keeps them.',
  'archive.what': 'What is in it and what is not',
  'archive.in':
    'In it: the public board, the register, the log, the result, the papers that were made, the plan’s files, the software version, the verifier’s page verify.html, and a list with each file’s SHA-256.',
  'archive.out':
    'Not in it: the server’s keys, the committee’s shares, passphrases, ballot codes. Nobody can open single ballots with it.',
  'archive.papersFirst':
    'No papers were made: an archive made now holds none. Better make all papers first.',
  'archive.papersOlder':
    'The papers are older than the records. Better make all papers again before sealing.',
  'archive.passphrase': 'Passphrase of the archive',
  'archive.repeat': 'Passphrase once more',
  'archive.advice':
    'Take five unrelated words, in the manner of “river – chair – ten – bell – astray” (not these). At least {least} characters.',
  'archive.warning':
    'The software keeps no passphrase. Whoever loses it loses the archive; nobody can open it again. Write it down, seal it in an envelope, keep it apart from the file.',
  'archive.show': 'Show the passphrase',
  'archive.hide': 'Hide the passphrase',
  'archive.short': '{missing} more characters are needed.',
  'archive.differs': 'The two are different.',
  'archive.make': 'Seal the archive',
  'archive.makeAgain': 'Seal again',
  'archive.again':
    'When the records have grown (minutes signed, papers made again), seal again: the new file replaces the old one here. A file downloaded before stays valid, with another digest.',
  'archive.making':
    'Sealing… It is read back and opened with its passphrase before it counts as made.',
  'archive.done': 'Sealed, and opened once to make sure.',
  'archive.name': 'File name',
  'archive.size': 'Size',
  'archive.sizeText': '{mb} MB ({bytes} bytes), {files} files inside',
  'archive.madeAt': 'Sealed at',
  'archive.sha': 'SHA-256',
  'archive.download': 'Download the archive',
  'archive.saved': '{name} was downloaded. Compare the SHA-256 of every copy with the one above.',
  'archive.where': 'The file also lies in “archives” in the server’s data folder.',
  'archive.check': 'How to check it',
  'archive.check.command':
    'On a machine with this software, run the command below and type the passphrase: it opens the archive, holds it against its list and checks every ballot and every proof again.',
  'archive.check.extract':
    'To take the files out, add --extract FOLDER. Among them is verify.html: open it in a browser, without a network, and drop the public board on it.',
  'archive.steps': 'Before the round is archived',
  'archive.steps.papers': 'Make all papers',
  'archive.steps.signed': 'The head confirms that the minutes are signed',
  'archive.steps.sealed': 'Seal the archive',
  'archive.steps.done': 'done',
  'archive.steps.open': 'not yet',
  'archive.noneYet':
    'No archive of this round was sealed since the server started. It can still be sealed once the round is archived, but do not leave the machine without one.',

  'archive.handOver': 'Hand-over record',
  'archive.handOver.explain':
    'Fill it in and download the PDF for both to sign. What is typed here stays on this device.',
  'archive.handOver.from': 'Handed over by',
  'archive.handOver.to': 'Received by',
  'archive.handOver.name': 'Full name',
  'archive.handOver.post': 'Post, unit',
  'archive.handOver.when': 'Date',
  'archive.handOver.where': 'Place',
  'archive.handOver.copies': 'Copies of the counting minutes',
  'archive.handOver.byPlan': 'as planned',
  'archive.handOver.paper': 'Counted paper ballots',
  'archive.handOver.others': 'Also handed over (one item a line)',
  'archive.handOver.othersExample': 'USB stick with the second copy, sealed',
  'archive.handOver.key': 'Who keeps the archive’s passphrase',
  'archive.handOver.dots': 'Empty fields are printed as dots, to be filled in by hand.',
  'archive.handOver.make': 'Download the hand-over record (PDF)',
  'archive.handOver.saved': 'The hand-over record was downloaded.',
  'archive.handOver.failed':
    'The PDF could not be made. Check the connection to the server and press again.',

  'archive.others': 'Results of other venues',
  'archive.others.explain':
    'A venue that was counted on another machine: take in its sealed archive (.homphieu). Every ballot and proof in it is checked first. Results stand side by side and are never added.',
  'archive.others.file': 'Choose an archive…',
  'archive.others.chosen': '{name}, {mb} MB',
  'archive.others.tooLarge': 'The file is larger than {mb} MB and is not taken.',
  'archive.others.unreadable': 'This file could not be read. Choose it again.',
  'archive.others.passphrase': 'Passphrase of that archive',
  'archive.others.take': 'Open and check',
  'archive.others.sending': 'Sending the file: {percent}%',
  'archive.others.checking':
    'Opening it and checking everything again. With a few hundred ballots this takes about a minute.',
  'archive.others.taken': 'Checked and taken in: {venue}.',
  'archive.others.none': 'No other venue’s result was taken in.',
  'archive.others.rehearsal': 'Rehearsal',
  'archive.others.day': 'Voting day',
  'archive.others.round': 'Round',
  'archive.others.subjects': 'Subjects',
  'archive.others.collected': 'Ballots collected',
  'archive.others.digest': 'Digest of the result, to compare with that venue’s printed minutes',
  'archive.others.sheet': 'Make the two-venue sheet under “Papers”.',
  'archive.others.remove': 'Remove',
  'archive.others.removeOf': 'Remove the result of {venue}',
  'archive.others.removeTitle': 'Remove this result?',
  'archive.others.removeText':
    'The result of {venue} is erased from this machine and leaves the two-venue sheet. It can be taken in again from that venue’s archive.',
};
