import { type AvailabilityChange, mayFreeTime } from './availability.js';
import { anAvailability } from './availability.builder.js';

const days = { from: '2027-03-02', until: '2027-03-05' };
const hour = { startsAt: '2027-03-02T10:00:00Z', endsAt: '2027-03-02T11:00:00Z' };
const { preferences } = anAvailability();

describe('what a consultant says of their time', () => {
  it.each<[AvailabilityChange, boolean]>([
    [{ kind: 'hours-changed', ...days, hours: [] }, true],
    [{ kind: 'time-added', time: 'extra', ...hour }, true],
    [{ kind: 'time-added', time: 'blocked', ...hour }, false],
    [{ kind: 'time-removed', time: 'extra', ...hour }, false],
    [{ kind: 'time-removed', time: 'blocked', ...hour }, true],
    [{ kind: 'leave-taken', ...days }, false],
    [{ kind: 'leave-taken-back', ...days }, true],
    [{ kind: 'paused', ...days }, false],
    [{ kind: 'resumed', ...days }, true],
    [{ kind: 'preferences-changed', before: preferences, after: { ...preferences, weeklyCap: 4 } }, true],
    [{ kind: 'never-match-changed', added: ['pia'], removed: [] }, false],
    [{ kind: 'never-match-changed', added: [], removed: ['pia'] }, true],
  ])('may free time: %j: %s', (change, may) => {
    expect(mayFreeTime(change)).toBe(may);
  });
});
