import { viArchive } from './vi/archive.ts';
import { viChair } from './vi/chair.ts';
import { viCommon } from './vi/common.ts';
import { viDesk } from './vi/desk.ts';
import { viDisplay } from './vi/display.ts';
import { viPapers } from './vi/papers.ts';
import { viPreparation } from './vi/preparation.ts';
import { viReadiness } from './vi/readiness.ts';
import { viPlan } from './vi/plan.ts';
import { viRefusals } from './vi/refusals.ts';
import { viRehearsal } from './vi/rehearsal.ts';
import { viSupervisor } from './vi/supervisor.ts';
import { viTeller } from './vi/teller.ts';
import { viVoter } from './vi/voter.ts';

/** Every text of every screen in Vietnamese: the source of truth. */
export const vi = {
  ...viCommon,
  ...viRefusals,
  ...viVoter,
  ...viChair,
  ...viDesk,
  ...viTeller,
  ...viSupervisor,
  ...viDisplay,
  ...viRehearsal,
  ...viPapers,
  ...viPlan,
  ...viReadiness,
  ...viPreparation,
  ...viArchive,
} as const;

/** The name of a text, prefixed by its section. */
export type TextKey = keyof typeof vi;
