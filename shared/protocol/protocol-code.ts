/** The protocol's error codes (P 4.10), in the form in which they are reported and sent. */

type PlainCode =
  | 'E_SIZE'
  | 'E_B64'
  | 'E_JSON'
  | 'E_PHASE'
  | 'E_EID'
  | 'E_SETUP'
  | 'E_CLAIM_UNKNOWN'
  | 'E_CLAIM_USED'
  | 'E_NOT_ISSUED'
  | 'E_DISK_FULL'
  | 'E_VK_USED'
  | 'E_SIG'
  | 'E_POINT'
  | 'E_SCALAR'
  | 'E_PROOF'
  | 'E_OPEN'
  | 'E_CLOSE'
  | 'E_COUNTS'
  | 'E_REGISTER'
  | 'E_PAPER'
  | 'E_TALLY'
  | 'E_AGREE_OTHER'
  | 'E_QUORUM'
  | 'E_MIN_BALLOTS'
  | 'E_RESULT';

type CodeWithNumber =
  | 'E_TOKEN'
  | 'E_DKG_COMMIT'
  | 'E_DKG_POK'
  | 'E_DKG_SHARE'
  | 'E_OPENING'
  | 'E_TOTAL'
  | 'E_CHAIN'
  | 'E_HEADSIG';

/** A code, with its arguments where it has some: `E_SIZE`, `E_TOKEN(1)`, `E_POINT(0,3)`. */
export type ProtocolCode =
  PlainCode | `${CodeWithNumber}(${number})` | `${'E_POINT' | 'E_SCALAR'}(${number},${number})`;
