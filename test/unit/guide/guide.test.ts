import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { picturesOf, readGuide } from '../../../server/build-guide.ts';
import { vi } from '#shared/i18n/vi.ts';

const PICTURES = join(import.meta.dirname, '../../../docs/pictures/screens');
const pages = await readGuide();
/** The pages of the guide itself; the drill quotes nothing. */
const own = pages.filter(({ name }) => name !== 'drill-vi');
const texts = new Set<string>([...Object.values(vi), ...offlineTexts()]);

/** The offline page is in Vietnamese alone: its words stand in its components. */
function offlineTexts(): string[] {
  const folder = join(import.meta.dirname, '../../../chair-console/offline');
  const pages = readdirSync(folder).filter((name) => name.endsWith('.svelte'));
  return pages.flatMap((name) => {
    const markup = readFileSync(join(folder, name), 'utf8').replace(
      /<script[\s\S]*?<\/script>/u,
      '',
    );
    return [...markup.matchAll(/>([^<>{}]+)</gu)].map(([, words]) => words?.trim() ?? '');
  });
}

/** A text of the screen with its placeholders as any words; nothing that is little else than those. */
const patterns = [...texts].filter(isMostlyWords).map((text) => {
  const plain = text.replace(/[.*+?^$()|[\]\\]/gu, '\\$&').replace(/\{\w+\}/gu, '.+');
  return new RegExp(`^${plain}$`, 'u');
});

function isMostlyWords(text: string): boolean {
  return (text.replace(/\{\w+\}/gu, '').match(/\p{L}/gu)?.length ?? 0) >= 5;
}

function isOnScreen(words: string): boolean {
  return texts.has(words) || patterns.some((pattern) => pattern.test(words));
}

describe('user guide (issue 5, 10)', () => {
  test('it has a page for every role and for trouble', () => {
    expect(pages.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'index',
        'truoc-ngay-hop',
        'chu-tri',
        'ban-phat-phieu',
        'ban-kiem-phieu',
        'giam-sat',
        'nguoi-ghi-phieu',
        'su-co',
        'sau-hoi-nghi',
        'drill-vi',
      ]),
    );
  });

  test.each(own)('every text quoted in $name stands on a screen', ({ markdown }) => {
    const quoted = [...markdown.matchAll(/«([^»]+)»/gu)].map(([, words]) => words ?? '');
    const strange = quoted.filter((words) => words !== '…' && !isOnScreen(words));
    expect(strange).toEqual([]);
  });

  test.each(own)('every picture of $name is there', ({ markdown }) => {
    const missing = picturesOf(markdown).filter((file) => !existsSync(join(PICTURES, file)));
    expect(missing).toEqual([]);
  });

  test.each(own)('every link of $name leads to a page of the guide', ({ markdown }) => {
    const links = [...markdown.matchAll(/\]\((?:\.\.\/)?([\w-]+)\.md\)/gu)].map(([, to]) => to);
    const names = pages.map(({ name }) => name);
    expect(links.filter((to) => to === undefined || !names.includes(to))).toEqual([]);
  });

  test('a wrong button name would be found', () => {
    expect(isOnScreen('Bấm vào đây')).toBe(false);
    expect(isOnScreen('Chốt mẫu phiếu')).toBe(true);
  });
});
