/** The voter's page carries its own sections only: phones load it through a crowded Wi-Fi. */
import { viCommon } from '#shared/i18n/vi/common.ts';
import { viRefusals } from '#shared/i18n/vi/refusals.ts';
import { viVoter } from '#shared/i18n/vi/voter.ts';

/** Stands in for `#shared/i18n/vi.ts` in this app's bundle (vite.config.ts). */
export const vi: Readonly<Record<string, string>> = { ...viCommon, ...viRefusals, ...viVoter };
