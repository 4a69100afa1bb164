/** One thing wrong in a file: where it stands and, in Vietnamese, what to do about it. */
export interface Problem {
  /** As in `venues[1].roll[14].name`; empty for the file as a whole. */
  readonly path: string;
  readonly text: string;
}

/** The problem as one line, `path: text` (design 4). */
export function formatProblem(problem: Problem): string {
  return problem.path === '' ? problem.text : `${problem.path}: ${problem.text}`;
}

/** A refusal's text names so many problems of a plan. */
const MOST_PROBLEMS = 50;

/** The first problems of a file, one line each. */
export function problemLines(problems: readonly Problem[]): string {
  return problems.slice(0, MOST_PROBLEMS).map(formatProblem).join('\n');
}

/** A path of keys and indexes as it is written in messages; odd keys are quoted and cut. */
export function formatPath(keys: readonly unknown[]): string {
  return keys.map(formatKey).join('').replace(/^\./u, '');
}

function formatKey(key: unknown): string {
  if (typeof key === 'number') return `[${key}]`;
  const text = String(key);
  return /^[A-Za-z_]\w{0,39}$/u.test(text) ? `.${text}` : `[${JSON.stringify(text.slice(0, 40))}]`;
}
