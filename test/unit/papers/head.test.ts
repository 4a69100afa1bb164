import { describe, expect, test } from 'vitest';
import { bodiesOf } from '#shared/papers/bodies.ts';
import { compose, correctionRemark } from '#shared/papers/compose.ts';
import { foot, grouped, recipients, signature } from '#shared/papers/foot.ts';
import { documentHead, formHead, placeAndDate } from '#shared/papers/head.ts';
import { portrait } from '#shared/papers/blocks.ts';
import { DEFAULT_PAPER_SETTINGS as DEFAULTS } from '#shared/papers/settings.ts';
import type { PaperSettings } from '#shared/papers/settings.ts';
import { paperFacts } from '../../support/papers/facts.ts';
import type { FactsChoice } from '../../support/papers/facts.ts';
import { linesOf, paragraphText } from '../../support/papers/text.ts';

function headLines(choice: FactsChoice, settings: Partial<PaperSettings> = {}, copy?: number) {
  const { plan } = paperFacts(choice);
  const blocks = documentHead({
    plan,
    settings: { ...DEFAULTS, ...settings },
    number: settings.minutesNumber ?? '',
    type: 'BB',
    date: '2026-02-03',
    secret: true,
    width: 165,
    ...(copy === undefined ? {} : { copy }),
  });
  return linesOf({ blocks });
}

describe('B4 the head of a document', () => {
  test('party: superior, body, star; party title; number without colon; place and date', () => {
    const given = { placeName: 'Huyện X', minutesNumber: '12-BB/HU' };
    expect(headLines({}, given, 2)).toEqual([
      'TỈNH ỦY Y',
      'HUYỆN ỦY X',
      '*',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'Số 12-BB/HU',
      'MẬT',
      'Bản số 2',
      'Huyện X, ngày 03 tháng 02 năm 2026',
    ]);
  });

  test('state: bodies, motto in two lines, number with a colon, no star', () => {
    expect(headLines({ style: 'state' }, { minutesNumber: '12/BB-STP' })).toEqual([
      'TỈNH ỦY Y',
      'HUYỆN ỦY X',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: 12/BB-STP',
      'MẬT',
      '……………, ngày 03 tháng 02 năm 2026',
    ]);
  });

  test('a number the office has not given is dotted in its style', () => {
    expect(headLines({})).toContain('Số ……-BB/……');
    expect(headLines({ style: 'state' })).toContain('Số: ……/BB-……');
  });

  test('rules: beneath the party title, beneath the state motto and its body', () => {
    function rules(style: 'party' | 'state'): string[] {
      const { plan } = paperFacts({ style });
      const input = { plan, settings: DEFAULTS, number: '', type: 'BB', date: null, secret: true };
      const [first] = documentHead({ ...input, width: 165 });
      if (first?.type !== 'columns') throw new Error('columns expected');
      return first.columns
        .flat()
        .flatMap((each) => (each.type === 'paragraph' && each.rule ? [paragraphText(each)] : []));
    }
    expect(rules('party')).toEqual(['ĐẢNG CỘNG SẢN VIỆT NAM']);
    expect(rules('state')).toEqual(['HUYỆN ỦY X', 'Độc lập - Tự do - Hạnh phúc']);
  });

  test('R39 the mark is red and framed, and is left out where the venue does not want it', () => {
    const { plan } = paperFacts();
    const input = { plan, settings: DEFAULTS, date: null, secret: true, width: 165 };
    const text = JSON.stringify(formHead(input));
    expect(text).toContain('"text":"MẬT","bold":true,"colour":"red"');
    expect(text).toContain('"framed":true');
    expect(headLines({ venue: { secrecyMark: false } })).not.toContain('MẬT');
    expect(linesOf({ blocks: formHead({ ...input, secret: false }) })).not.toContain('MẬT');
  });

  test('B1 B2 the head of a form: body, room for its stamp, dots for what is not known', () => {
    const { plan } = paperFacts({ venue: { secrecyMark: false } });
    const input = { plan, settings: DEFAULTS, date: null, secret: true, width: 165 };
    expect(linesOf({ blocks: formHead({ ...input, star: true }) })).toEqual([
      'HUYỆN ỦY X',
      '*',
      '(Đóng dấu treo)',
      '……………, ngày …… tháng …… năm ………',
    ]);
    expect(linesOf({ blocks: formHead({ ...input, number: '9-BC/HU' }) })).toContain('Số 9-BC/HU');
    expect(placeAndDate(DEFAULTS, null, 14).runs[0]).toMatchObject({ italic: true });
  });
});

