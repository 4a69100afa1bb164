import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handleFault } from '../../../server/faults.ts';
import { JournalBroken } from '../../../server/store/journal.ts';

let printed = '';
let exits: unknown[] = [];

beforeEach(() => {
  [printed, exits] = ['', []];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    exits.push(code);
    throw new Error('exited');
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('reliability 0.8: a write error stops the server and says which file and what to do', () => {
  const error = new JournalBroken('/data/rounds/bch-1/board.jsonl', new Error('EIO'));
  expect(() => {
    handleFault(error);
  }).toThrow('exited');
  expect(exits).toEqual([1]);
  const [sentence] = printed.split('\n');
  expect(sentence).toMatch(/Ổ đĩa báo lỗi.*«\/data\/rounds\/bch-1\/board\.jsonl».*không mất/u);
  expect(sentence).toMatch(/chạy lại: npm start\..*từ bản sao: npm start -- --data/u);
});

test('an error of one message stops nothing', () => {
  handleFault(new TypeError('x'));
  expect(exits).toEqual([]);
  expect(printed).toMatch(/^Một thông điệp không được trả lời/u);
});
