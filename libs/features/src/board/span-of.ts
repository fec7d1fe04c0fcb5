import { dayNumber, fromEpochMinutes, localDay, type Period } from '@case-consultation/domain';

/** The first instant of these days in that zone, and the first one after them. */
export function spanOf({ first, last }: Period, zone: string): [Date, Date] {
  return [
    fromEpochMinutes(localDay(zone, dayNumber(first)).start),
    fromEpochMinutes(localDay(zone, dayNumber(last)).end),
  ];
}
