import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyDraft } from '#shared/plan/draft/blank.ts';
import { checkDraft } from '#shared/plan/draft/check.ts';
import {
  addRow,
  addVenue,
  moveRow,
  rowsOf,
  withHead,
  withHeading,
  withProfile,
  withRow,
  withVenue,
} from '#shared/plan/draft/draft-ops.ts';
import { draftOf } from '#shared/plan/draft/draft-of.ts';
import { parseDraft } from '#shared/plan/draft/draft-schema.ts';
import type { PlanDraft } from '#shared/plan/draft/draft-types.ts';
import { planInput } from '#shared/plan/draft/plan-input.ts';
import { removeRows, removeVenue, replaceRows, undone } from '#shared/plan/draft/undo.ts';
import { parsePlan } from '#shared/plan/plan.ts';
import { SAMPLES } from '#shared/plan/samples/samples.ts';
import { samplePlan } from '#shared/plan/sample.ts';
import { defined } from '#shared/assert.ts';

const TODAY = '2026-11-21';
const SUBJECTS = { name: 'subjects', venue: null } as const;

function sample(): PlanDraft {
  return draftOf(samplePlan(TODAY));
}

function venueKey(draft: PlanDraft, at: number): string {
  return defined(draft.venues[at]).key;
}

describe('a draft and its plan', () => {
  test('the draft of a valid plan gives an equal plan back (design 4)', () => {
    const plan = samplePlan(TODAY);
    const given = parsePlan(planInput(draftOf(plan)));
    expect(given).toEqual({ ok: true, value: plan });
  });

  test('the sample plans of all five sources survive the draft', () => {
    for (const { plan } of SAMPLES) {
      expect(parsePlan(planInput(draftOf(plan)))).toEqual({ ok: true, value: plan });
    }
  });

  test('every optional field of a plan survives the draft (design 4 and 7)', () => {
    const plan = samplePlan(TODAY);
    const [first, ...others] = plan.venues;
    const full = {
      ...plan,
      subjects: plan.subjects.map((subject, i) =>
        i === 0
          ? { ...subject, photo: 'anh/1.jpg', dossier: [{ name: 'Báo cáo', file: 'hs/1.pdf' }] }
          : subject,
      ),
      venues: [
        {
          ...defined(first),
          threshold: 4,
          minBallots: 5,
          coIssuers: true,
          phonesAllowed: false,
          allowSubjectTellers: true,
          strikeOutScope: 'ballot',
          writeInRule: 'wholeBallotInvalid',
          secrecyMark: false,
          disclosureScope: 'massMedia',
          exclusionList: 'appointed',
        },
        ...others,
      ],
    };
    expect(parsePlan(full)).toEqual({ ok: true, value: full });
    expect(parsePlan(planInput(draftOf(full)))).toEqual({ ok: true, value: full });
  });

  test('fields that the editor does not know are kept, for the check to name', () => {
    const plan = { ...samplePlan(TODAY), colour: 'đỏ' };
    expect(planInput(draftOf(plan))).toMatchObject({ colour: 'đỏ' });
    expect(checkDraft(draftOf(plan)).plan).toBeNull();
  });

  test('any JSON becomes a draft that can be stored, never an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        const draft = draftOf(input);
        expect(parseDraft(JSON.parse(JSON.stringify(draft))).ok).toBe(true);
        checkDraft(draft);
      }),
    );
  });

  test('a draft with anything else in it is refused', () => {
    expect(parseDraft(sample()).ok).toBe(true);
    expect(parseDraft({ ...sample(), extra: 1 }).ok).toBe(false);
    expect(parseDraft({ ...sample(), title: 7 }).ok).toBe(false);
    expect(parseDraft({ ...sample(), format: 'hom-phieu/plan/1' }).ok).toBe(false);
    expect(parseDraft(null).ok).toBe(false);
  });
});

