/**
 * How fast ballots come in, from the turnout this browser has itself seen. It is kept on this
 * screen only: no server and no file ever holds a count with its time (R50, F19).
 */

/** A count of collected ballots at a time in milliseconds. */
export interface Sample {
  readonly at: number;
  readonly collected: number;
}

const KEPT_MS = 30 * 60_000;
const WINDOW_MS = 60_000;

/** The samples with a newer one; unchanged counts and counts that go back are left out, as are old ones. */
export function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last !== undefined && sample.collected <= last.collected) return samples;
  return [...samples.filter(({ at }) => sample.at - at <= KEPT_MS), sample];
}

/** Ballots collected during the minute before `now`. */
export function perMinute(samples: readonly Sample[], now: number): number {
  const last = samples.at(-1);
  if (last === undefined) return 0;
  const before = samples.findLast(({ at }) => at <= now - WINDOW_MS) ?? samples[0];
  return before === undefined ? 0 : last.collected - before.collected;
}

/**
 * The samples as the points of a stepped SVG line in a box `width` × `height`, the full height
 * being `issued`. Empty with fewer than two samples.
 */
export function chartPoints(
  samples: readonly Sample[],
  box: {
    readonly width: number;
    readonly height: number;
    readonly issued: number;
    readonly now: number;
  },
): string {
  const start = samples[0]?.at;
  if (start === undefined || samples.length < 2 || box.issued <= 0) return '';
  const left = start;
  const span = Math.max(box.now - left, 1);
  function x(at: number): string {
    return (((at - left) / span) * box.width).toFixed(1);
  }
  function y(collected: number): string {
    return (box.height - (Math.min(collected, box.issued) / box.issued) * box.height).toFixed(1);
  }
  const steps = samples.map((sample, i) => {
    const until = samples[i + 1]?.at ?? box.now;
    return `${x(sample.at)},${y(sample.collected)} ${x(until)},${y(sample.collected)}`;
  });
  return steps.join(' ');
}
