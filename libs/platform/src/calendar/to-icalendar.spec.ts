import {
  type CalendarInvite,
  type CalendarKind,
  calendarUid,
  hasCalendarPart,
  inviteFor,
  type InviteRecipient,
  MESSAGE_KINDS,
  type MessageFacts,
  wallTimeToInstant,
} from '@case-consultation/domain';
import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { readFile } from 'node:fs/promises';
import { toICalendar } from './to-icalendar.js';

const ZONE = 'Europe/London';
const CONSULTANT: InviteRecipient = { email: 'rowan.marsh@health.example.org', as: 'consultant' };
const NEW_CONSULTANT: InviteRecipient = { email: 'hazel.ford@housing.example.org', as: 'consultant' };
const REQUESTER: InviteRecipient = { email: 'ash.field@borough.example.org', as: 'requester' };
const ATTENDEE: InviteRecipient = { email: 'linden.brook@school.example.org', as: 'attendee' };

interface Golden {
  file: string;
  kind: CalendarKind;
  /** Start on the wall in London; every event lasts an hour. */
  day: string;
  minute: number;
  mode: MessageFacts['mode'];
  sequence: number;
  to: InviteRecipient[];
  /** DTSTART and DTEND. */
  utc: [string, string];
}

/** The table of events: one booking's life from offer to cancellation, either side of the clock change. */
const GOLDEN: Golden[] = [
  {
    file: 'offered',
    kind: 'offer-made',
    day: '2026-12-01',
    minute: 600,
    mode: 'video',
    sequence: 0,
    to: [CONSULTANT],
    utc: ['20261201T100000Z', '20261201T110000Z'],
  },
  {
    file: 'declined-expired-or-withdrawn',
    kind: 'offer-closed',
    day: '2026-12-01',
    minute: 600,
    mode: 'video',
    sequence: 1,
    to: [CONSULTANT],
    utc: ['20261201T100000Z', '20261201T110000Z'],
  },
  {
    file: 'accepted',
    kind: 'booking-confirmed',
    day: '2026-12-01',
    minute: 600,
    mode: 'video',
    sequence: 1,
    to: [CONSULTANT, REQUESTER, ATTENDEE],
    utc: ['20261201T100000Z', '20261201T110000Z'],
  },
  {
    file: 'time-changed',
    kind: 'booking-changed',
    day: '2027-06-01',
    minute: 600,
    mode: 'phone',
    sequence: 2,
    to: [CONSULTANT, REQUESTER, ATTENDEE],
    utc: ['20270601T090000Z', '20270601T100000Z'],
  },
  {
    file: 'reassigned-to-the-one-taken-off',
    kind: 'booking-moved-away',
    day: '2027-06-01',
    minute: 600,
    mode: 'phone',
    sequence: 3,
    to: [CONSULTANT],
    utc: ['20270601T090000Z', '20270601T100000Z'],
  },
  {
    file: 'reassigned-to-everyone-else',
    kind: 'booking-changed',
    day: '2027-06-01',
    minute: 600,
    mode: 'phone',
    sequence: 4,
    to: [NEW_CONSULTANT, REQUESTER, ATTENDEE],
    utc: ['20270601T090000Z', '20270601T100000Z'],
  },
  {
    file: 'goes-ahead-without-one-attendee',
    kind: 'attendee-taken-off',
    day: '2027-06-01',
    minute: 600,
    mode: 'phone',
    sequence: 5,
    to: [ATTENDEE],
    utc: ['20270601T090000Z', '20270601T100000Z'],
  },
  {
    file: 'cancelled',
    kind: 'booking-cancelled',
    day: '2027-06-01',
    minute: 600,
    mode: 'in-person',
    sequence: 5,
    to: [NEW_CONSULTANT, REQUESTER, ATTENDEE],
    utc: ['20270601T090000Z', '20270601T100000Z'],
  },
];

function inviteAt(start: Date, of: Pick<Golden, 'kind' | 'mode' | 'sequence' | 'to'>): CalendarInvite {
  const facts: MessageFacts = {
    code: 'B-7F3K2Q',
    start,
    end: new Date(start.getTime() + 3_600_000),
    mode: of.mode,
    serviceName: 'Practice consultations',
    link: 'https://consult.example.org/consultations/B-7F3K2Q',
  };
  const identity = {
    uid: calendarUid('0f0e0d0c-0b0a-4908-8706-050403020100', 'consult.example.org'),
    sequence: of.sequence,
    stampedAt: new Date(Date.UTC(2026, 10, 23, 9, of.sequence)),
    organizer: { name: 'Practice consultations', email: 'calendar@consult.example.org' },
  };
  return inviteFor(of.kind, facts, identity, of.to);
}

