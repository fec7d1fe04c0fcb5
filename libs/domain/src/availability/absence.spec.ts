import { noteAbsence } from './absence.js';
import { anAvailability } from './availability.builder.js';
import { leaveDays, wholeDays } from './leave.js';

const zone = 'Europe/London';
const TUESDAY = '2027-03-02';
const when = { today: TUESDAY, zone };

describe('somebody who is away between two days', () => {
  const leave = (id: string, from: string, until: string) => ({
    id,
    kind: 'leave' as const,
    ...wholeDays(from, until, zone),
  });

  it.each([
    ['has leave', [], [['2027-03-08', '2027-03-12']]],
    [
      'beside leave of theirs',
      [['2027-03-15', '2027-03-16']],
      [
        ['2027-03-08', '2027-03-12'],
        ['2027-03-15', '2027-03-16'],
      ],
    ],
    ['over the end of leave', [['2027-03-04', '2027-03-09']], [['2027-03-04', '2027-03-12']]],
    ['over the beginning of leave', [['2027-03-11', '2027-03-20']], [['2027-03-08', '2027-03-20']]],
    ['around leave', [['2027-03-09', '2027-03-10']], [['2027-03-08', '2027-03-12']]],
    [
      'between two leaves',
      [
        ['2027-03-05', '2027-03-07'],
        ['2027-03-13', '2027-03-14'],
      ],
      [['2027-03-05', '2027-03-14']],
    ],
  ])('%s', (_, before, after) => {
    const present = anAvailability({
      oneOff: before.map(([from = '', until = ''], n) => leave(`was-${n}`, from, until)),
    });
    const { next, change } = noteAbsence(present, 'new', { from: '2027-03-08', until: '2027-03-12' }, when);
    const days = next.oneOff.map((one) => leaveDays(one, zone)).map(({ from, until }) => [from, until]);
    expect(days.sort()).toEqual(after);
    expect(change).toEqual({ kind: 'leave-taken', from: '2027-03-08', until: '2027-03-12' });
  });

  it('has nothing noted twice, and keeps extra and blocked times', () => {
    const present = anAvailability({ oneOff: [leave('was', '2027-03-01', '2027-03-12')] });
    expect(noteAbsence(present, 'new', { from: '2027-03-08', until: '2027-03-12' }, when)).toEqual({
      next: present,
      change: null,
    });
    const blocked = { id: 'b', kind: 'blocked' as const, ...wholeDays('2027-03-09', '2027-03-09', zone) };
    const { next } = noteAbsence(
      anAvailability({ oneOff: [blocked] }),
      'new',
      { from: '2027-03-08', until: '2027-03-12' },
      when,
    );
    expect(next.oneOff).toContainEqual(blocked);
  });
});

describe('somebody who is away until further notice', () => {
  it.each([
    ['is paused', null, '2027-03-08'],
    ['not this week before, stays paused all the time', { from: TUESDAY, until: '2027-03-07' }, TUESDAY],
    ['with days between, is not asked on those', { from: TUESDAY, until: '2027-03-04' }, TUESDAY],
    [
      'with a pause that is long over, begins anew',
      { from: '2027-02-01', until: '2027-02-07' },
      '2027-03-08',
    ],
    ['with a pause set for later, is paused before it', { from: '2027-03-20', until: null }, '2027-03-08'],
    [
      'with a bounded pause set for later, is paused over it',
      { from: '2027-03-20', until: '2027-03-26' },
      '2027-03-08',
    ],
  ])('%s', (_, paused, from) => {
    const { next, change } = noteAbsence(
      anAvailability({ paused }),
      'new',
      { from: '2027-03-08', until: null },
      when,
    );
    expect(next.paused).toEqual({ from, until: null });
    expect(change).toEqual({ kind: 'paused', from: '2027-03-08', until: null });
  });

  it('is not paused twice', () => {
    const present = anAvailability({ paused: { from: TUESDAY, until: null } });
    expect(noteAbsence(present, 'new', { from: '2027-03-08', until: null }, when)).toEqual({
      next: present,
      change: null,
    });
  });
});
