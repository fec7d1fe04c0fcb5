import { DEFAULT_SETTINGS } from '../programme/settings.js';
import { makeWorkingCalendar } from '../time/working-days.js';
import { epochMinutes } from '../time/zone.js';
import {
  collisionsWithClosing,
  collisionsWithSignOff,
  mayEndConsulting,
  type MayConsult,
} from './collisions-by-lead.js';
import { type HeldSpan } from './collisions.js';

const moment = { now: epochMinutes(new Date('2027-07-06T09:30:00Z')), zone: 'Europe/London' };
const held = (start: string, status: HeldSpan['status'] = 'confirmed'): HeldSpan => {
  const from = epochMinutes(new Date(start));
  return { start: from, sessionEnds: from + 60, freeAgain: from + 75, status };
};
const over = held('2027-07-06T08:00:00Z');
const goingOn = held('2027-07-06T09:00:00Z');
const offer = held('2027-07-13T10:00:00Z', 'tentative');
const saturday = held('2027-07-17T10:00:00Z');
/** Half past eleven at night by UTC, the next day in London. */
const byNight = held('2027-07-20T23:30:00Z');
const HELD = [byNight, saturday, offer, goingOn, over];

describe('what collides with closing days', () => {
  const calendar = (...closureDays: string[]) => makeWorkingCalendar({ ...DEFAULT_SETTINGS, closureDays });
  const found = (before: string[], after: string[]) =>
    collisionsWithClosing(calendar(...before), calendar(...after), HELD, moment);

  it.each<[string, string[], string[], HeldSpan[]]>([
    ['nothing, when nothing is held on them', [], ['2027-07-14'], []],
    ['an offer and a booking alike, in order of time', [], ['2027-07-17', '2027-07-13'], [offer, saturday]],
    ['what goes on, not what is over', [], ['2027-07-06'], [goingOn]],
    ['what lies on a day by the clocks of the programme', [], ['2027-07-20', '2027-07-21'], [byNight]],
    ['not what was on a closure day already', ['2027-07-13'], ['2027-07-13', '2027-07-17'], [saturday]],
    ['nothing, when a day is opened', ['2027-07-13', '2027-07-17'], [], []],
  ])('is %s', (_, before, after, expected) => {
    expect(found(before, after)).toEqual(expected.map((one) => ({ held: one, reasons: ['closed'] })));
  });

  it('is nothing on a bank holiday, which was closed before', () => {
    const boxingDay = [held('2027-12-28T10:00:00Z')];
    expect(collisionsWithClosing(calendar(), calendar('2027-12-28'), boxingDay, moment)).toEqual([]);
    const weekend = [held('2027-12-26T10:00:00Z')];
    expect(collisionsWithClosing(calendar(), calendar('2027-12-26'), weekend, moment)).toHaveLength(1);
  });
});

describe('what collides with the end of somebody’s consulting', () => {
  const champion: MayConsult = { roles: ['champion'], signedOffFrom: '2027-01-01', signedOffUntil: null };
  const until = (signedOffUntil: string): MayConsult => ({ ...champion, signedOffUntil });
  const from = (signedOffFrom: string): MayConsult => ({ ...champion, signedOffFrom });
  const left: MayConsult = { ...champion, roles: ['practitioner'] };

  it.each<[string, MayConsult, MayConsult, HeldSpan[], string]>([
    ['nothing, when nothing changes', champion, champion, [], ''],
    ['what lies after a last day', champion, until('2027-07-16'), [saturday, byNight], 'not-signed-off'],
    ['nothing on the last day itself, by the clocks of the programme', champion, until('2027-07-21'), [], ''],
    ['what lies before a first day', champion, from('2027-07-17'), [goingOn, offer], 'not-signed-off'],
    ['nothing, when the last day is put off', until('2027-07-16'), until('2027-12-31'), [], ''],
    ['not what lay outside before', until('2027-07-16'), until('2027-07-12'), [offer], 'not-signed-off'],
    [
      'all that is not over, when the role goes',
      champion,
      left,
      [goingOn, offer, saturday, byNight],
      'no-consultant',
    ],
    [
      'nothing, when one role that consults takes the place of another',
      champion,
      { ...champion, roles: ['lead'] },
      [],
      '',
    ],
    ['nothing, of who did not consult before', left, { ...left, signedOffUntil: '2027-02-01' }, [], ''],
  ])('is %s', (_, before, after, expected, reason) => {
    expect(collisionsWithSignOff(before, after, HELD, moment)).toEqual(
      expected.map((one) => ({ held: one, reasons: [reason] })),
    );
    if (expected.length > 0) expect(mayEndConsulting(before, after)).toBe(true);
  });

  it('need not be looked for when neither the role nor the days change', () => {
    expect(mayEndConsulting(champion, { ...champion, roles: ['champion', 'steering'] })).toBe(false);
    expect(mayEndConsulting(left, { ...left, signedOffFrom: null })).toBe(false);
  });
});
