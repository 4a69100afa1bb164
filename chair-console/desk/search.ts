import type { DeskMember } from '#shared/meeting/views.ts';

/**
 * Finding a member at the desk: two letters typed in any keyboard, with or without marks, must
 * bring the person to the top (experience 1, 6).
 */

const vietnamese = new Intl.Collator('vi');
const SEPARATORS = /[\s.,;:()/_-]+/u;

/** Lower case without diacritics; `đ` is no decomposable letter and is mapped by hand. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd').toLowerCase();
}

/** The given name: the last word of a Vietnamese name. */
export function givenName(name: string): string {
  return name.trim().split(/\s+/u).at(-1) ?? '';
}

/** Order of a list of persons: by given name, then by the whole name, then by post, in Vietnamese order. */
export function byGivenName(a: DeskMember, b: DeskMember): number {
  return (
    vietnamese.compare(givenName(a.name), givenName(b.name)) ||
    vietnamese.compare(a.name, b.name) ||
    vietnamese.compare(a.post, b.post)
  );
}

/**
 * The members that match, best first: the member's own code, given name, initials, any word, then, from three letters
 * on, anywhere in name, post or group. Marks typed by the desk put exact spellings first and hide nobody. An empty query
 * gives everyone, by given name.
 */
export function searchMembers(members: readonly DeskMember[], query: string): DeskMember[] {
  const sorted = members.toSorted(byGivenName);
  const words = wordsOf(fold(query));
  if (words.length === 0) return sorted;
  return sorted
    .map((member) => ({ member, rank: rankOf(member, words, query) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ member }) => member);
}

const NO_MATCH = 10;
/** Fewer letters stand in almost every post ("Đảng"): they are looked for where words begin only. */
const ANYWHERE_FROM = 3;

/** How well a member matches; lower is better. Half a rank rewards marks typed exactly. */
function rankOf(member: DeskMember, words: readonly string[], query: string): number {
  // The code on the member's invitation, typed by hand.
  if (joined(member.id) === words.join('')) return 0;
  const rank = foldedRank(member, words);
  return rank < NO_MATCH && spellsExactly(member.name, query) ? rank - 0.5 : rank;
}

function foldedRank(member: DeskMember, words: readonly string[]): number {
  const name = wordsOf(fold(member.name));
  const typed = words.join(' ');
  if (words.length === 1 && name.at(-1)?.startsWith(typed) === true) return 1;
  if (words.length === 1 && initials(name).startsWith(typed)) return 2;
  if (prefixesInOrder(name, words)) return 3;
  if (words.length === 1 && initials(name).includes(typed)) return 4;
  if (typed.length < ANYWHERE_FROM) return NO_MATCH;
  if (name.join(' ').includes(typed)) return 5;
  const rest = wordsOf(fold(`${member.post} ${member.group}`)).join(' ');
  return rest.includes(typed) ? 6 : NO_MATCH;
}

/** The query carries marks and begins a word of the name with just these marks. */
function spellsExactly(name: string, query: string): boolean {
  const typed = query.normalize('NFC').trim().toLowerCase();
  const hasMarks = fold(typed) !== typed;
  return hasMarks && ` ${name.normalize('NFC').toLowerCase()}`.includes(` ${typed}`);
}

function wordsOf(text: string): string[] {
  return text.split(SEPARATORS).filter((word) => word !== '');
}

function joined(id: string): string {
  return fold(id).replace(/[^a-z0-9]/gu, '');
}

function initials(words: readonly string[]): string {
  return words.map((word) => word.charAt(0)).join('');
}

/** Each typed word begins a word of the name, later ones later: `ng an` finds Nguyễn Văn An. */
function prefixesInOrder(name: readonly string[], typed: readonly string[]): boolean {
  let next = 0;
  for (const word of name) {
    const wanted = typed[next];
    if (wanted !== undefined && word.startsWith(wanted)) next += 1;
  }
  return next === typed.length;
}
