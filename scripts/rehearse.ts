import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_PAPER_SETTINGS } from '#shared/papers/settings.ts';
import { makePapers } from '../server/papers/make.ts';
import { RefusedError } from './clients/answers.ts';
import { sodium } from './clients/sodium.ts';
import { castRoles, type Casting } from './rehearse/casting.ts';
import { ledgerOf, problemsOf, readEvidence, writeEvidence } from './rehearse/evidence.ts';
import { readInput, type RehearsalInput } from './rehearse/input.ts';
import { holdMeeting, type MeetingOutcome } from './rehearse/meeting.ts';
import { parseOptions, USAGE, type RehearseRequest } from './rehearse/options.ts';
import { refusalText } from './rehearse/refusal-text.ts';
import { startServer } from './rehearse/server.ts';
import { ledgerTable, resultTable } from './rehearse/tables.ts';

/**
 * `npm run rehearse`: a whole meeting (diễn tập) with the real server and real sockets (design 4).
 * Exit code 0 only if sent = acknowledged = stored = counted, every line came out as marked, the
 * verifier accepts board, register and result, and the recount agrees; 1 for a meeting without
 * such a result; 2 for unusable input.
 */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (!options.ok) return refuse([options.error, USAGE]);
  const input = await readInput(options.value);
  if (!input.ok) return refuse(input.error);
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-rehearsal-'));
  try {
    return await rehearse(input.value, folder, options.value);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function rehearse(
  input: RehearsalInput,
  folder: string,
  { out, papers }: Pick<RehearseRequest, 'out' | 'papers'>,
): Promise<number> {
  const { round, plan } = input;
  const file = join(folder, 'plan.json');
  const data = join(folder, 'data');
  await writeFile(file, JSON.stringify(plan));
  console.log(`Diễn tập: ${round.venue.name}, ${round.lines.length} người được lấy phiếu.`);
  const casting = castRoles(input);
  const server = await startServer({ plan: file, data });
  try {
    const meeting = holdMeeting(server.link, round.venue.id, casting, say);
    const outcome = await Promise.race([meeting, server.crashed]);
    const place = out ?? join('out', round.venue.id);
    const code = await judge(casting, outcome, data, place);
    if (code === 0 && papers) await writePapers(place);
    return code;
  } catch (error) {
    // A server that died says more than the connections it cut.
    await Promise.race([server.crashed, sleep(500)]);
    if (!(error instanceof RefusedError)) throw error;
    console.error(`Máy chủ từ chối: ${refusalText(error)}`);
    return 1;
  } finally {
    await server.stop();
  }
}

/** Compares what was sent with what is there, writes the files, prints the tables. */
async function judge(
  casting: Casting,
  outcome: MeetingOutcome,
  data: string,
  out: string,
): Promise<number> {
  const folder = join(data, ...outcome.round.split('/'));
  const evidence = await readEvidence(folder, outcome.result !== null);
  const ledger = ledgerOf(outcome, evidence);
  const files = await writeEvidence(out, evidence);
  console.log(`\n${ledgerTable(ledger)}`);
  if (outcome.result !== null) console.log(`\n${resultTable(outcome.result)}`);
  console.log(`\n${files.join('\n')}`);
  if (outcome.voided !== null) {
    const why = 'Số phiếu thu về ít hơn mức tối thiểu: không mở, vòng này không có giá trị.';
    console.error(`${why} (abort ${outcome.voided})`);
    return 1;
  }
  const problems = problemsOf(casting, outcome, evidence, ledger);
  for (const problem of problems) console.error(`SAI: ${problem}`);
  if (problems.length > 0) return 1;
  const proof =
    outcome.result?.board === undefined
      ? 'hai bản kiểm phiếu giấy khớp nhau'
      : 'hòm phiếu, sổ và kết quả hợp lệ; các bản kiểm lại khớp';
  console.log(`Đã kiểm: gửi = xác nhận = lưu = kiểm; ${proof}.`);
  return 0;
}

/** The papers of what was written, as `npm run papers` makes them again. */
async function writePapers(out: string): Promise<void> {
  const source = { folder: out, settings: DEFAULT_PAPER_SETTINGS, checks: [] };
  const folder = join(out, 'papers');
  const made = await makePapers(sodium, source, folder, () => undefined);
  if (!made.ok) throw new Error(`Bug: no papers of a rehearsal (${made.error.what})`);
  console.log(`Văn bản: ${made.value.length} tệp trong ${folder}`);
}

function refuse(sentences: readonly string[]): number {
  for (const sentence of sentences) console.error(sentence);
  return 2;
}

function say(sentence: string): void {
  console.log(`· ${sentence}`);
}

process.exit(await main(process.argv.slice(2)));
