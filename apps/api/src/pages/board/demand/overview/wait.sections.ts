import { percentWords, PRIORITIES, type Priority } from '@case-consultation/domain';
import { type DemandFigures, type HeldFigure } from '@case-consultation/features';
import { PRIORITY_WORDS } from '../../../words/words.js';
import { several } from '../../parts/words.js';
import { barsChart } from '../charts/bars.chart.js';
import { type DemandSection } from './section.js';

interface Left {
  readonly title: string;
  readonly holds: (workingDaysLeft: number) => boolean;
}

const LEFT: readonly Left[] = [
  { title: 'Past their target', holds: (days) => days < 0 },
  { title: 'Target today', holds: (days) => days === 0 },
  { title: '1 or 2 working days left', holds: (days) => days >= 1 && days <= 2 },
  { title: '3 to 5 working days left', holds: (days) => days >= 3 && days <= 5 },
  { title: '6 or more working days left', holds: (days) => days >= 6 },
];

/** What waits at this moment, by priority and how near the target is. */
export function waitingSection({ waitingNow }: DemandFigures): DemandSection {
  const count = (holds: Left['holds'], priority: Priority | null): number =>
    waitingNow
      .filter((one) => holds(one.workingDaysLeft) && (priority === null || one.priority === priority))
      .reduce((sum, { n }) => sum + n, 0);
  const any = () => true;
  const all = count(any, null);
  const past = count((days) => days < 0, null);
  const near = count((days) => days >= 0 && days <= 2, null);
  return {
    name: 'waiting',
    title: 'Waiting now',
    sentence:
      all === 0
        ? 'Nothing waits at this moment.'
        : `${several(all, 'request')} ${all === 1 ? 'waits' : 'wait'} at this moment: ${past} past the target, ${near} with 2 working days or less to it.`,
    chart: barsChart({
      id: 'chart-waiting',
      says: 'Requests that wait now, by working days to their target and by priority',
      rows: LEFT.map(({ title, holds }) => ({
        label: title,
        values: PRIORITIES.map((priority) => count(holds, priority)),
      })),
      series: [
        { name: 'Priority 1', look: 'dark' },
        { name: 'Priority 2', look: 'hatched' },
        { name: 'Priority 3', look: 'light' },
      ],
      stacked: true,
    }),
    table: {
      headings: ['To the target', 'Priority 1', 'Priority 2', 'Priority 3', 'All'],
      rows: [
        ...LEFT.map(({ title, holds }) => [
          title,
          ...PRIORITIES.map((priority) => count(holds, priority)),
          count(holds, null),
        ]),
        ['All', ...PRIORITIES.map((priority) => count(any, priority)), all],
      ],
    },
    counted:
      'Whatever the period: what is submitted at this moment and has no confirmed time, so that it waits, is with the lead, or is offered. Working days are counted from today to the target, without today.',
  };
}

/** How much of what was held met its target. */
export function targetSection({ held }: DemandFigures): DemandSection {
  const all = ofAll(held);
  return {
    name: 'target',
    title: 'Targets met',
    sentence:
      all.held === 0
        ? 'No consultation was held.'
        : `${all.metTarget} of ${several(all.held, 'consultation')} held met ${all.held === 1 ? 'its' : 'their'} target: ${percentWords(all.metTarget, all.held)}.`,
    chart: barsChart({
      id: 'chart-target',
      says: 'Share of consultations that met their target, by priority',
      rows: held.map((one) => ({
        label: nameOf(one),
        values: [one.held === 0 ? null : one.metTarget / one.held],
        says: [
          one.held === 0
            ? 'none held'
            : `${percentWords(one.metTarget, one.held)} (${one.metTarget} of ${one.held})`,
        ],
      })),
      series: [{ name: 'Met', look: 'dark' }],
      stacked: false,
      full: 1,
    }),
    table: {
      headings: ['Priority', 'Held', 'Met their target', 'Share'],
      rows: held.map((one) => [
        nameOf(one),
        one.held,
        one.metTarget,
        one.held === 0 ? null : percentWords(one.metTarget, one.held),
      ]),
    },
    counted:
      'Consultations by the day on which they were held. The target is met when that day is the target or before it; the target is the one that holds now, should a lead have set another priority. What still waits is not in it: see “Waiting now”.',
  };
}

/** How long people waited. */
export function waitSection({ held }: DemandFigures): DemandSection {
  const all = ofAll(held);
  return {
    name: 'wait',
    title: 'How long people waited',
    sentence:
      all.medianWait === null || all.wait80 === null
        ? 'No consultation was held.'
        : `Of ${several(all.held, 'consultation')} held, half came within ${several(all.medianWait, 'working day')} of the request, and 8 in 10 within ${several(all.wait80, 'working day')}.`,
    chart: barsChart({
      id: 'chart-wait',
      says: 'Working days from request to consultation, by priority',
      rows: held.map((one) => ({
        label: `${nameOf(one)} (${one.held})`,
        values: [one.medianWait, one.wait80],
        says: [one.medianWait, one.wait80].map((days) => (days === null ? 'none held' : String(days))),
      })),
      series: [
        { name: 'Half within (median)', look: 'dark' },
        { name: '8 in 10 within', look: 'light' },
      ],
      stacked: false,
    }),
    table: {
      headings: ['Priority', 'Held', 'Half within (working days)', '8 in 10 within (working days)'],
      rows: held.map((one) => [nameOf(one), one.held, one.medianWait, one.wait80]),
    },
    counted:
      'Consultations by the day on which they were held. A wait is counted in working days from the day of the request, which is not counted, to that of the consultation. “Half within” is the median and “8 in 10 within” the 80th percentile, both by the nearest rank: a wait that somebody really had.',
  };
}

function ofAll(held: DemandFigures['held']): HeldFigure {
  const none = { priority: null, held: 0, metTarget: 0, medianWait: null, wait80: null };
  return held.find(({ priority }) => priority === null) ?? none;
}

function nameOf({ priority }: HeldFigure): string {
  return priority === null ? 'All priorities' : PRIORITY_WORDS[priority];
}
