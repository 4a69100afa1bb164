import type { RoundPlan } from '#shared/plan/round-plan.ts';

/** Whose document a paper of this round is: the issuing body and the body above it. */
export interface Bodies {
  readonly superior: string | null;
  readonly body: string;
}

/**
 * The bodies at the head of a document (B4). A session's papers are the council's own, also where a
 * party committee's plan covers several venues (001): the council's name is then taken from the
 * venue's.
 */
export function bodiesOf(plan: RoundPlan): Bodies {
  const { issuingBody, superiorBody } = plan;
  const own = { superior: superiorBody ?? null, body: issuingBody };
  if (plan.venue.kind === 'conference') return own;
  const council = councilIn(issuingBody) ?? councilIn(plan.venue.name);
  if (council === null) return own;
  return { superior: council === issuingBody ? own.superior : null, body: council };
}

/** `Hội đồng nhân dân huyện X` of `Kỳ họp thứ 15, Hội đồng nhân dân huyện X khóa XX`, or null. */
function councilIn(text: string): string | null {
  const found = /(?:Hội đồng nhân dân|HĐND)(?:(?!,|;|\(| khóa | kỳ họp | nhiệm kỳ ).)*/iu.exec(
    text,
  );
  return found === null ? null : found[0].trim();
}
