import { daysAfter } from './dates.ts';
import type { TimelineStep } from './timeline.ts';

/** What a calendar file says beside its steps. */
export interface CalendarHead {
  readonly title: string;
  /** Makes the events' ids distinct from another plan's. */
  readonly planId: string;
  /** `YYYYMMDDTHHMMSSZ`, the moment it is made. */
  readonly stamp: string;
  readonly venueName: (id: string) => string;
}

/**
 * The steps with a day as an iCalendar file (RFC 5545): whole-day events, an alarm the day before at
 * 8:00, ids that stay the same when the file is made again, so that a calendar replaces and does
 * not double them.
 */
export function timelineCalendar(steps: readonly TimelineStep[], head: CalendarHead): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Hom Phieu//Lay phieu tin nhiem//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(head.title)}`,
    ...steps.flatMap((step) => eventOf(step, head)),
    'END:VCALENDAR',
  ];
  return lines.flatMap(folded).join('\r\n') + '\r\n';
}

function eventOf(step: TimelineStep, head: CalendarHead): string[] {
  const { due, key, what, who, basis, venue } = step;
  if (due === null) return [];
  return [
    'BEGIN:VEVENT',
    `UID:${key.replace('/', '-')}-${head.planId}@hom-phieu`,
    `DTSTAMP:${head.stamp}`,
    `DTSTART;VALUE=DATE:${compact(due)}`,
    `DTEND;VALUE=DATE:${compact(daysAfter(due, 1))}`,
    `SUMMARY:${escaped(what)}`,
    `DESCRIPTION:${escaped(`${head.venueName(venue)}\n${who}\n${basis}`)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(what)}`,
    'TRIGGER:-PT16H',
    'END:VALARM',
    'END:VEVENT',
  ];
}

function compact(date: string): string {
  return date.replaceAll('-', '');
}

/** RFC 5545 3.3.11. */
function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/gu, '\\$&').replaceAll('\n', '\\n');
}

/** RFC 5545 3.1: at most 75 octets a line, and no character cut in two. */
function folded(line: string): string[] {
  const out: string[] = [];
  let current = '';
  let octets = 0;
  for (const char of line) {
    const size = utf8Length(char);
    if (octets + size > 75) {
      out.push(current);
      current = ' ';
      octets = 1;
    }
    current += char;
    octets += size;
  }
  return [...out, current];
}

function utf8Length(char: string): number {
  const point = char.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
