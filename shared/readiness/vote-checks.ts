import type { HallFacts } from './facts.ts';
import type { NamedCheck } from './model.ts';

/** Fonts, the sample vote, the empty box. */
export function voteChecks(facts: HallFacts): NamedCheck[] {
  return [fontsCheck(facts), sampleCheck(facts), zeroCheck(facts)];
}

function fontsCheck({ missingLetters, findings }: HallFacts): NamedCheck {
  const base = { id: 'fonts', what: 'Phông chữ tiếng Việt' } as const;
  if (missingLetters === null) {
    return { ...base, state: 'warn', value: 'Đang kiểm tra', advice: 'Chờ vài giây.' };
  }
  if (missingLetters !== '') {
    return {
      ...base,
      state: 'fail',
      value: `Văn bản thiếu chữ: ${missingLetters.slice(0, 12)}`,
      advice: 'Bản cài đặt bị hỏng: cài lại phần mềm.',
    };
  }
  if (findings?.fonts === false) {
    return {
      ...base,
      state: 'warn',
      value: 'Văn bản đủ 134 chữ có dấu; màn hình này chưa có phông',
      advice: 'Tải lại trang trên máy của chủ trì.',
    };
  }
  const screen = findings?.fonts === true ? ' và màn hình' : '';
  return { ...base, state: 'ok', value: `Văn bản${screen} đủ 134 chữ có dấu`, advice: '' };
}

/** A real ballot, sealed and opened on the laptop and on the chair's own device. */
function sampleCheck({ sample, findings }: HallFacts): NamedCheck {
  const base = { id: 'sample', what: 'Phiếu thử: niêm phong, kiểm, mở' } as const;
  const failed = [
    ...failedOn('máy chủ', sample?.failed ?? null),
    ...failedOn('máy này', findings?.sample?.failed ?? null),
  ];
  if (failed.length > 0) {
    return {
      ...base,
      state: 'fail',
      value: `Sai: ${failed.join('; ')}`,
      advice: 'Không dùng máy đó: cài lại phần mềm hoặc đổi máy.',
    };
  }
  if (sample === null) {
    return { ...base, state: 'warn', value: 'Đang thử', advice: 'Chờ vài giây.' };
  }
  const onServer = `Máy chủ: đúng, ${sample.ms} ms`;
  const device = findings?.sample ?? null;
  if (device === null) {
    return { ...base, state: 'ok', value: onServer, advice: '' };
  }
  return { ...base, state: 'ok', value: `${onServer}; máy này: đúng, ${device.ms} ms`, advice: '' };
}

function failedOn(where: string, code: string | null): string[] {
  return code === null ? [] : [`${where} (${code})`];
}

/** R32: the box is empty before the polls open, and so is the register. */
function zeroCheck({ round }: HallFacts): NamedCheck {
  const base = { id: 'zero', what: 'Hòm phiếu trống trước khi mở' } as const;
  if (round === null) {
    return {
      ...base,
      state: 'ok',
      value: 'Chưa có lượt nào; mỗi lượt bắt đầu với hòm mới',
      advice: '',
    };
  }
  const { ballots, exchanges, issued, phase } = round;
  const value = `${ballots} phiếu trong hòm, ${exchanges} dòng sổ phát phiếu, ${issued} phiếu đã phát`;
  if (!['preparing', 'rollCall', 'sealing'].includes(phase)) {
    return {
      ...base,
      state: 'warn',
      value,
      advice: 'Đã mở bỏ phiếu: xem biên bản kiểm tra, niêm phong hòm phiếu của lượt này.',
    };
  }
  if (ballots + exchanges + issued > 0) {
    return {
      ...base,
      state: 'fail',
      value,
      advice: 'Hòm không trống trước khi mở: dừng lại, mời giám sát, hủy lượt này.',
    };
  }
  return { ...base, state: 'ok', value, advice: '' };
}
