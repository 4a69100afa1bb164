import { expect, test } from 'vitest';
import { en } from '#shared/i18n/en.ts';
import { vi } from '#shared/i18n/vi.ts';

/** What the chair is to do, by alarm of the machine: none is shown without it. */
const TO_DO = {
  'disk-low': [/Xóa bớt tệp/u, /Delete files/u],
  'disk-full': [/Đừng tắt máy.*xóa bớt tệp.*100 MB/u, /Do not switch off.*delete files.*100 MB/u],
  'disk-reserve': [/Cứ kiểm phiếu.*xóa bớt tệp.*200 MB/u, /Go on counting.*delete files.*200 MB/u],
  'no-copy': [/Cắm USB, mở «Việc khác»/u, /Plug in a stick and open “More”/u],
  'copy-lag': [/Kiểm tra USB/u, /Check the stick/u],
  'copy-lost': [/tiếp tục.*Cắm lại USB/u, /goes on.*Plug the stick/u],
  'copy-full': [/tiếp tục.*Xóa bớt tệp/u, /goes on.*Delete files/u],
  'copy-differs': [/dừng máy này ngay/u, /stop this one now/u],
} as const;

test.each(Object.entries(TO_DO))('design 7: the alarm %s says what to do', (code, [inVi, inEn]) => {
  const key = `chair.alarm.${code}` as const;
  expect((vi as Record<string, string>)[key]).toMatch(inVi);
  expect((en as Record<string, string>)[key]).toMatch(inEn);
});
