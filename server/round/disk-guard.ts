/** What a round tells of the disk and asks of it (design 7, Disk). */
export interface DiskGuard {
  /** The disk was full and has no room yet: no token is exchanged and no ballot taken. */
  readonly full: boolean;
  /**
   * A record found no room. `finishing`: it ends a round; true when room was made for it, so that
   * it may be tried once more.
   */
  noRoom(finishing: boolean): Promise<boolean>;
}