describe('operations', () => {
  test('a plan from nothing, field by field, is the plan that was meant (R1)', () => {
    let draft = emptyDraft();
    for (const [field, value] of [
      ['title', 'Lấy phiếu tín nhiệm năm 2026'],
      ['number', '01-KH/HU'],
      ['date', '2026-01-20'],
      ['issuingBody', 'Huyện ủy X'],
    ] as const) {
      draft = withHeading(draft, field, value);
    }
    const added = addVenue(draft, 'party-96');
    const { key: venue } = added;
    draft = withVenue(added.draft, venue, {
      name: 'Hội nghị Ban Chấp hành',
      place: 'Hội trường',
      votingDay: '2026-03-20',
      electorate: 'Ủy viên Ban Chấp hành',
      chair: 'Bí thư Huyện ủy',
    });
    draft = addRow(draft, { name: 'roll', venue }, null, { name: 'Trần Văn A' }).draft;
    draft = addRow(draft, SUBJECTS, null, {
      name: 'Trần Văn A',
      post: 'Bí thư',
      venues: [venue],
    }).draft;
    const { plan, findings } = checkDraft(draft);
    expect(findings.filter(({ kind }) => kind === 'fault')).toEqual([]);
    expect(plan).toMatchObject({
      issuingBody: 'Huyện ủy X',
      subjects: [{ id: 'cb-1', name: 'Trần Văn A', venues: ['noi-1'] }],
      venues: [
        { id: 'noi-1', kind: 'conference', addressTerm: 'đồng chí', roll: [{ id: 'db-1' }] },
      ],
    });
  });

  test('rows get ids that no other row has, also after some were removed (design 7)', () => {
    let draft = addVenue(emptyDraft(), 'party-96').draft;
    const ref = { name: 'roll', venue: venueKey(draft, 0) } as const;
    const keys: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      const added = addRow(draft, ref);
      draft = added.draft;
      keys.push(added.key);
    }
    draft = removeRows(draft, ref, new Set([defined(keys[1])])).draft;
    draft = addRow(draft, ref, keys[0]).draft;
    expect(rowsOf(draft, ref).map(({ id }) => id)).toEqual(['db-1', 'db-2', 'db-3']);
    expect(new Set(rowsOf(draft, ref).map(({ key }) => key)).size).toBe(3);
  });

  test('another regulation brings its own kind, address and style, not over what was typed', () => {
    const { draft, key } = addVenue(emptyDraft(), 'party-96');
    expect(withProfile(draft, key, 'council-96').venues[0]).toMatchObject({
      profile: 'council-96',
      kind: 'councilSession',
      addressTerm: 'đại biểu',
      documentStyle: 'state',
    });
    const typed = withVenue(draft, key, { addressTerm: 'quý vị' });
    expect(withProfile(typed, key, 'council-96').venues[0]?.addressTerm).toBe('quý vị');
  });

  test('moving keeps every row, and stops at both ends (R23)', () => {
    const draft = sample();
    const [first, second] = draft.subjects;
    const moved = moveRow(draft, SUBJECTS, defined(second).key, -1);
    expect(moved.subjects.slice(0, 2)).toEqual([second, first]);
    expect(moveRow(moved, SUBJECTS, defined(second).key, -1)).toEqual(moved);
    expect(moveRow(draft, SUBJECTS, 'k999999', 1)).toEqual(draft);
  });

  test('one head of the proposed committee (R19)', () => {
    const draft = sample();
    const venue = venueKey(draft, 0);
    const third = defined(draft.venues[0]?.committeeProposal[2]).key;
    const heads = withHead(draft, venue, third).venues[0]?.committeeProposal.map(
      ({ head }) => head,
    );
    expect(heads).toEqual([false, false, true, false, false]);
  });
});

describe('taking back', () => {
  test('rows removed in any order come back to their places, edits since stay', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(23), { minLength: 1 }), (places) => {
        const draft = sample();
        const keys = new Set(places.map((at) => defined(draft.subjects[at]).key));
        const removed = removeRows(draft, SUBJECTS, keys);
        expect(removed.draft.subjects).toHaveLength(24 - keys.size);
        const edited = withHeading(removed.draft, 'title', 'Tên mới');
        const back = undone(edited, removed.undo);
        expect(back).toEqual({ ...draft, title: 'Tên mới' });
        expect(undone(back, removed.undo)).toEqual(back);
      }),
    );
  });

  test('a venue comes back with its roll and with the marks of its subjects', () => {
    const draft = sample();
    const removed = defined(removeVenue(draft, venueKey(draft, 1)));
    expect(removed.draft.venues).toHaveLength(2);
    expect(removed.draft.subjects[2]?.venues).toEqual([venueKey(draft, 0)]);
    const back = undone(removed.draft, removed.undo);
    expect(back.venues).toEqual(draft.venues);
    expect(back.subjects.map(({ venues }) => [...venues].sort())).toEqual(
      draft.subjects.map(({ venues }) => [...venues].sort()),
    );
    expect(removeVenue(draft, 'k999999')).toBeNull();
  });

  test('an import is taken back as a whole', () => {
    const draft = sample();
    const ref = { name: 'roll', venue: venueKey(draft, 0) } as const;
    const replaced = replaceRows(draft, ref, []);
    expect(rowsOf(replaced.draft, ref)).toEqual([]);
    expect(undone(replaced.draft, replaced.undo)).toEqual(draft);
  });
});

