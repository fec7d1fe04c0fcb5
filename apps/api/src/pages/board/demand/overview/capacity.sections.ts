import { percentWords } from '@case-consultation/domain';
import { type DemandFigures } from '@case-consultation/features';
import { several, shortDay } from '../../parts/words.js';
import { barsChart } from '../charts/bars.chart.js';
import { columnsChart } from '../charts/columns.chart.js';
import { type DemandSection } from './section.js';

const FOR_EVERYBODY = 'A filter changes nothing here: slots are for everybody.';
const A_SLOT =
  'Slots are the consultations that could have been held in the hours consultants gave, one after another with the buffer between, up to their weekly cap; leave, blocked time, pauses, days without sign-off, bank holidays and closure days are taken off.';

/** What was offered of consultants' time, and what came of it. */
export function slotsSection({ weeks }: DemandFigures): DemandSection {
  const sums = sumOf(weeks);
  return {
    name: 'slots',
    title: 'Slots offered, used and unused',
    sentence:
      sums.published === 0
        ? `No slot was offered; ${several(sums.used, 'consultation')} ${sums.used === 1 ? 'is' : 'are'} booked.`
        : `${several(sums.published, 'slot')} ${sums.published === 1 ? 'was' : 'were'} offered, ${sums.used} used and ${sums.unused} (${percentWords(sums.unused, sums.published)}) not used.`,
    chart: columnsChart({
      id: 'chart-slots',
      says: 'Slots used and not used in each week',
      columns: weeks.map((week) => ({
        label: shortDay(week.first),
        values: [week.slotsUsed, week.slotsUnused],
      })),
      series: [
        { name: 'Used', look: 'dark' },
        { name: 'Not used', look: 'light' },
      ],
    }),
    table: {
      headings: ['From', 'To', 'Offered', 'Used', 'Not used'],
      rows: [
        ...weeks.map((week) => [
          { day: week.first },
          { day: week.last },
          week.slotsPublished,
          week.slotsUsed,
          week.slotsUnused,
        ]),
        ['All', null, sums.published, sums.used, sums.unused],
      ],
    },
    counted: `${A_SLOT} Used are confirmed bookings, by the day on which they begin; what was cancelled or did not take place is not among them. A lead or a consultant may have agreed to a time beside their hours, so used and not used can be more than offered. ${FOR_EVERYBODY}`,
  };
}

/** Requests against slots. */
export function loadSection({ weeks }: DemandFigures): DemandSection {
  const { published, requests } = sumOf(weeks);
  const over = weeks.filter((week) => week.allRequests > week.slotsPublished).length;
  const ofSlots = (asked: number, slots: number): string | null =>
    slots === 0 ? null : `${Math.round((asked / slots) * 100)}%`;
  return {
    name: 'load',
    title: 'Load against capacity',
    sentence: `${several(requests, 'request')} came to ${several(published, 'slot')}${published === 0 ? '' : `: ${ofSlots(requests, published)} of capacity`}. In ${over} of ${several(weeks.length, 'week')} there were more requests than slots.`,
    chart: columnsChart({
      id: 'chart-load',
      says: 'Requests in each week against the slots offered in it',
      columns: weeks.map((week) => ({ label: shortDay(week.first), values: [week.allRequests] })),
      series: [{ name: 'Requests', look: 'dark' }],
      line: { name: 'Slots offered', values: weeks.map((week) => week.slotsPublished) },
    }),
    table: {
      headings: ['From', 'To', 'Requests', 'Slots offered', 'Requests of slots'],
      rows: [
        ...weeks.map((week) => [
          { day: week.first },
          { day: week.last },
          week.allRequests,
          week.slotsPublished,
          ofSlots(week.allRequests, week.slotsPublished),
        ]),
        ['All', null, requests, published, ofSlots(requests, published)],
      ],
    },
    counted: `Requests by the day on which they were submitted, slots by the day of the slot. ${A_SLOT} ${FOR_EVERYBODY}`,
  };
}

/** How the work is shared, for leads alone; by name, so that it is no ranking. */
export function sharesSection({ shares }: DemandFigures): DemandSection {
  const booked = shares.reduce((sum, one) => sum + one.booked, 0);
  const slots = shares.reduce((sum, one) => sum + one.slotsPublished, 0);
  const share = (n: number, of: number): number | null => (of === 0 ? null : n / of);
  const words = (n: number, of: number): string => (of === 0 ? 'none' : `${percentWords(n, of)} (${n})`);
  return {
    name: 'shares',
    title: 'Each consultant’s share',
    sentence: `${several(booked, 'booking')} ${booked === 1 ? 'is' : 'are'} shared among ${several(shares.filter((one) => one.booked > 0).length, 'consultant')} of ${shares.length}. Beside each share stands the share of the slots they offered.`,
    chart: barsChart({
      id: 'chart-shares',
      says: 'Each consultant’s share of bookings beside their share of slots',
      rows: shares.map((one) => ({
        label: one.name,
        values: [share(one.booked, booked), share(one.slotsPublished, slots)],
        says: [words(one.booked, booked), words(one.slotsPublished, slots)],
      })),
      series: [
        { name: 'Of bookings', look: 'dark' },
        { name: 'Of slots offered', look: 'light' },
      ],
      stacked: false,
    }),
    table: {
      headings: ['Consultant', 'Bookings', 'Share of bookings', 'Slots offered', 'Share of slots'],
      rows: shares.map((one) => [
        one.active ? one.name : `${one.name} (no longer consults)`,
        one.booked,
        booked === 0 ? null : percentWords(one.booked, booked),
        one.slotsPublished,
        slots === 0 ? null : percentWords(one.slotsPublished, slots),
      ]),
    },
    counted: `By name. Bookings are confirmed ones, by the day on which they begin and whose they are now. ${A_SLOT} Somebody who no longer consults offered slots until their last booking. Only leads see this. ${FOR_EVERYBODY}`,
  };
}

function sumOf(weeks: DemandFigures['weeks']) {
  const sum = (of: (week: DemandFigures['weeks'][number]) => number): number =>
    weeks.reduce((total, week) => total + of(week), 0);
  return {
    requests: sum((week) => week.allRequests),
    published: sum((week) => week.slotsPublished),
    used: sum((week) => week.slotsUsed),
    unused: sum((week) => week.slotsUnused),
  };
}
