/** A day of this laptop's calendar, as people here write it: `21/11/2026`. */
export function dayText(moment: Date): string {
  const day = String(moment.getDate()).padStart(2, '0');
  const month = String(moment.getMonth() + 1).padStart(2, '0');
  return `${day}/${month}/${moment.getFullYear()}`;
}
