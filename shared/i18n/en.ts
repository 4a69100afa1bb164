import { enArchive } from './en/archive.ts';
import { enChair } from './en/chair.ts';
import { enCommon } from './en/common.ts';
import { enDesk } from './en/desk.ts';
import { enDisplay } from './en/display.ts';
import { enPapers } from './en/papers.ts';
import { enPlan } from './en/plan.ts';
import { enPreparation } from './en/preparation.ts';
import { enReadiness } from './en/readiness.ts';
import { enRefusals } from './en/refusals.ts';
import { enRehearsal } from './en/rehearsal.ts';
import { enSupervisor } from './en/supervisor.ts';
import { enTeller } from './en/teller.ts';
import { enVoter } from './en/voter.ts';

import type { TextKey } from './vi.ts';

/** Every text in English; the compiler checks that no key is missing. */
export const en: Record<TextKey, string> = {
  ...enCommon,
  ...enRefusals,
  ...enVoter,
  ...enChair,
  ...enDesk,
  ...enTeller,
  ...enSupervisor,
  ...enDisplay,
  ...enRehearsal,
  ...enPapers,
  ...enPlan,
  ...enReadiness,
  ...enPreparation,
  ...enArchive,
};
