import { dayOf } from '@case-consultation/domain';
import { type Row } from '@case-consultation/database';
import { openOffers, type OfferView } from '../offers/offer.queries.js';
import { type Page, pageOf } from '../paging.js';
import {
  attendanceToSayOf,
  bookingsOf,
  conflictChecksOf,
  type HomeFacts,
  type HomeStatement,
  recordsToWriteOf,
} from './home.statements.js';
import { type ConsultantHome, type HomeBooking } from './home.view.js';

/** What is with a consultant now: the statements that read it, for `consultantHome`. */
export function consultantStatements(facts: HomeFacts): HomeStatement[] {
  return [
    openOffers(facts.actor, { limit: facts.limit, after: null }),
    bookingsOf(facts),
    conflictChecksOf(facts),
    attendanceToSayOf(facts),
    recordsToWriteOf(facts),
  ];
}

/** @param rows of `consultantStatements`, in their order @param shown one less than was asked for */
export function consultantHome(
  rows: readonly Row[][],
  { zone, today, shown }: { zone: string; today: string; shown: number },
): ConsultantHome {
  const [offers, bookings, conflictChecks, attendance, records] = rows;
  const asIs = <T>(of: readonly Row[] | undefined): Page<T> => pageOf((of ?? []) as T[], shown);
  return {
    offers: asIs<OfferView>(offers),
    bookings: bookingsFrom(bookings, { zone, today, shown }),
    conflictChecks: asIs(conflictChecks),
    attendanceToSay: asIs(attendance),
    recordsToWrite: asIs(records),
  };
}

interface BookingRow extends Row {
  code: string;
  starts_at: Date;
  ends_at: Date;
  mode: HomeBooking['mode'];
  agency: string | null;
  checked: boolean;
}

/** A page of bookings from the rows of `bookingsOf`. */
export function bookingsFrom(
  rows: readonly Row[] | undefined,
  { zone, today, shown }: { zone: string; today: string; shown: number },
): Page<HomeBooking> {
  const bookings = ((rows ?? []) as BookingRow[]).map((row) => ({
    code: row.code,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    isToday: dayOf(row.starts_at, zone) === today,
    mode: row.mode,
    agency: row.agency,
    conflictChecked: row.checked,
  }));
  return pageOf(bookings, shown);
}
