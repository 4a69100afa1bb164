import { refusal } from '#shared/meeting/refusals.ts';
import { err, ok } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import { LARGEST_DRAFT } from '#shared/wire-drafts.ts';
import type { DraftPart } from '#shared/wire-drafts.ts';

/** Puts the parts of one page's drafts together: in order, one draft at a time, up to 5 MB. */
export class DraftParts {
  #of = '';
  #texts: string[] = [];
  #length = 0;

  /** The whole as UTF-8 once its last part is here, else null; refused out of order or when too long. */
  add({ id, base, part, parts, text }: DraftPart): Answer<Uint8Array | null> {
    const of = `${id} ${base} ${parts}`;
    if (part === 0) this.#begin(of);
    if (of !== this.#of || part !== this.#texts.length || part >= parts) {
      return err(refusal('malformed', { path: 'part' }));
    }
    this.#texts.push(text);
    this.#length += text.length;
    if (this.#length > LARGEST_DRAFT) {
      this.#begin('');
      return err(refusal('draft-too-large'));
    }
    if (part < parts - 1) return ok(null);
    const whole = Buffer.from(this.#texts.join(''));
    this.#begin('');
    return ok(whole);
  }

  #begin(of: string): void {
    this.#of = of;
    this.#texts = [];
    this.#length = 0;
  }
}