/** Properties of the only VEVENT as ical.js reads them. */
function byIcalJs(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent');
  const [event] = events;
  if (events.length !== 1 || !event) throw new Error('not one VEVENT');
  const { startDate, endDate, uid, sequence } = new ICAL.Event(event);
  return {
    start: startDate.toJSDate(),
    end: endDate.toJSDate(),
    uid,
    sequence,
    method: calendar.getFirstPropertyValue('method'),
    status: event.getFirstPropertyValue('status'),
    attendees: event.getAllProperties('attendee').map((property) => String(property.getFirstValue())),
    calendar,
    event,
  };
}

function byNodeIcal(text: string) {
  const parsed = nodeIcal.sync.parseICS(text);
  const events = Object.values(parsed).filter((part) => part?.type === 'VEVENT');
  const [event] = events;
  if (events.length !== 1 || event?.type !== 'VEVENT') throw new Error('not one VEVENT');
  return event;
}

describe('the calendar part of each event', () => {
  it('has a golden file for every kind that carries one', () => {
    expect(new Set(GOLDEN.map(({ kind }) => kind))).toEqual(new Set(MESSAGE_KINDS.filter(hasCalendarPart)));
  });

  it.each(GOLDEN)('$file: the very bytes of the golden file', async (golden) => {
    const text = toICalendar(inviteAt(wallTimeToInstant(golden.day, golden.minute, ZONE), golden));
    const expected = await readFile(new URL(`golden/${golden.file}.ics`, import.meta.url), 'utf8');
    expect(text).toBe(expected);
  });

  it.each(GOLDEN)('$file: two parsers read the same instants and people', (golden) => {
    const start = wallTimeToInstant(golden.day, golden.minute, ZONE);
    const invite = inviteAt(start, golden);
    const text = toICalendar(invite);
    expect(text).toContain(`\r\nDTSTART:${golden.utc[0]}\r\nDTEND:${golden.utc[1]}\r\n`);

    const one = byIcalJs(text);
    expect(one).toMatchObject({
      start,
      end: invite.end,
      uid: invite.uid,
      sequence: golden.sequence,
      method: invite.method,
      status: invite.status,
    });
    expect(one.attendees.map((address) => address.toLowerCase())).toEqual(
      golden.to.map(({ email }) => `mailto:${email}`),
    );

    const two = byNodeIcal(text);
    expect(two.start.getTime()).toBe(start.getTime());
    expect(two.end?.getTime()).toBe(invite.end.getTime());
    expect(two.uid).toBe(invite.uid);
    expect(two.method).toBe(invite.method);
    expect(Number(two.sequence)).toBe(golden.sequence);
  });
});

describe('time check values, whatever the zone of the machine', () => {
  it.each<[string, number, 'earlier' | 'later' | undefined, string]>([
    ['2026-12-01', 600, undefined, '20261201T100000Z'],
    ['2027-06-01', 600, undefined, '20270601T090000Z'],
    ['2027-10-31', 90, 'earlier', '20271031T003000Z'],
    ['2027-10-31', 90, 'later', '20271031T013000Z'],
    ['2027-12-31', 1410, undefined, '20271231T233000Z'],
  ])('%s at minute %d in London (%s) is %s', (day, minute, which, utc) => {
    const start = wallTimeToInstant(day, minute, ZONE, which);
    const text = toICalendar(
      inviteAt(start, { kind: 'booking-confirmed', mode: 'video', sequence: 1, to: [REQUESTER] }),
    );
    expect(text).toContain(`\r\nDTSTART:${utc}\r\n`);
    expect(byIcalJs(text).start).toEqual(start);
    expect(byNodeIcal(text).start.getTime()).toBe(start.getTime());
  });
});

