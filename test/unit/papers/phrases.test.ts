import { describe, expect, test } from 'vitest';
import { blankBallot } from '#shared/papers/ballot.ts';
import { minutes } from '#shared/papers/minutes.ts';
import { councilPosts, electoratePhrase } from '#shared/papers/phrases.ts';
import { readingText } from '#shared/papers/reading-text.ts';
import { report } from '#shared/papers/report.ts';
import { DEFAULT_PAPER_SETTINGS as DEFAULTS } from '#shared/papers/settings.ts';
import { DIGEST, HEAD, paperFacts } from '../../support/papers/facts.ts';
import { linesOf, textOf } from '../../support/papers/text.ts';

const council = { profile: 'council-96' } as const;

describe('whom a council rates (001 §4.2)', () => {
  test('those it elected, where the plan’s title is a party committee’s', () => {
    const { plan } = paperFacts(council);
    expect(councilPosts(plan)).toBe('người giữ chức vụ do Hội đồng nhân dân huyện X bầu');
    const text = textOf(blankBallot(paperFacts(council), DEFAULTS));
    expect(text).toContain('đối với người giữ chức vụ do Hội đồng nhân dân huyện X bầu\nnăm 2026');
  });

  test('as the plan’s title says where it is the council’s own; a conference rates by its title', () => {
    const title = 'Lấy phiếu tín nhiệm đối với các chức danh do HĐND huyện X bầu';
    const facts = paperFacts({ ...council, plan: { title } });
    expect(councilPosts(facts.plan)).toBeNull();
    expect(textOf(report(facts, DEFAULTS))).toContain('đối với các chức danh do HĐND huyện X bầu;');
    expect(councilPosts(paperFacts().plan)).toBeNull();
  });
});

test.each([
  ['Đại biểu Hội đồng nhân dân huyện', 'đại biểu Hội đồng nhân dân huyện'],
  ['Toàn thể công chức của Sở', 'toàn thể công chức của Sở'],
  ['Ủy viên Ban Chấp hành Đảng bộ huyện', 'Ủy viên Ban Chấp hành Đảng bộ huyện'],
  ['Chủ tịch HĐND huyện; Trưởng các ban', 'Chủ tịch HĐND huyện; Trưởng các ban'],
])('B1.3 the electorate %s inside a sentence', (electorate, said) => {
  expect(electoratePhrase({ electorate })).toBe(said);
});

describe('who recounted', () => {
  const { result } = paperFacts();
  const recounts = [
    { by: 'server', digest: DIGEST },
    { by: 'Giám sát 1', digest: DIGEST },
  ];

  test('the log’s word for the server is not printed', () => {
    const facts = { ...paperFacts(), result: { ...result, recounts } };
    expect(textOf(minutes(facts, DEFAULTS, 1))).toContain('bởi: máy chủ, Giám sát 1; các mã');
  });

  test('the text read out claims agreement only where the digests agree', () => {
    const said = 'các lần kiểm trùng nhau';
    const [own] = recounts;
    const differing = [own!, { by: 'Giám sát 1', digest: HEAD }];
    const agreed = readingText({ ...paperFacts(), result: { ...result, recounts } }, DEFAULTS);
    const other = { ...paperFacts(), result: { ...result, recounts: differing } };
    expect(textOf(agreed)).toContain(said);
    expect(textOf(readingText(other, DEFAULTS))).not.toContain(said);
  });
});

test('B4 a session’s report is kept by the council, not by the party committee of the plan', () => {
  const facts = paperFacts({ ...council, plan: { issuingBody: 'Huyện ủy Y' } });
  expect(linesOf(report(facts, DEFAULTS)).join('\n')).toMatch(/- Lưu Hội đồng nhân dân huyện X;/u);
});
