/** Whether `error` is a system error with one of these codes (`ENOENT`, `ENOSPC`, …). */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return typeof error.code === 'string' && codes.includes(error.code);
}