describe('whose document it is', () => {
  test('R42 a session under a party plan speaks as its council, without the party’s superior', () => {
    const venue = { name: 'Kỳ họp thứ 15, Hội đồng nhân dân huyện X khóa XX' };
    const plan = { issuingBody: 'Huyện ủy X', superiorBody: 'Tỉnh ủy Y' };
    const facts = paperFacts({ profile: 'council-96', venue, plan });
    expect(bodiesOf(facts.plan)).toEqual({ superior: null, body: 'Hội đồng nhân dân huyện X' });
  });

  test('a council’s own plan, a nameless session and a conference keep the issuing body', () => {
    const own = paperFacts({ profile: 'council-96' }).plan;
    expect(bodiesOf(own)).toEqual({ superior: null, body: 'Hội đồng nhân dân huyện X' });
    const nameless = { venue: { name: 'Kỳ họp thứ 15' }, plan: { issuingBody: 'Thị xã Z' } };
    expect(bodiesOf(paperFacts({ profile: 'council-96', ...nameless }).plan).body).toBe('Thị xã Z');
    expect(bodiesOf(paperFacts().plan)).toEqual({ superior: 'Tỉnh ủy Y', body: 'Huyện ủy X' });
  });
});

describe('B4 the foot of a document', () => {
  const settings = { ...DEFAULTS, drafter: 'Lê Thị Thư' };
  const to = ['Ban Thường vụ Tỉnh ủy', 'Ban Thường vụ Tỉnh ủy', 'Lưu tại Huyện ủy'];

  test('NĐ 26/2020 recipients once with their copies, then copies issued, drafter and copying', () => {
    const lines = recipients({ style: 'party', settings, to, copies: 3 }).map(paragraphText);
    expect(lines).toEqual([
      'Nơi nhận:',
      '- Ban Thường vụ Tỉnh ủy (02 bản);',
      '- Lưu tại Huyện ủy;',
      '- Số bản phát hành: 03 bản;',
      '- Người soạn thảo: Lê Thị Thư;',
      '- Không được phép sao, chụp.',
    ]);
    const allowed = { ...settings, copyingAllowed: true };
    expect(
      recipients({ style: 'state', settings: allowed, to, copies: 3 }).map(paragraphText),
    ).toContain('- Được phép sao, chụp.');
  });

  test('a document that is not secret names only who gets it', () => {
    const lines = recipients({ style: 'state', settings, to, copies: null }).map(paragraphText);
    expect(lines).toEqual([
      'Nơi nhận:',
      '- Ban Thường vụ Tỉnh ủy (02 bản);',
      '- Lưu tại Huyện ủy.',
    ]);
  });

  test('the title is underlined at 14 in the party’s style, bold italic at 12 in the state’s', () => {
    const [party] = recipients({ style: 'party', settings, to, copies: null });
    const [state] = recipients({ style: 'state', settings, to, copies: null });
    expect(party).toMatchObject({ size: 14, runs: [{ underline: true }] });
    expect(state).toMatchObject({ size: 12, runs: [{ bold: true, italic: true }] });
  });

  test('a place to sign: titles, whom for, the words of the form, the name below', () => {
    const blocks = signature({ lines: ['ĐẠI DIỆN GIÁM SÁT'], under: 'Sở Nội vụ', name: 'Lê A' });
    expect(linesOf({ blocks })).toEqual([
      'ĐẠI DIỆN GIÁM SÁT',
      'Sở Nội vụ',
      '(Ký, ghi rõ họ tên)',
      'Lê A',
    ]);
    expect(foot([], [{ lines: ['A'], name: null }], 165)).toMatchObject([{ together: true }]);
  });

  test('equal recipients are counted, different ones kept in order', () => {
    expect(grouped(['B', 'A', 'B'])).toEqual(['B (02 bản)', 'A']);
  });
});

describe('every paper', () => {
  const paper = {
    id: 'roll',
    fileName: 'x',
    title: 'X',
    page: portrait(),
    blocks: [],
  } as const;

  test('of a rehearsal is watermarked, of a meeting is not', () => {
    expect(compose({ rehearsal: true }, paper).watermark).toBe('DIỄN TẬP');
    expect(compose({ rehearsal: false }, paper).watermark).toBeNull();
  });

  test('F25 after a correction says which one and why, else nothing', () => {
    const at = '2026-11-21T03:00:00.000Z';
    const corrections = [
      { at, reason: 'ghi nhầm chức vụ' },
      { at, reason: 'ghi nhầm họ tên.' },
    ];
    expect(linesOf({ blocks: correctionRemark({ corrections }) })).toEqual([
      'Bản đính chính lần 02, lý do: ghi nhầm họ tên',
    ]);
    expect(correctionRemark({ corrections: [] })).toEqual([]);
  });
});
