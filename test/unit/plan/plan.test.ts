import { expect, test } from 'vitest';
import { formatProblem } from '#shared/plan/problem.ts';
import { parsePlan, parsePlanText, type Plan } from '#shared/plan/plan.ts';
import { samplePlan } from '#shared/plan/sample.ts';
import { draftOf, drop, put, type Breaking } from '../../support/broken.ts';

function problemsOf(breakIt: Breaking<Plan>): string[] {
  const plan = draftOf(samplePlan('2026-03-15'));
  breakIt(plan);
  const parsed = parsePlan(plan);
  return parsed.ok ? [] : parsed.error.map(formatProblem);
}

const refusals: [string, Breaking<Plan>, string][] = [
  [
    'design 4: a missing field is named with its path',
    drop('venues[1].roll[14].name'),
    'venues[1].roll[14].name: bắt buộc',
  ],
  [
    'design 4: an unknown field',
    put('venues[0].color', 1),
    'venues[0].color: trường không có trong định dạng',
  ],
  [
    'design 4: another format',
    put('format', 'hom-phieu/plan/2'),
    'format: phải là "hom-phieu/plan/1"',
  ],
  ['design 4: text where a list belongs', put('legalBases', 'x'), 'legalBases: phải là danh sách'],
  [
    'design 4: a list where an object belongs',
    put('venues[0]', 3),
    'venues[0]: phải là một đối tượng',
  ],
  [
    'design 4: an empty name',
    put('subjects[0].name', '  '),
    'subjects[0].name: không được để trống',
  ],
  [
    'design 4: a control character',
    put('subjects[0].name', 'A\u0007B'),
    'subjects[0].name: có ký tự điều khiển',
  ],
  [
    'design 4: a text turned around by a hidden mark',
    put('title', 'A\u202EB'),
    'title: có ký tự điều khiển',
  ],
  ['design 4: a lone surrogate', put('title', 'A\uD800'), 'title: có ký tự điều khiển'],
  [
    'design 4: a text beyond 2,000 characters',
    put('title', 'a'.repeat(2001)),
    'title: dài quá 2000',
  ],
  ['design 7: an id with a slash', put('venues[0].id', '../x'), 'venues[0].id: phải gồm 1 đến 32'],
  [
    'design 7: an id of 33 characters',
    put('subjects[0].id', 'a'.repeat(33)),
    'subjects[0].id: phải gồm',
  ],
  [
    'design 7: 29 February of a common year',
    put('date', '2026-02-29'),
    'date: phải là một ngày có thật',
  ],
  [
    'design 7: a date the other way round',
    put('venues[0].votingDay', '15-03-2026'),
    'venues[0].votingDay: phải là',
  ],
  [
    'design 7: an unknown profile',
    put('venues[0].profile', 'party-97'),
    'venues[0].profile: phải là "party-96" hoặc',
  ],
  [
    'R3: an unknown reason of exclusion',
    put('subjects[22].excluded', 'ill'),
    'subjects[22].excluded: phải là',
  ],
  [
    'design 7: a dossier file outside the folder',
    put('subjects[0].dossier', [{ name: 'a', file: 'a/../../b' }]),
    'subjects[0].dossier[0].file: phải là đường dẫn',
  ],
  [
    'design 7: an absolute photo',
    put('subjects[0].photo', '/etc/passwd'),
    'subjects[0].photo: phải là đường dẫn',
  ],
  [
    'R4: a person at three venues',
    put('subjects[2].venues', ['bch', 'hdnd', 'can-bo']),
    'subjects[2].venues: mỗi người được lấy phiếu tối đa ở 2 nơi',
  ],
  [
    'R4: one venue named twice',
    put('subjects[0].venues', ['bch', 'bch']),
    'subjects[0].venues: một nơi',
  ],
  [
    'R4: a venue that is not there',
    put('subjects[0].venues', ['x']),
    'subjects[0].venues[0]: không có nơi',
  ],
  [
    'R3: no venue and no reason',
    put('subjects[0].venues', []),
    'subjects[0].venues: phải có ít nhất một nơi',
  ],
  [
    'design 4: two subjects of one id',
    put('subjects[1].id', 'p01'),
    'subjects[1].id: mã trùng với subjects[0].id',
  ],
  [
    'R4: one person as two subjects',
    ({ subjects: [first, second] }) => {
      Object.assign(second!, { name: first!.name.toUpperCase(), post: first!.post });
    },
    'subjects[1]: cùng họ tên và chức vụ với subjects[0]',
  ],
  [
    'design 7: venue ids that name one folder',
    put('venues[1].id', 'BCH'),
    'venues[1].id: mã trùng với venues[0].id',
  ],
  ['design 4: no venue', put('venues', []), 'venues: phải có ít nhất một nơi'],
  [
    'P 4.2: a venue without lines',
    ({ subjects }) => {
      for (const subject of subjects) subject.venues = subject.venues.filter((id) => id !== 'bch');
    },
    'venues[0]: phiếu phải có từ 1 đến 60 người được lấy phiếu, đang có 0',
  ],
  [
    'P 4.2: a ballot of 61 lines',
    (p) => {
      for (let i = 0; i < 50; i++)
        p.subjects.push({ id: `x${i}`, name: `X ${i}`, post: 'Y', venues: ['bch'] });
    },
    'đang có 61',
  ],
  ['P 4.2: an empty roll', put('venues[0].roll', []), 'venues[0].roll: phải có ít nhất một người'],
  [
    'P 4.2: a roll of 2,048',
    put(
      'venues[0].roll',
      Array.from({ length: 2048 }, (_, i) => ({ id: `m${i}`, name: `M ${i}` })),
    ),
    'venues[0].roll: không được quá 2047 người',
  ],
  [
    'R5: two members of one id',
    put('venues[0].roll[1].id', 'p01'),
    'venues[0].roll[1].id: mã trùng với venues[0].roll[0].id',
  ],
  [
    'F17: a double person in other spaces, case and Unicode form',
    ({ venues: [venue] }) => {
      const [first] = venue!.roll;
      const name = first!.name.replace(' ', '  ').toUpperCase().normalize('NFD');
      venue!.roll.push({ ...first!, id: 'z', name });
    },
    'venues[0].roll[33]: cùng họ tên, chức vụ và nhóm với venues[0].roll[0]',
  ],
  [
    'R16: no number of deputies where a base needs it',
    drop('venues[1].totalDeputies'),
    'venues[1].totalDeputies: bắt buộc khi áp dụng',
  ],
  [
    'design 7: fewer deputies than the roll',
    put('venues[1].totalDeputies', 29),
    'venues[1].totalDeputies: không được nhỏ hơn số người được triệu tập (30)',
  ],
  [
    'G: a party rule at a council session',
    put('venues[1].profile', 'party-96'),
    'venues[1].kind: phải là "conference"',
  ],
  [
    'G: a council rule at a conference',
    (p) => {
      Object.assign(p.venues[0]!, { profile: 'council-96', totalDeputies: 40 });
    },
    'venues[0].kind: phải là "councilSession"',
  ],
  [
    'R8: a session that opens after its sitting',
    put('venues[1].openingDay', '2026-03-16'),
    'venues[1].openingDay: ngày khai mạc không được sau',
  ],
  [
    'R19: two heads',
    put('venues[0].committeeProposal[1].head', true),
    'venues[0].committeeProposal: chỉ được có một Trưởng ban',
  ],
  [
    'P 4.2: a committee of two',
    (p) => p.venues[1]!.committeeProposal!.pop(),
    'venues[1].committeeProposal: Ban kiểm phiếu phải có ít nhất 3',
  ],
  [
    'P 4.2: a threshold of half the committee',
    put('venues[0].threshold', 2),
    'venues[0].threshold: với Ban kiểm phiếu 5 người phải từ 3 đến 5',
  ],
  [
    'P 4.2: a threshold beyond the committee',
    put('venues[0].threshold', 6),
    'venues[0].threshold: với Ban kiểm phiếu 5 người',
  ],
  [
    'P 4.2: minBallots of nothing',
    put('venues[0].minBallots', 0),
    'venues[0].minBallots: phải là số nguyên từ 1',
  ],
  [
    'P 4.2: a threshold that is no whole number',
    put('venues[0].threshold', 2.5),
    'venues[0].threshold: phải là số nguyên',
  ],
];