describe('findings stand where they belong, as sentences', () => {
  function findingsOf(draft: PlanDraft, kind: 'fault' | 'notice' = 'fault') {
    return checkDraft(draft).findings.filter((each) => each.kind === kind);
  }

  test('the sample has nothing to mend', () => {
    expect(findingsOf(sample())).toEqual([]);
    expect(findingsOf(sample(), 'notice').map(({ text }) => text)).toEqual([]);
  });

  test('an empty plan: every field of the heading, and a venue', () => {
    const findings = findingsOf(emptyDraft());
    expect(findings.map(({ field }) => field)).toEqual([
      'plan-title',
      'plan-number',
      'plan-date',
      'plan-issuingBody',
      'plan-venues',
    ]);
    expect(findings[0]).toMatchObject({ section: 'plan', text: 'Hãy điền mục này.' });
  });

  test('a name missing on a roll leads to its row and its box', () => {
    const draft = sample();
    const venue = venueKey(draft, 0);
    const row = defined(draft.venues[0]?.roll[2]).key;
    const [finding] = findingsOf(withRow(draft, { name: 'roll', venue }, row, { name: ' ' }));
    expect(finding).toMatchObject({
      section: 'roll',
      venue,
      row,
      field: `${row}-name`,
      where: 'Hội nghị Ban Chấp hành Đảng bộ huyện, Người được triệu tập, dòng 3, Họ và tên',
      text: 'Hãy điền mục này.',
    });
  });

  test('three venues are refused beside the person, with what to do (R4)', () => {
    const draft = sample();
    const { key } = defined(draft.subjects[2]);
    const all = draft.venues.map((venue) => venue.key);
    const [finding] = findingsOf(withRow(draft, SUBJECTS, key, { venues: all }));
    expect(finding).toMatchObject({
      section: 'subjects',
      row: key,
      field: `${key}-venues`,
      text: 'Mỗi người được lấy phiếu tối đa ở 2 nơi, kể cả khi kế hoạch không nêu. Hãy bỏ bớt dấu.',
    });
  });

  test('one person twice on a roll: the other row by its number and name (R5, F17)', () => {
    const draft = sample();
    const venue = venueKey(draft, 0);
    const { name, post, group } = defined(draft.venues[0]?.roll[0]);
    const twice = addRow(draft, { name: 'roll', venue }, null, {
      name: ` ${name.toUpperCase()} `,
      post,
      group,
    });
    const [finding] = findingsOf(twice.draft);
    expect(finding?.field).toBe(`${twice.key}-name`);
    expect(finding?.text).toContain(`Trùng người với dòng 1 (${name})`);
    expect(finding?.text).not.toMatch(/venues|roll/u);
  });

  test('a venue without people to rate is told where its people are marked', () => {
    const { draft, key } = addVenue(sample(), 'party-96');
    const lines = findingsOf(draft).find(({ field }) => field === `${key}-lines`);
    expect(lines?.section).toBe('subjects');
    expect(lines?.text).toContain('Hãy đánh dấu người ở nơi này');
  });

  test('no text of a fault shows a path, a key of the file or an English name', () => {
    const broken = {
      ...samplePlan(TODAY),
      title: '',
      date: '2026-02-30',
      subjects: [{ id: 'a b', name: '', post: '', venues: [] }],
      venues: [
        { id: 'x', profile: 'council-96', kind: 'conference', roll: [], threshold: 1 },
        { id: 'X', profile: 'party-96', kind: 'councilSession', minBallots: 'ba' },
      ],
    };
    const findings = findingsOf(draftOf(broken));
    expect(findings.length).toBeGreaterThan(20);
    for (const { text, where } of findings) {
      expect(`${text} ${where}`).not.toMatch(/\[\d+\]|council|conference|venues|subjects|true/u);
      expect(text).toMatch(/^\p{Lu}.*\.$/u);
    }
  });
});

