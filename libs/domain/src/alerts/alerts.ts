/** What a lead is told of without asking, in the order in which it is told. */
export const ALERT_KINDS = [
  'target-at-risk',
  'with-lead',
  'offer-unanswered',
  'action-overdue',
  'capacity-under-demand',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** One thing that needs a lead. The same two are the same alert for as long as it lasts. */
export interface Alert {
  kind: AlertKind;
  /** The consultation, offer, action or programme that it is about. */
  subjectId: string;
}

/** How many of each kind; no word of any case. */
export type AlertCounts = Readonly<Record<AlertKind, number>>;

export function countAlerts(alerts: readonly Alert[]): AlertCounts {
  const counts = Object.fromEntries(ALERT_KINDS.map((kind) => [kind, 0])) as Record<AlertKind, number>;
  for (const { kind } of alerts) counts[kind] += 1;
  return counts;
}

/**
 * What one person is to be told, given what they were told before: an alert once for as long as it lasts; one that has gone is
 * forgotten, so that it is new when it comes back.
 */
export function toTell<A extends Alert>(
  current: readonly A[],
  told: readonly Alert[],
): { fresh: A[]; gone: Alert[] } {
  const [known, standing] = [new Set(told.map(keyOf)), new Set(current.map(keyOf))];
  return {
    fresh: current.filter((alert) => !known.has(keyOf(alert))),
    gone: told.filter((alert) => !standing.has(keyOf(alert))),
  };
}

/** So many whole weeks one after the other have to show the same before it is more than a busy week. */
export const WEEKS_UNDER_DEMAND = 3;

/** Whether more was asked for than there were hours, in each of the last weeks. @param weeks whole weeks, oldest first */
export function capacityIsUnderDemand(
  weeks: readonly { requests: number; slotsPublished: number }[],
): boolean {
  const last = weeks.slice(-WEEKS_UNDER_DEMAND);
  return (
    last.length === WEEKS_UNDER_DEMAND &&
    last.every(({ requests, slotsPublished }) => requests > slotsPublished)
  );
}

function keyOf({ kind, subjectId }: Alert): string {
  return `${kind} ${subjectId}`;
}
