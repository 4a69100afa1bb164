import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { resultTable } from '#shared/papers/result-table.ts';
import { DEFAULT_PAPER_SETTINGS } from '#shared/papers/settings.ts';
import ResultTable from '#shared/ui/ResultTable.svelte';
import { paperFacts } from '../support/papers/facts.ts';
import { cellText } from '../support/papers/text.ts';

let shown: Record<string, unknown> | null = null;

afterEach(async () => {
  if (shown !== null) await unmount(shown);
  shown = null;
});

/** The figures of each row as they stand on the page, in the order of the columns. */
function onScreen(): string[][] {
  return [...document.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td.figure b, td.figure small')].map(({ textContent }) => textContent),
  );
}

test.each([3, 24, 60])(
  'screen, stored result and papers say the same figures, %i subjects (design 1)',
  (subjects) => {
    const facts = paperFacts({ subjects });
    shown = mount(ResultTable, { target: document.body, props: { result: facts.result } });
    flushSync();

    const stored = facts.result.rows.map((row) => [
      ...[String(row.high), `${row.highPercent}%`],
      ...[String(row.confidence), `${row.confidencePercent}%`],
      ...[String(row.low), `${row.lowPercent}%`],
      String(row.invalid),
    ]);
    expect(onScreen()).toEqual(stored);

    const paper = resultTable(facts, DEFAULT_PAPER_SETTINGS, { invalid: false });
    const printed = paper.rows.slice(paper.headerRows).map((row) => row.slice(-6).map(cellText));
    const percentless = onScreen().map((row) =>
      row.slice(0, 6).map((text) => text.replace('%', '')),
    );
    expect(printed).toEqual(percentless);
  },
);