describe('notices say what a careful clerk would look at again', () => {
  function noticesOf(draft: PlanDraft): readonly { field: string; text: string }[] {
    return checkDraft(draft).findings.filter(({ kind }) => kind === 'notice');
  }

  test('a reason that the plan does not state (R3), by the list of each source', () => {
    const draft = sample();
    const excluded = defined(draft.subjects.find((each) => each.excluded !== ''));
    const all = draft.venues.map(({ key }) => key);
    function withList(list: PlanDraft['venues'][number]['exclusionList']): PlanDraft {
      return all.reduce((each, key) => withVenue(each, key, { exclusionList: list }), draft);
    }
    for (const list of ['', 'appointed', 'retiring-or-new', 'retiring-new-or-moved'] as const) {
      expect(noticesOf(withList(list))).toEqual([]);
    }
    expect(noticesOf(withList('none-stated'))[0]).toMatchObject({
      field: `${excluded.key}-excluded`,
    });
    const retired = withRow(withList('appointed'), SUBJECTS, excluded.key, {
      excluded: 'retirementNotice',
    });
    expect(noticesOf(retired).map(({ field }) => field)).toEqual([`${excluded.key}-excluded`]);
  });

  test('a subject who is not summoned (R6), a teller who is a subject (R21), two posts (R5)', () => {
    const draft = sample();
    const venue = venueKey(draft, 0);
    const subject = defined(draft.subjects[0]);
    const renamed = withRow(draft, SUBJECTS, subject.key, { name: 'Người Mới' });
    expect(noticesOf(renamed)).toContainEqual(
      expect.objectContaining({ field: `${subject.key}-name` }),
    );
    const tellers = { name: 'committeeProposal', venue } as const;
    const added = addRow(draft, tellers, null, { name: subject.name });
    expect(noticesOf(added.draft)).toMatchObject([
      { field: `${added.key}-name`, text: 'Là người được lấy phiếu, không nên kiểm phiếu.' },
    ]);
    const post = addRow(draft, { name: 'roll', venue }, null, {
      name: subject.name,
      post: 'Chức vụ khác',
    });
    expect(noticesOf(post.draft).map(({ field }) => field)).toContain(`${post.key}-name`);
  });
});

describe('R40: days off and days worked beside the public calendar', () => {
  const days = { daysOff: ['2026-11-23'], workDays: ['2026-11-28'] };

  test('they have their place in the editor, and the plan gets them back', () => {
    const plan = { ...samplePlan(TODAY), ...days };
    const draft = draftOf(plan);
    expect(draft.daysOff.map(({ day }) => day)).toEqual(days.daysOff);
    expect(draft.others).toEqual({});
    expect(parsePlan(planInput(draft))).toEqual({ ok: true, value: plan });
    expect(planInput(draftOf(samplePlan(TODAY)))).not.toHaveProperty('daysOff');
  });

  test('a draft of before they had it loses none of them, and no two rows share a key', () => {
    const { daysOff, workDays, ...before } = sample();
    expect([daysOff, workDays]).toEqual([[], []]);
    const lifted = parseDraft({ ...before, others: { ...days, own: 1 } });
    if (!lifted.ok) throw new Error(lifted.error);
    expect(planInput(lifted.value)).toMatchObject({ ...days, own: 1 });
    expect(lifted.value.others).toEqual({ own: 1 });
    const keys = [...JSON.stringify(lifted.value).matchAll(/"key":"(k\d+)"/gu)].map(
      ([, key]) => key,
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain(`k${lifted.value.next}`);
  });

  test('what is no date is a fault at its row; what changes nothing is said there', () => {
    const plan = {
      ...samplePlan(TODAY),
      daysOff: ['23/11/2026', '2026-11-26', '2026-11-26', '2026-11-22'],
      workDays: ['2026-11-25', '2026-11-26', '2026-11-29'],
    };
    const draft = draftOf(plan);
    const rows = [...draft.daysOff, ...draft.workDays].map(({ key }) => `${key}-day`);
    const found = checkDraft(draft).findings.filter(({ field }) => rows.includes(field));
    expect(found.map(({ kind, field, text }) => [kind, rows.indexOf(field), text])).toEqual([
      ['fault', 0, expect.any(String)],
      ['notice', 2, expect.stringContaining('Trùng một ngày ở trên')],
      ['notice', 3, expect.stringContaining('Vốn đã là ngày nghỉ')],
      ['notice', 4, expect.stringContaining('Vốn đã là ngày làm việc')],
      ['notice', 5, expect.stringContaining('Cũng ghi là ngày nghỉ thêm')],
    ]);
    expect(found[0]?.where).toBe('Ngày nghỉ thêm 1');
  });
});
