import { samplePlan } from '../sample.ts';
import type { Plan, Venue } from '../plan-types.ts';

const DAYS: Readonly<Record<string, Pick<Venue, 'votingDay' | 'openingDay' | 'reportDue'>>> = {
  hdnd: { openingDay: '2023-12-12', votingDay: '2023-12-13', reportDue: { by: '2023-12-31' } },
  'can-bo': { votingDay: '2023-12-15', reportDue: { by: '2023-12-31' } },
  bch: { votingDay: '2023-12-20', reportDue: { by: '2023-12-31' } },
};

/**
 * 001: a district party committee rates at three venues (12/2023): the council's session first, then
 * the officials' conference, the party committee last (R14); people, venues and exclusions as in its
 * Phụ lục 01 (R51), names placeholders; everything done within December.
 */
export const HUYEN_UY: Plan = withDays(samplePlan('2023-12-20'));

function withDays(plan: Plan): Plan {
  return {
    ...plan,
    title:
      'Lấy phiếu tín nhiệm giữa nhiệm kỳ 2020-2025 đối với cán bộ diện Ban Thường vụ Tỉnh ủy và Ban Thường vụ Huyện ủy quản lý trong Đảng bộ huyện',
    number: '140-KH/HU',
    date: '2023-10-31',
    legalBases: [
      'Quy định số 96-QĐ/TW ngày 02/02/2023 của Bộ Chính trị về việc lấy phiếu tín nhiệm đối với chức danh, chức vụ lãnh đạo, quản lý trong hệ thống chính trị',
      'Nghị quyết số 96/2023/QH15 ngày 23/6/2023 của Quốc hội',
      'Kế hoạch số 96-KH/TU ngày 02/8/2023 của Ban Thường vụ Tỉnh ủy',
    ],
    staffUnit: 'Ban Tổ chức Huyện ủy',
    venues: plan.venues.map((venue) => ({ ...venue, ...DAYS[venue.id] })),
  };
}
