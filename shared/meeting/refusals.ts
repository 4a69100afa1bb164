/**
 * Every reason for which a command is refused: the name is the wire's name, each with one line on
 * when it happens. The texts that say what to do next are in `shared/i18n/vi/refusals.ts`.
 */
export type RefusalCode =
  /** The command does not belong to the round's present phase. */
  | 'wrong-phase'
  /** No round is active, or the round was declared void. */
  | 'no-round'
  /** Another round is still active and not yet archived or void. */
  | 'round-active'
  /** The plan has no such venue. */
  | 'unknown-venue'
  /** No plan has been loaded yet, or the file was refused; `problems` says where. */
  | 'plan-invalid'
  /** A sample plan serves rehearsals only. */
  | 'rehearsal-only'
  /** The member is not on this venue's roll. */
  | 'not-on-roll'
  /** The member has not been checked in (R18). */
  | 'not-present'
  /** The member already holds a ballot (R29). */
  | 'already-issued'
  /** The member holds a ballot and cannot be checked out unless it is returned (F8). */
  | 'ballot-out'
  /** Fewer than two thirds are present; `missing` says how many (R15, R16). */
  | 'quorum-not-met'
  /** Fewer than three tellers were named. */
  | 'committee-too-small'
  /** Not exactly one head of the committee was named (R19). */
  | 'committee-head'
  /** A teller is one of the subjects (R21). */
  | 'subject-in-committee'
  /** Two tellers carry the same name. */
  | 'committee-duplicate'
  /** The plan's threshold does not fit the committee elected. */
  | 'threshold'
  /** The teller's device has not joined, or joined after the ceremony began. */
  | 'not-joined'
  /** The committee's key is not complete (P 4.3). */
  | 'ceremony-incomplete'
  /** The number typed is not the number shown; `expected` says which. */
  | 'number-differs'
  /** The chair has not decided whether phones are allowed. */
  | 'phones-undecided'
  /** Phones are not allowed at this venue: the voter must use a kiosk. */
  | 'phones-not-allowed'
  /** The claim already stands for another ballot. */
  | 'claim-taken'
  /** No free slip is left in the registered stack. */
  | 'no-slips'
  /** The kiosk is not free. */
  | 'kiosk-busy'
  /** The member holds no ballot that could be voided. */
  | 'nothing-to-void'
  /** The token was exchanged: it may have been used, so it cannot be replaced (F18). */
  | 'token-exchanged'
  /** Only the head of the counting committee may do this. */
  | 'not-head'
  /** Only a member of the counting committee may do this. */
  | 'not-a-teller'
  /** Two equal entries by two tellers are needed, or none at all (P 4.7.2). */
  | 'paper-not-equal'
  /** The paper ballots keyed in are more than the ballots still outstanding (F16). */
  | 'too-many-ballots'
  /** The paper count was already fixed. */
  | 'paper-fixed'
  /** The protocol's check failed; `code` names the rule (P 4.10). */
  | 'entry-refused'
  /** No independent page has recounted yet. */
  | 'recount-missing'
  /** A recount differs from the server's: nothing may be announced. */
  | 'recount-differs'
  /** Issued and counted ballots differ and no reason is recorded; `gap` says which. */
  | 'gap-unexplained'
  /** There is no such gap to explain. */
  | 'no-such-gap'
  /** The minutes are not signed off yet. */
  | 'minutes-unsigned'
  /** A reason is required, in 1 to 500 characters. */
  | 'reason-required'
  /** The pairing code is unknown, used or expired. */
  | 'pairing-code'
  /** This device is not paired for the role, or its pairing was revoked. */
  | 'not-paired'
  /** There is no such device. */
  | 'no-such-device'
  /** The message has not the form of the wire; `path` says where. */
  | 'malformed'
  /** Too many messages from this connection. */
  | 'too-many-requests'
  /** The disk is full: nothing was stored, nothing is lost on this device. */
  | 'disk-full'
  /** The place for the copy cannot be made or written. */
  | 'copy-unusable'
  /** The place for the copy lies on another machine. */
  | 'copy-network'
  /** The place for the copy lies inside the data folder, or around it. */
  | 'copy-inside'
  /** The place for the copy holds another meeting's records. */
  | 'copy-occupied'
  /** The place for the copy has less than `mb` MB free. */
  | 'copy-no-room'
  /** There is no such draft of a plan; another page deleted it. */
  | 'no-such-draft'
  /** The draft was saved by another page since this one read it. */
  | 'draft-conflict'
  /** As many drafts as are kept at once (`most`) are kept. */
  | 'too-many-drafts'
  /** The draft is larger than 5 MB. */
  | 'draft-too-large'
  /** The note is of a plan that is no longer the one on this laptop. */
  | 'plan-changed'
  /** A plan's book holds `most` written questions. */
  | 'too-many-questions'
  /** The file is larger than 10 MB. */
  | 'file-too-large'
  /** The file is neither PDF, PNG, JPG nor a DOCX without macros (R9). */
  | 'file-kind'
  /** The file is no longer kept here: it must be sent up again. */
  | 'file-gone'
  /** The papers are being made already. */
  | 'papers-busy'
  /** This paper cannot be made yet, or was not made. */
  | 'paper-not-ready'
  /** The papers could not be made of these records. */
  | 'papers-failed'
  /** The walk through the hall is over, or its code is another's. */
  | 'walk-over'
  /** A passphrase has at least `least` characters. */
  | 'passphrase-short'
  /** The archive was not made, or an archive could not be looked at. */
  | 'archive-failed'
  /** The file came up in parts that do not belong together, or is too large. */
  | 'import-broken'
  /** The file is no sealed archive of this product. */
  | 'import-not-archive'
  /** The passphrase does not open the archive, or the archive was altered. */
  | 'import-passphrase'
  /** A file in the archive does not say what it must; `file` names it where it is known. */
  | 'import-altered'
  /** The archive holds no result: its round is void or was not counted. */
  | 'import-no-result'
  /** The archive is of a round that this machine has itself. */
  | 'import-own'
  /** The server is stopping. */
  | 'stopping';

/** A refusal as it travels: its name and the figures its text needs. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** A refusal with its details. */
export function refusal(
  code: RefusalCode,
  detail?: Readonly<Record<string, string | number>>,
): Refusal {
  return detail === undefined ? { code } : { code, detail };
}
