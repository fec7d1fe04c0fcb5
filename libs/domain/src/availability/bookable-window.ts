import { type ProgrammeSettings } from '../programme/settings.js';
import { localDay } from '../time/local-day.js';
import { type WorkingCalendar } from '../time/working-days.js';
import { fromEpochMinutes, localDayAt } from '../time/zone.js';
import { type EpochMinute, type Interval } from './intervals.js';

/**
 * The starts that notice and horizon allow. Notice is counted in working time: one working day from Friday
 * 4pm ends on Monday 4pm, and from a Saturday at the end of Monday. The horizon runs to the end of its last
 * local day.
 */
export function bookableWindow(
  now: EpochMinute,
  settings: Pick<ProgrammeSettings, 'workingDay' | 'noticeWorkingDays' | 'horizonWeeks'>,
  calendar: Pick<WorkingCalendar, 'zone' | 'addWorkingMinutes'>,
): Interval {
  const { workingDay, noticeWorkingDays, horizonWeeks } = settings;
  const notice = noticeWorkingDays * (workingDay.endMinute - workingDay.startMinute);
  const noticeEnds = calendar.addWorkingMinutes(fromEpochMinutes(now), notice);
  const lastDay = localDayAt(now, calendar.zone).number + horizonWeeks * 7;
  return { from: Math.ceil(noticeEnds.getTime() / 60_000), to: localDay(calendar.zone, lastDay).end };
}
