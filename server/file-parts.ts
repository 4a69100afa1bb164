import { refusal } from '#shared/meeting/refusals.ts';
import { err, ok } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import { LARGEST_FILE, type FilePart } from '#shared/wire-preparation.ts';

/** Puts the parts of one page's file together: in order, one file at a time, up to 10 MB. */
export class FileParts {
  #of = '';
  #parts: Buffer[] = [];
  #bytes = 0;

  /** The whole file once its last part is here, else null; refused out of order or when too large. */
  add({ name, part, parts, text }: FilePart): Answer<Buffer | null> {
    const of = `${parts} ${name}`;
    if (part === 0) this.#begin(of);
    if (of !== this.#of || part !== this.#parts.length || part >= parts) {
      return err(refusal('malformed', { path: 'part' }));
    }
    const bytes = Buffer.from(text, 'base64');
    this.#parts.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes > LARGEST_FILE) {
      this.#begin('');
      return err(refusal('file-too-large'));
    }
    if (part < parts - 1) return ok(null);
    const whole = Buffer.concat(this.#parts);
    this.#begin('');
    return ok(whole);
  }

  #begin(of: string): void {
    this.#of = of;
    this.#parts = [];
    this.#bytes = 0;
  }
}
