import { codeOf, refusalOf } from '../refusal.js';
import { attendeesGiven, changeAttendees } from './attendees.js';
import { aConsultation, MOMENTS, PEOPLE } from './consultation.builder.js';
import { STATUSES } from './consultation.js';

const ANN = 'ann@elmbrook.example.org';
const BOB = 'bob@elmbrook.example.org';
const settings = { allowedMailDomains: ['elmbrook.example.org'] };
const change = (before: string[], after: string[], status: (typeof STATUSES)[number] = 'booked') =>
  changeAttendees(aConsultation({ status }), { before, after }, PEOPLE.requester, MOMENTS.answeredAt);

describe('other people who come along', () => {
  it('can be changed from submission until it begins', () => {
    const may = STATUSES.filter((status) => codeOf(() => change([], [ANN], status)) === null);
    expect(may).toEqual(['waiting', 'offered', 'booked', 'with_lead']);
    const booked = aConsultation({ status: 'booked' });
    const lists = { before: [], after: [ANN] };
    const at = (now: Date) => codeOf(() => changeAttendees(booked, lists, PEOPLE.requester, now));
    expect(at(new Date(MOMENTS.startsAt.getTime() - 1))).toBeNull();
    expect(at(MOMENTS.startsAt)).toBe('wrong-state');
  });

  it('raise the sequence of a booking, and of nothing else', () => {
    const before = aConsultation({ status: 'booked' }).booking;
    const { consultation, events } = change([ANN], [BOB]);
    expect(consultation.booking).toEqual({ ...before, sequence: (before?.sequence ?? 0) + 1 });
    expect(events).toEqual([
      { type: 'attendees-changed', booking: consultation.booking, added: [BOB], removed: [ANN] },
    ]);
    const offered = change([], [ANN], 'offered');
    expect(offered.events).toEqual([{ type: 'attendees-changed', booking: null, added: [ANN], removed: [] }]);
    expect(offered.consultation).toEqual(aConsultation({ status: 'offered' }));
  });

  it('are nothing to tell when they stay the same', () => {
    expect(change([ANN, BOB], [BOB, ANN]).events).toEqual([]);
  });
});

describe('a list of them', () => {
  it('is kept in lower case without spaces around', () => {
    expect(attendeesGiven([' Ann@Elmbrook.example.org '], [], settings)).toEqual([ANN]);
  });

  it.each([
    [['ann@elsewhere.example.org'], [], 'email-not-allowed', 'attendees/0'],
    [[ANN, 'not an address'], [], 'email-not-allowed', 'attendees/1'],
    [[ANN, ANN], [ANN], 'invalid-input', 'attendees/1'],
    [Array.from({ length: 11 }, (_, i) => `a${i}@elmbrook.example.org`), [], 'invalid-input', 'attendees'],
  ] as const)('%o after %o is refused: %s at %s', (given, before, code, field) => {
    expect(refusalOf(() => attendeesGiven(given, before, settings))).toMatchObject({ code, field });
  });

  it('may keep who came already, whatever became of the allowed domains', () => {
    const old = 'cal@left.example.org';
    expect(attendeesGiven([old, ANN], [old], settings)).toEqual([old, ANN]);
  });
});
