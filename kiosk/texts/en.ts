import { enCommon } from '#shared/i18n/en/common.ts';
import { enRefusals } from '#shared/i18n/en/refusals.ts';
import { enVoter } from '#shared/i18n/en/voter.ts';

/** Stands in for `#shared/i18n/en.ts` in this app's bundle (vite.config.ts). */
export const en: Readonly<Record<string, string>> = { ...enCommon, ...enRefusals, ...enVoter };
