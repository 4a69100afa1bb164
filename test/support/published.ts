import { readFileSync } from 'node:fs';
import type { Mark, MarksFile } from '#shared/plan/marks.ts';
import type { Plan, RollMember, Venue } from '#shared/plan/plan.ts';

/** A published row; a figure the press did not print is null. */
export interface PublishedRow {
  readonly name: string;
  readonly title: string;
  readonly high: number | null;
  readonly highPct: number | null;
  readonly confidence: number | null;
  readonly confidencePct: number | null;
  readonly low: number | null;
  readonly lowPct: number | null;
  readonly expectedBand?: string;
  readonly sourceTypos?: readonly string[];
}

/** An event of `test/vectors/published-results.json`. */
export interface PublishedEvent {
  readonly id: string;
  readonly event: string;
  readonly date: string;
  readonly collected: number;
  readonly totalDeputies: number | null;
  readonly expectedDenominator: 'collected' | 'totalDeputies';
  readonly decimals?: number;
  readonly rows: readonly PublishedRow[];
}

/** What a rehearsal of a published event must find; a percentage not printed is null. */
export interface ExpectedRow {
  readonly subjectId: string;
  readonly name: string;
  readonly high: number;
  readonly highPercent: string | null;
  readonly confidence: number;
  readonly confidencePercent: string | null;
  readonly low: number;
  readonly lowPercent: string | null;
}

/** A published event as a plan and marks that a rehearsal can run. */
export interface PublishedMeeting {
  readonly id: string;
  readonly plan: Plan;
  readonly marks: MarksFile;
  readonly expected: readonly ExpectedRow[];
  /** Names of rows without a full count, which are not on the ballot. */
  readonly leftOut: readonly string[];
}

type FullRow = PublishedRow & Record<'high' | 'confidence' | 'low', number>;

export function publishedEvents(): PublishedEvent[] {
  const path = `${import.meta.dirname}/../vectors/published-results.json`;
  return JSON.parse(readFileSync(path, 'utf8')) as PublishedEvent[];
}

/** Every published event with at least one full row; Khánh Hòa 2023 printed no low counts at all. */
export function publishedMeetings(): PublishedMeeting[] {
  return publishedEvents().flatMap((event) => {
    const rows = event.rows.filter(isFull);
    if (rows.length === 0) return [];
    const leftOut = event.rows.filter((row) => !isFull(row)).map(({ name }) => name);
    return [
      {
        id: event.id,
        plan: planOf(event, rows),
        marks: marksOf(event, rows),
        expected: rows.map(expectedOf),
        leftOut,
      },
    ];
  });
}

function isFull(row: PublishedRow): row is FullRow {
  return row.high !== null && row.confidence !== null && row.low !== null;
}

function planOf(event: PublishedEvent, rows: readonly FullRow[]): Plan {
  return {
    format: 'hom-phieu/plan/1',
    title: event.event,
    number: event.id,
    date: event.date,
    issuingBody: 'Hội đồng đã công bố kết quả',
    legalBases: [],
    subjects: rows.map(({ name, title }, i) => ({
      id: `s${i + 1}`,
      name,
      post: title,
      venues: ['v1'],
    })),
    venues: [venueOf(event)],
  };
}

function venueOf(event: PublishedEvent): Venue {
  const deputies = event.totalDeputies ?? event.collected;
  return {
    id: 'v1',
    name: event.event,
    kind: 'councilSession',
    profile: event.expectedDenominator === 'totalDeputies' ? 'council-85' : 'council-96',
    documentStyle: 'state',
    addressTerm: 'đại biểu',
    place: 'Hội trường',
    votingDay: event.date,
    electorate: 'Đại biểu',
    chair: 'Chủ tọa',
    totalDeputies: deputies,
    minutesCopies: [],
    supervisors: [],
    roll: Array.from({ length: deputies }, (_, i) => memberOf(i + 1)),
  };
}

function memberOf(number: number): RollMember {
  const serial = String(number).padStart(3, '0');
  return { id: `m${serial}`, name: `Đại biểu ${serial}` };
}

/**
 * One row a ballot collected. Every subject's marks start at another ballot, so that no ballot is
 * all of one level; what the counts leave over is blank for that subject only (F1).
 */
function marksOf(event: PublishedEvent, rows: readonly FullRow[]): MarksFile {
  const columns = rows.map((row, i) => turned(columnOf(row, event.collected), 7 * i));
  const ballots = Array.from({ length: event.collected }, (_, n) =>
    columns.map((column) => column[n]!),
  );
  return { format: 'hom-phieu/marks/1', ballots };
}

function columnOf({ high, confidence, low }: FullRow, collected: number): Mark[] {
  return [
    ...Array<Mark>(high).fill('high'),
    ...Array<Mark>(confidence).fill('confidence'),
    ...Array<Mark>(low).fill('low'),
    ...Array<Mark>(collected - high - confidence - low).fill('blank'),
  ];
}

function turned<T>(list: readonly T[], by: number): T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

function expectedOf(row: FullRow, i: number): ExpectedRow {
  return {
    subjectId: `s${i + 1}`,
    name: row.name,
    high: row.high,
    highPercent: printed(row.highPct),
    confidence: row.confidence,
    confidencePercent: printed(row.confidencePct),
    low: row.low,
    lowPercent: printed(row.lowPct),
  };
}

/** The sources trim zeros; a result always has two decimals. */
function printed(percent: number | null): string | null {
  return percent === null ? null : percent.toFixed(2).replace('.', ',');
}
