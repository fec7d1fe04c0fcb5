import { DECLINE_REASONS, NOT_HELD_REASONS, percentWords } from '@case-consultation/domain';
import { type DemandFigures } from '@case-consultation/features';
import { DECLINED_BECAUSE_WORDS, NOT_HELD_BECAUSE_WORDS } from '../../../words/words.js';
import { several } from '../../parts/words.js';
import { barsChart } from '../charts/bars.chart.js';
import { type DemandSection } from './section.js';

/** How offers ended. */
export function offersSection({ offers }: DemandFigures): DemandSection {
  const { accepted, declined, expired, conflict, withdrawn } = offers;
  const refused = DECLINE_REASONS.map((because) => declined[because]).reduce((sum, n) => sum + n, 0);
  const all = accepted + refused + expired + conflict + withdrawn;
  const rows: [string, number][] = [
    ['Accepted', accepted],
    ...DECLINE_REASONS.map((because): [string, number] => [
      `Declined: ${DECLINED_BECAUSE_WORDS[because]}`,
      declined[because],
    ]),
    ['Expired without an answer', expired],
    ['Conflict declared', conflict],
    ['Withdrawn', withdrawn],
  ];
  return {
    name: 'offers',
    title: 'How offers ended',
    sentence:
      all === 0
        ? 'No offer ended.'
        : `Of ${several(all, 'offer')} that ended, ${accepted} ${accepted === 1 ? 'was' : 'were'} accepted, ${refused} declined and ${expired} expired.`,
    chart: barsChart({
      id: 'chart-offers',
      says: 'Offers by how they ended',
      rows: rows.map(([label, n]) => ({ label, values: [n] })),
      series: [{ name: 'Offers', look: 'dark' }],
      stacked: false,
    }),
    table: {
      headings: ['How it ended', 'Offers', 'Share'],
      rows: [...rows, ['All', all] as [string, number]].map(([label, n]) => [
        label,
        n,
        all === 0 ? null : percentWords(n, all),
      ]),
    },
    counted:
      'Each offer on the day on which it was answered, ran out of time, or was withdrawn because the request was changed or ended. A request that was offered three times counts three times. Offers still open are not in it.',
  };
}

/** Conflicts that consultants declared. */
export function conflictsSection({ conflicts: { declared, reRouted } }: DemandFigures): DemandSection {
  return {
    name: 'conflicts',
    title: 'Conflicts',
    sentence:
      declared === 0
        ? 'No conflict was declared.'
        : `${several(declared, 'conflict')} ${declared === 1 ? 'was' : 'were'} declared, and ${reRouted} of ${declared} re-routed to somebody else.`,
    chart: null,
    table: {
      headings: ['Conflicts', 'How many'],
      rows: [
        ['Re-routed', reRouted],
        ['Not yet, or ended', declared - reRouted],
        ['All declared', declared],
      ],
    },
    counted:
      'On the day on which a consultant said that they have a conflict, before or after they accepted. Re-routed: somebody else was asked, or a lead took it, from then on. Why is never asked and not kept.',
  };
}

/** What did not take place. */
export function noShowsSection({ notHeld, held }: DemandFigures): DemandSection {
  const missed = NOT_HELD_REASONS.reduce((sum, because) => sum + notHeld[because], 0);
  const took = held.find(({ priority }) => priority === null)?.held ?? 0;
  return {
    name: 'no-shows',
    title: 'Did not take place',
    sentence:
      missed + took === 0
        ? 'No booking came to its time.'
        : `${missed} of ${several(missed + took, 'booking')} that came to ${missed + took === 1 ? 'its' : 'their'} time did not take place: ${percentWords(missed, missed + took)}.`,
    chart: null,
    table: {
      headings: ['Why', 'Bookings', 'Share'],
      rows: [
        ...NOT_HELD_REASONS.map((because) => [NOT_HELD_BECAUSE_WORDS[because], notHeld[because]] as const),
        ['Took place', took] as const,
        ['All', missed + took] as const,
      ].map(([label, n]) => [label, n, missed + took === 0 ? null : percentWords(n, missed + took)]),
    },
    counted:
      'What did not take place, on the day on which somebody said so; what did, on the day on which it was held. Bookings cancelled beforehand are in neither, nor are those of which nobody has said it yet.',
  };
}

/** Actions that are late. */
export function overdueSection({ overdue }: DemandFigures): DemandSection {
  const sum = (of: (row: DemandFigures['overdue'][number]) => number): number =>
    overdue.reduce((total, row) => total + of(row), 0);
  const longer = sum((row) => row.longer);
  const all = sum((row) => row.upToAWeek + row.upToAMonth) + longer;
  return {
    name: 'overdue',
    title: 'Actions overdue now',
    sentence:
      all === 0
        ? 'No action is overdue.'
        : `${several(all, 'action')} ${all === 1 ? 'is' : 'are'} overdue at this moment, ${longer} of them by more than 20 working days.`,
    chart: barsChart({
      id: 'chart-overdue',
      says: 'Overdue actions by the agency that is to act and by how late they are',
      rows: overdue.map((row) => ({
        label: row.agency,
        values: [row.upToAWeek, row.upToAMonth, row.longer],
      })),
      series: [
        { name: 'Up to 5 working days', look: 'light' },
        { name: '6 to 20', look: 'hatched' },
        { name: 'More than 20', look: 'dark' },
      ],
      stacked: true,
    }),
    table: {
      headings: ['Agency', 'Up to 5 working days', '6 to 20', 'More than 20', 'All'],
      rows: [
        ...overdue.map((row) => [
          row.agency,
          row.upToAWeek,
          row.upToAMonth,
          row.longer,
          row.upToAWeek + row.upToAMonth + row.longer,
        ]),
        ['All', sum((row) => row.upToAWeek), sum((row) => row.upToAMonth), longer, all],
      ],
    },
    counted:
      'Whatever the period: actions that are open at this moment and whose day has passed, by the agency that is to act.',
  };
}
