import { defined } from '#shared/assert.ts';
import { daysBetween } from '../dates.ts';
import type { Plan } from '../plan-types.ts';
import { BAN_DAN_TOC } from './ban-dan-toc.ts';
import { HUYEN_UY } from './huyen-uy.ts';
import { shifted } from './shifted.ts';
import { SO_KHOA_HOC } from './so-khoa-hoc.ts';
import { SO_TU_PHAP } from './so-tu-phap.ts';
import { SO_Y_TE } from './so-y-te.ts';

/** A plan to begin from: the five bodies whose own plans the product was made after. */
export interface SamplePlanEntry {
  readonly id: SampleId;
  /** Whose plan it is, in Vietnamese. */
  readonly name: string;
  /** Dates as its source has them; names are placeholders. */
  readonly plan: Plan;
}

export const SAMPLE_IDS = [
  'so-tu-phap',
  'huyen-uy',
  'so-khoa-hoc',
  'ban-dan-toc',
  'so-y-te',
] as const;
export type SampleId = (typeof SAMPLE_IDS)[number];

/** The five, in the order of the sources (000 to 004). */
export const SAMPLES: readonly SamplePlanEntry[] = [
  { id: 'so-tu-phap', name: 'Sở Tư pháp: Giám đốc, các Phó Giám đốc', plan: SO_TU_PHAP },
  {
    id: 'huyen-uy',
    name: 'Huyện ủy: ba nơi lấy phiếu (Ban Chấp hành, HĐND, hội nghị cán bộ)',
    plan: HUYEN_UY,
  },
  {
    id: 'so-khoa-hoc',
    name: 'Sở Khoa học và Công nghệ: Giám đốc, các Phó Giám đốc',
    plan: SO_KHOA_HOC,
  },
  {
    id: 'ban-dan-toc',
    name: 'Ban Dân tộc: Trưởng ban, các Phó Trưởng ban (phiếu ghi thêm là không hợp lệ)',
    plan: BAN_DAN_TOC,
  },
  {
    id: 'so-y-te',
    name: 'Sở Y tế và đơn vị trực thuộc: báo cáo trong 7 ngày làm việc',
    plan: SO_Y_TE,
  },
];

/** A sample whose last voting day is `votingDay`, every other date as far from it as in its source. */
export function sampleOn(id: SampleId, votingDay: string): Plan {
  const { plan } = defined(
    SAMPLES.find((sample) => sample.id === id),
    'a sample',
  );
  const last = plan.venues
    .map((venue) => venue.votingDay)
    .sort()
    .at(-1);
  return shifted(plan, daysBetween(defined(last, 'a venue'), votingDay));
}
