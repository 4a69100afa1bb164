import * as v from 'valibot';
import { paperSettingsShape } from '#shared/papers/settings-shape.ts';
import { DEFAULT_PAPER_SETTINGS } from '#shared/papers/settings.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { wifiShape } from '#shared/wifi.ts';

const SETTINGS = v.strictObject({
  /** The active round's id, `rounds/<venue>-<k>` or `rehearsals/<venue>-<k>`. */
  active: v.nullable(v.string()),
  /** True when the plan is the sample: it serves rehearsals only. */
  sample: v.boolean(),
  /** Absent in folders of before there were copies. */
  copy: v.optional(
    v.nullable(v.strictObject({ id: v.string(), path: v.nullable(v.string()) })),
    null,
  ),
  /** Absent in folders of before there were papers. */
  papers: v.optional(paperSettingsShape, DEFAULT_PAPER_SETTINGS),
  /** The hall's Wi-Fi, for the display; absent or null: none was entered. */
  wifi: v.optional(v.nullable(wifiShape)),
});

/** What is set rather than recorded: `DATA/settings.json`. */
export type Settings = v.InferOutput<typeof SETTINGS>;

/** A new data folder's. */
export const NO_SETTINGS: Settings = {
  active: null,
  sample: false,
  copy: null,
  papers: DEFAULT_PAPER_SETTINGS,
};

/** The stored settings, or why the file is none. */
export function parseSettings(input: unknown): Result<Settings, string> {
  const parsed = v.safeParse(SETTINGS, input);
  return parsed.success ? ok(parsed.output) : err('not the settings');
}
