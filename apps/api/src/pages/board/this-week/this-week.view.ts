import {
  addDays,
  dayOf,
  formatDay,
  formatMinuteOfDay,
  minuteOfDay,
  mondayOf,
} from '@case-consultation/domain';
import { type WeekItem, type WeekOrder } from '@case-consultation/features';
import { isAfterTarget } from '../../asking/times/times.view.js';
import { AFTER_TARGET_TAG, STATUS_TAGS, STATUS_WORDS } from '../../words/words.js';
import { askerCell, caseCell, type Place } from '../parts/cells.js';
import { ALL_FILTERS, type Cell, type ListTold, type ListView, type Tag } from '../parts/list.view.js';
import { addressOf, type ListWish } from '../parts/list-wish.js';

const ATTENDANCE_OWED: Tag = { text: 'Was it held?', classes: 'govuk-tag--yellow' };

export const thisWeekList = (place: Place): ListTold<WeekOrder, WeekItem> => ({
  section: 'this-week',
  title: 'This week',
  intro: 'What is booked or took place from Monday to Sunday.',
  orders: ['time', 'consultant'],
  filters: ALL_FILTERS,
  columns: [
    { heading: 'When', order: 'time' },
    { heading: 'Consultation' },
    { heading: 'Consultant', order: 'consultant' },
    { heading: 'Who asked' },
    { heading: 'Where it stands' },
  ],
  cells: (item) => [
    whenCell(item, place),
    caseCell(item),
    { text: item.consultant.name },
    askerCell(item),
    { tags: weekTags(item, place) },
  ],
  empty: 'Nothing is booked in this week.',
});

function whenCell({ startsAt, endsAt }: WeekItem, { zone, today }: Place): Cell {
  const day = dayOf(startsAt, zone);
  const at = (instant: Date) => formatMinuteOfDay(minuteOfDay(instant, zone));
  return {
    text: formatDay(day),
    tags: day === today ? [{ text: 'Today', classes: 'govuk-tag--green' }] : [],
    notes: [`${at(startsAt)} to ${at(endsAt)}`],
  };
}

/** Where it stands, and whether it comes after its target. */
export function weekTags(item: WeekItem, { zone }: Place): Tag[] {
  const { status, attendanceOwed, startsAt, targetOn } = item;
  const stands = attendanceOwed
    ? ATTENDANCE_OWED
    : { text: STATUS_WORDS[status], classes: STATUS_TAGS[status] };
  return isAfterTarget(startsAt, targetOn, zone) ? [stands, AFTER_TARGET_TAG] : [stands];
}

interface WeekShown {
  readonly week: string;
  readonly earlierHref: string;
  readonly laterHref: string;
  /** Null when it is this week that is shown. */
  readonly thisHref: string | null;
}

/** The week that is shown, and the ways to those beside it. */
export function weekView(wish: ListWish<WeekOrder>, { today }: Place): Partial<ListView> & WeekShown {
  const monday = mondayOf(wish.week ?? today);
  const isThis = monday === mondayOf(today);
  const to = (week: string | null): string => addressOf({ ...wish, week });
  const beside = (days: number): string => {
    const week = addDays(monday, days);
    return to(week === mondayOf(today) ? null : week);
  };
  return {
    title: isThis ? 'This week' : `Week of ${formatDay(monday)}`,
    week: `${formatDay(monday)} to ${formatDay(addDays(monday, 6))}`,
    earlierHref: beside(-7),
    laterHref: beside(7),
    thisHref: isThis ? null : to(null),
  };
}
