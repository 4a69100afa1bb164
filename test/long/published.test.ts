import { describe, it } from 'vitest';
import { publishedMeetings } from '../support/published.ts';
import { expectAsPublished } from '../support/rehearsed.ts';

describe('every published result, the large halls too (R34, by the rule of that year)', () => {
  it.each(publishedMeetings().map((meeting) => [meeting.id, meeting] as const))(
    '%s comes out as published',
    (_id, meeting) => expectAsPublished(meeting),
    30 * 60_000,
  );
});
