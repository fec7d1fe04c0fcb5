const zone = { timeZone: 'Europe/London' } as const;
const day = new Intl.DateTimeFormat('en-GB', {
  ...zone,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const shortDay = new Intl.DateTimeFormat('en-GB', {
  ...zone,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const clock = new Intl.DateTimeFormat('en-GB', { ...zone, hour: 'numeric', minute: '2-digit', hour12: true });

/** "10:00am", in UK time. */
export function ukClock(iso: string): string {
  return clock.format(new Date(iso)).replace(/\s/g, '').replace(/^0:/, '12:').toLowerCase();
}

/** "Tuesday 2 March 2027", in UK time. */
export function ukDay(iso: string): string {
  return day.format(new Date(iso)).replaceAll(',', '');
}

/** "2 Mar 2027, 10:00am", in UK time. */
export function ukShort(iso: string): string {
  return `${shortDay.format(new Date(iso))}, ${ukClock(iso)}`;
}

/** "Tuesday 2 March 2027, 10:00am to 11:00am", in UK time; both days when they differ. */
export function ukSpan(start: string, end: string | undefined): string {
  const from = `${ukDay(start)}, ${ukClock(start)}`;
  if (end === undefined) return from;
  return ukDay(start) === ukDay(end)
    ? `${from} to ${ukClock(end)}`
    : `${from} to ${ukDay(end)}, ${ukClock(end)}`;
}
