import { ALERT_KINDS, type AlertKind } from '@case-consultation/domain';
import { type AlertsView as Alerts, type BoardSummary } from '@case-consultation/features';
import { countWords, sectionLinks, type SectionLink } from '../parts/sections.js';

interface AlertWords {
  readonly title: string;
  /** What it means, and what helps. */
  readonly next: string;
  readonly href: string;
  readonly link: string;
}

const ALERT_WORDS: Readonly<Record<AlertKind, AlertWords>> = {
  'target-at-risk': {
    title: 'Target at risk',
    next: 'Nothing is booked yet, and the day it should be held by is the next working day or has passed.',
    href: '/board',
    link: 'See the board',
  },
  'with-lead': {
    title: 'With the lead',
    next: 'Nobody fitted, or a lead took it over. Find who takes it, or turn it down.',
    href: '/board/with-lead?sort=target',
    link: 'See what is with the lead',
  },
  'offer-unanswered': {
    title: 'Offer not answered at half-time',
    next: 'The consultant has been reminded. If there is no answer, someone else is asked by itself.',
    href: '/board/offers',
    link: 'See the open offers',
  },
  'action-overdue': {
    title: 'Action overdue for a while',
    next: 'Its owner may need a hand.',
    href: '/board/actions',
    link: 'See the actions that are overdue',
  },
  'capacity-under-demand': {
    title: 'More asked for than there are hours',
    next: 'In each of the last three weeks there were more requests than hours to book.',
    href: '/board/demand',
    link: 'See demand and capacity',
  },
};

interface AlertLine extends AlertWords {
  readonly id: AlertKind;
  /** Null where there is nothing to count. */
  readonly count: string | null;
}

export interface AlertsView {
  readonly sections: readonly SectionLink[];
  readonly alerts: readonly AlertLine[];
}

/** Only what there is, in the order in which it is told. */
export function alertsView(summary: BoardSummary, { counts }: Alerts): AlertsView {
  return {
    sections: sectionLinks(summary, 'alerts'),
    alerts: ALERT_KINDS.filter((kind) => counts[kind].n > 0).map((kind) => ({
      id: kind,
      ...ALERT_WORDS[kind],
      count: kind === 'capacity-under-demand' ? null : countWords(counts[kind]),
    })),
  };
}
