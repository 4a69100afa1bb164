import { readFile } from 'node:fs/promises';
import { verifyBoard, type VerifyInput, type VerifyReport } from '#shared/protocol/verify.ts';
import { headsAgainst, parseHeads, type KeptHeads } from '#shared/protocol/two-heads.ts';
import { formatProblem } from '#shared/plan/problem.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { parseResult } from '#shared/result/result.ts';
import { parsePaperCode, type PaperCode } from '#shared/papers/evidence.ts';
import { parseCommandLine, type Arguments } from './arguments.ts';
import { isSealed } from '../server/seal/sealed.ts';
import { passphraseFrom } from '../server/seal/passphrase.ts';
import { loadFast } from './clients/fast.ts';
import { sodium } from './clients/sodium.ts';
import { archiveJson, archiveVerdict, isValidArchive, verifyArchive } from './verify/archive.ts';
import { headsVerdict } from './verify/heads.ts';
import { checkPaper, paperVerdict } from './verify/paper.ts';
import { jsonLine, verdict, type Beside } from './verify/report.ts';

const USAGE =
  'npm run verify -- BOARD [--register FILE] [--result FILE] [--paper CODE] [--heads FILE] [--slow] [--json]\n' +
  'Kiểm lại hòm phiếu từ tệp, không cần máy chủ / recounts a board from its files, without a server.\n' +
  'npm run verify -- ARCHIVE [--passphrase-file FILE] [--extract DIR] [--slow] [--json]\n' +
  'Mở và kiểm gói lưu trữ đã niêm phong / opens and checks a sealed archive.\n' +
  '--paper CODE (cùng --result): mã QR quét từ văn bản có thuộc hòm phiếu và kết quả này không / whether a code scanned from a paper belongs to this board and result.\n' +
  '--heads FILE: chữ ký của máy chủ mà thiết bị giám sát đã giữ có thuộc hòm phiếu này không / whether the heads a device has kept are of this board.';

/**
 * `npm run verify`: the offline verifier (P 4.11). Exit code 0 valid; 1 anything wrong in a file
 * that could be read, naming the entry and the rule; 2 unusable input.
 */
async function main(args: readonly string[]): Promise<number> {
  const parsed = parseCommandLine(args, {
    values: ['register', 'result', 'paper', 'heads', 'passphrase-file', 'extract'],
    flags: ['slow', 'json'],
    words: [1, 1],
  });
  if (!parsed.ok) return unusable(`${parsed.error}\n${USAGE}`);
  const { values, flags, words } = parsed.value;
  const first = await read(words[0] ?? '');
  if (first.ok && isSealed(first.value)) return archive(first.value, parsed.value);
  const code = paperOption(values['paper'], values['result']);
  if (!code.ok) return unusable(`${code.error}\n${USAGE}`);
  const kept = values['heads'] === undefined ? ok(null) : await readHeads(values['heads']);
  if (!kept.ok) return unusable(kept.error);
  const input = await readInput(words[0] ?? '', values['register'], values['result']);
  if (!input.ok) return unusable(input.error);
  const report = verifyBoard(sodium, input.value, {
    fast: flags.has('slow') ? undefined : await loadFast(),
  });
  const beside = besideOf(report, input.value, code.value, kept.value);
  if (flags.has('json')) console.log(jsonLine(report, beside));
  else print(report, beside);
  return report.valid && (beside.paper?.belongs ?? true) && (beside.heads?.holds ?? true) ? 0 : 1;
}

/** A scanned paper and kept heads say something only of a board that is valid. */
function besideOf(
  report: VerifyReport,
  { board, result }: VerifyInput,
  code: PaperCode | null,
  kept: KeptHeads | null,
): Beside {
  if (!report.valid) return { paper: null, heads: null };
  return {
    paper: code === null ? null : checkPaper(code, report, result),
    heads: kept === null ? null : headsAgainst(sodium, kept, board),
  };
}

function print(report: VerifyReport, { paper, heads }: Beside): void {
  console.log(verdict(report));
  if (paper !== null) console.log(`\n${paperVerdict(paper)}`);
  if (heads !== null) console.log(`\n${headsVerdict(heads)}`);
}

/** The same of a sealed archive (R41): its passphrase is asked for, never an argument. */
async function archive(sealed: Uint8Array, { values, flags }: Arguments): Promise<number> {
  const question = 'Mật khẩu của gói lưu trữ / passphrase of the archive: ';
  const passphrase = await passphraseFrom(values['passphrase-file'] ?? null, question);
  if (passphrase === null) {
    return unusable(
      'Cần mật khẩu: gõ ở cửa sổ lệnh, hoặc --passphrase-file FILE / a passphrase is needed.',
    );
  }
  const fast = flags.has('slow') ? undefined : await loadFast();
  const report = await verifyArchive(sealed, passphrase, values['extract'] ?? null, fast);
  if (!report.ok) {
    console.error(report.error.text);
    return report.error.code;
  }
  console.log(flags.has('json') ? archiveJson(report.value) : archiveVerdict(report.value));
  return isValidArchive(report.value) ? 0 : 1;
}

/** The scanned code; it says nothing without the result that its digest is of. */
function paperOption(
  text: string | undefined,
  result: string | undefined,
): Result<PaperCode | null, string> {
  if (text === undefined) return ok(null);
  if (result === undefined) return err('--paper cần --result / --paper needs --result.');
  const code = parsePaperCode(text);
  if (code.ok) return code;
  return err('--paper: đây không phải mã của một văn bản / this is not a paper’s code.');
}

async function readInput(
  boardFile: string,
  registerFile: string | undefined,
  resultFile: string | undefined,
): Promise<Result<VerifyInput, string>> {
  const board = await read(boardFile);
  if (!board.ok) return board;
  if (board.value.length === 0) return err(`${boardFile}: tệp rỗng / the file is empty.`);
  const register = registerFile === undefined ? null : await read(registerFile);
  if (register?.ok === false) return register;
  const result = resultFile === undefined ? null : await readResult(resultFile);
  if (result?.ok === false) return result;
  return ok({
    board: board.value,
    ...(register === null ? {} : { register: register.value }),
    ...(result === null ? {} : { result: result.value }),
  });
}

/** The result file's JSON as it stands, once it is of its format: the digest is over its own words. */
async function readResult(file: string): Promise<Result<unknown, string>> {
  const bytes = await read(file);
  if (!bytes.ok) return bytes;
  const json = parseJson(bytes.value);
  if (json === undefined) return err(`${file}: không phải tệp JSON / not JSON.`);
  const result = parseResult(json);
  if (result.ok) return ok(json);
  return err(result.error.map((problem) => `${file}: ${formatProblem(problem)}`).join('\n'));
}

async function readHeads(file: string): Promise<Result<KeptHeads, string>> {
  const bytes = await read(file);
  if (!bytes.ok) return bytes;
  const heads = parseHeads(parseJson(bytes.value));
  return heads === null ? err(`${file}: không phải tệp chữ ký / no file of heads.`) : ok(heads);
}

async function read(file: string): Promise<Result<Uint8Array, string>> {
  try {
    return ok(await readFile(file));
  } catch {
    return err(`${file}: không đọc được tệp / cannot be read.`);
  }
}

/** UTF-8 without BOM, as the file's form has it (SPEC V15). */
function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function unusable(why: string): number {
  console.error(why);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
