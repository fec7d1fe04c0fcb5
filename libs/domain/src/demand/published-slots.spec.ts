import { type ConsultantTime } from '../availability/consultant-time.js';
import { localDay } from '../time/local-day.js';
import { dayNumber } from '../time/day.js';
import { publishedSlots } from './published-slots.js';

const ZONE = 'Europe/London';

function weekOf(monday: string) {
  const number = dayNumber(monday);
  return { from: localDay(ZONE, number).start, to: localDay(ZONE, number + 7).start };
}

function aConsultant(given: Partial<ConsultantTime> = {}): ConsultantTime {
  return {
    consultantId: 'c',
    // Tuesdays and Thursdays, ten to one.
    weeklyHours: [2, 4].map((weekday) => ({
      weekday,
      startMinute: 600,
      endMinute: 780,
      effectiveFrom: '2020-01-01',
      effectiveUntil: null,
    })),
    extra: [],
    blocked: [],
    leave: [],
    busy: [],
    held: [],
    sessionMinutes: 60,
    bufferAfterMinutes: 15,
    startStepMinutes: 30,
    weeklyCap: 20,
    ...given,
  };
}

const [FIRST, SECOND] = [weekOf('2027-03-01'), weekOf('2027-03-08')];
const TUESDAY_TEN = FIRST.from + 24 * 60 + 600;

describe('the slots that a consultant publishes', () => {
  it.each<[string, Partial<ConsultantTime>, number[]]>([
    // 10:00 and 11:30 fit; a third at 13:00 does not.
    ['two in each of two mornings', {}, [4, 4]],
    ['three without a buffer', { bufferAfterMinutes: 0 }, [6, 6]],
    ['no more than the cap', { weeklyCap: 3 }, [3, 3]],
    ['none with a cap of 0', { weeklyCap: 0 }, [0, 0]],
    ['none without hours', { weeklyHours: [] }, [0, 0]],
    ['fewer on leave', { leave: [{ from: FIRST.from, to: FIRST.from + 3 * 24 * 60 }] }, [2, 4]],
    [
      'what is left beside a blocked hour',
      { blocked: [{ from: TUESDAY_TEN, to: TUESDAY_TEN + 60 }] },
      [3, 4],
    ],
    ['more with extra time', { extra: [{ from: TUESDAY_TEN + 240, to: TUESDAY_TEN + 300 }] }, [5, 4]],
    ['as many however much is booked', { held: [{ from: TUESDAY_TEN, to: TUESDAY_TEN + 75 }] }, [4, 4]],
  ])('%s', (_name, given, slots) => {
    expect(publishedSlots(aConsultant(given), [FIRST, SECOND], ZONE)).toEqual(slots);
  });

  it('counts only what lies in the weeks asked about, clock change or not', () => {
    expect(publishedSlots(aConsultant(), [SECOND], ZONE)).toEqual([4]);
    expect(publishedSlots(aConsultant(), [weekOf('2027-03-22'), weekOf('2027-03-29')], ZONE)).toEqual([4, 4]);
    expect(publishedSlots(aConsultant(), [], ZONE)).toEqual([]);
  });
});