describe('every calendar part', () => {
  const texts = GOLDEN.map((golden) => ({
    file: golden.file,
    kind: golden.kind,
    text: toICalendar(inviteAt(wallTimeToInstant(golden.day, golden.minute, ZONE), golden)),
  }));

  it.each(texts)('$file: no time zone, no alarm, private', ({ text }) => {
    expect(text).not.toMatch(/TZID|VTIMEZONE|X-WR-TIMEZONE|VALARM/);
    const { calendar, event } = byIcalJs(text);
    expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual(['vevent']);
    expect(event.getFirstPropertyValue('class')).toBe('PRIVATE');
    expect(calendar.getFirstPropertyValue('prodid')).toBe('-//Practice consultation//Calendar//EN');
  });

  it.each<[CalendarKind, string, string, string | null]>([
    ['offer-made', 'OPAQUE', 'TENTATIVE', 'TENTATIVE'],
    ['booking-confirmed', 'OPAQUE', 'BUSY', 'CONFIRMED'],
    ['booking-changed', 'OPAQUE', 'BUSY', 'CONFIRMED'],
    ['offer-closed', 'TRANSPARENT', 'FREE', 'CANCELLED'],
    ['booking-cancelled', 'TRANSPARENT', 'FREE', 'CANCELLED'],
    ['booking-moved-away', 'TRANSPARENT', 'FREE', null],
    ['attendee-taken-off', 'TRANSPARENT', 'FREE', null],
  ])('%s: TRANSP %s, busy status %s, STATUS %s', (kind, transparency, busyStatus, status) => {
    const { event } = byIcalJs(texts.find((text) => text.kind === kind)?.text ?? '');
    expect(event.getFirstPropertyValue('transp')).toBe(transparency);
    expect(event.getFirstPropertyValue('x-microsoft-cdo-busystatus')).toBe(busyStatus);
    expect(event.getFirstPropertyValue('status')).toBe(status);
  });

  it.each<[CalendarKind, InviteRecipient]>([
    ['booking-moved-away', CONSULTANT],
    ['attendee-taken-off', ATTENDEE],
  ])(
    '%s lists nobody but the one who is taken off, and does not call the booking cancelled',
    (of, { email }) => {
      const { text } = texts.find(({ kind }) => kind === of) ?? { text: '' };
      expect(text).toContain('METHOD:CANCEL');
      expect(text).not.toMatch(/^STATUS/m);
      expect(byIcalJs(text).attendees).toEqual([`MAILTO:${email}`]);
    },
  );

  it('asks for a reply where one is wanted, and only there', () => {
    const lines = (kind: CalendarKind) =>
      byIcalJs(texts.find((text) => text.kind === kind)?.text ?? '')
        .event.getAllProperties('attendee')
        .map((property) => [property.getParameter('partstat'), property.getParameter('rsvp')]);
    expect(lines('offer-made')).toEqual([['NEEDS-ACTION', 'TRUE']]);
    expect(lines('booking-confirmed')).toEqual([
      ['ACCEPTED', undefined],
      ['NEEDS-ACTION', 'TRUE'],
      ['NEEDS-ACTION', 'TRUE'],
    ]);
    expect(lines('booking-cancelled')).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it('ends every line with CR LF and folds at 75 octets, not characters, and loses nothing by it', () => {
    const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
    const plain = names.map((name) => `x${name.replace(/[\p{Cc}"\\]/gu, '')}`);
    fc.assert(
      fc.property(plain, fc.array(fc.constantFrom(...'éĀ日😀a,;:'), { maxLength: 80 }), (name, text) => {
        const start = new Date('2027-06-01T09:00:00Z');
        const invite = inviteAt(start, {
          kind: 'booking-confirmed',
          mode: 'video',
          sequence: 1,
          to: [REQUESTER],
        });
        const summary = text.join('');
        const written = toICalendar({ ...invite, summary, organizer: { ...invite.organizer, name } });
        const lines = written.split('\r\n');
        expect(lines.pop()).toBe('');
        for (const line of lines) {
          expect(line).not.toMatch(/[\r\n]/);
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        }
        expect(byIcalJs(written).event.getFirstPropertyValue('summary')).toBe(summary);
      }),
    );
  });

  it('is the same bytes for the same invite', () => {
    const invite = inviteAt(new Date('2027-06-01T09:00:00Z'), GOLDEN[0]!);
    expect(toICalendar(invite)).toBe(toICalendar({ ...invite, start: new Date(invite.start) }));
  });
});
