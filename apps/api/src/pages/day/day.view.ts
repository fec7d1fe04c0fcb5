import { formatDay, formatMinuteOfDay, minuteOfDay } from '@case-consultation/domain';
import { type HomeBooking, type HomeView } from '@case-consultation/features';
import {
  actionsToDo,
  bookingLine,
  type BookingLine,
  type ThingToDo,
  type TimeLeft,
  toAnswer,
  toFollowUp,
} from '../home/things-to-do.view.js';

export interface DayView {
  readonly date: string;
  readonly today: readonly BookingLine[];
  /** What is to be done, most pressing first: each part with its heading. */
  readonly parts: readonly {
    readonly title: string;
    readonly idPrefix: string;
    readonly items: readonly ThingToDo[];
  }[];
  readonly next: readonly BookingLine[];
  /** Whether there is more than is shown here. */
  readonly hasMore: boolean;
}

export function dayView(
  { today, actions, consultant }: HomeView,
  { zone, left }: { zone: string; left: TimeLeft },
): DayView {
  const bookings = consultant?.bookings.items ?? [];
  const parts = [
    { title: 'To answer', idPrefix: 'answer', items: consultant ? toAnswer(consultant, { zone, left }) : [] },
    { title: 'To write up', idPrefix: 'follow-up', items: consultant ? toFollowUp(consultant, zone) : [] },
    { title: 'Actions you own', idPrefix: 'actions', items: actionsToDo(actions.items) },
  ];
  const shown: { more: boolean }[] = [
    actions,
    ...(consultant ? Object.values<{ more: boolean }>({ ...consultant }) : []),
  ];
  return {
    date: formatDay(today),
    today: bookings.filter(({ isToday }) => isToday).map((booking) => todayLine(booking, zone)),
    parts: parts.filter(({ items }) => items.length > 0),
    next: bookings.filter(({ isToday }) => !isToday).map((booking) => bookingLine(booking, zone)),
    hasMore: shown.some(({ more }) => more),
  };
}

/** On the day itself the times are enough. */
function todayLine(booking: HomeBooking, zone: string): BookingLine {
  const time = (at: Date) => formatMinuteOfDay(minuteOfDay(at, zone));
  return { ...bookingLine(booking, zone), when: `${time(booking.startsAt)} to ${time(booking.endsAt)}` };
}