test.each(refusals)('%s is refused', (_rule, breakIt, sentence) => {
  expect(problemsOf(breakIt).join('\n')).toContain(sentence);
});

test.each(refusals)('%s is the only thing found', (rule, breakIt) => {
  // A broken kind, id or list drags along what refers to it; everything else is one problem.
  const dragged = /id with|no venue$|without lines|33 characters|one folder|two heads/u;
  expect(problemsOf(breakIt).length, rule).toBeGreaterThan(0);
  if (!dragged.test(rule)) expect(problemsOf(breakIt)).toHaveLength(1);
});

test('R51: the sample plan is a good plan', () => {
  const plan = samplePlan('2026-03-15');
  expect(parsePlan(JSON.parse(JSON.stringify(plan)))).toEqual({ ok: true, value: plan });
});

test('design 4: every problem is told, of shape and between fields, not only the first', () => {
  const damages = [
    put('date', '2026-13-01'),
    put('first', 1),
    put('second', 2),
    put('subjects[1].id', 'p01'),
    put('venues[1].totalDeputies', 1),
  ];
  const found = problemsOf((plan) => {
    for (const damage of damages) damage(plan);
  });
  expect(found.map((line) => line.split(':')[0])).toEqual([
    'date',
    'first',
    'second',
    'subjects[1].id',
    'venues[1].totalDeputies',
  ]);
});

test('style: texts are stored NFC and trimmed', () => {
  const plan = samplePlan('2026-03-15');
  const parsed = parsePlan({ ...plan, title: `  ${'Lấy phiếu'.normalize('NFD')} ` });
  expect(parsed.ok && parsed.value.title).toBe('Lấy phiếu');
});

test('design 4: a key of the prototype is an unknown field, not a way in', () => {
  const plan: unknown = JSON.parse(
    JSON.stringify(samplePlan('2026-03-15')).replace('{', '{"__proto__":{},'),
  );
  const parsed = parsePlan(plan);
  expect(!parsed.ok && parsed.error.map(({ path }) => path)).toEqual(['__proto__']);
});

test('design 4: bad JSON is told with line and column', () => {
  const parsed = parsePlanText('{\n  "format": "hom-phieu/plan/1",\n  "title": x\n}');
  expect(!parsed.ok && parsed.error.map(formatProblem)).toEqual([
    'Không phải tệp JSON hợp lệ (dòng 3, cột 12).',
  ]);
});

test('design 4: a plan text of more than 5 MB is refused unread, one with a BOM is read', () => {
  expect(parsePlanText(' '.repeat(5_000_001)).ok).toBe(false);
  expect(parsePlanText(`\uFEFF${JSON.stringify(samplePlan('2026-03-15'))}`).ok).toBe(true);
});
