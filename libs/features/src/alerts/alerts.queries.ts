import { Injectable } from '@nestjs/common';
import {
  type Actor,
  type Alert,
  type AlertKind,
  ALERT_KINDS,
  capacityIsUnderDemand,
  countAlerts,
  dayOf,
  DomainError,
  isLead,
  theService,
  WEEKS_UNDER_DEMAND,
} from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { type Count, MOST_COUNTED } from '../board/board-summary.js';
import { DemandQueries } from '../insight/demand.queries.js';
import { Programmes } from '../programme/programmes.service.js';
import { Underway } from '../underway.js';
import { type AlertRow, currentAlerts } from './current-alerts.js';

/** What needs a lead, by kind; never what this lead is locked out of. */
export interface AlertsView {
  counts: Readonly<Record<AlertKind, Count>>;
  /** All of them together. */
  total: Count;
}

/** What needs a lead without their asking for it. */
@Injectable()
export class AlertQueries {
  private readonly underway = new Underway<Alert[]>();

  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly demand: DemandQueries,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-your-task` for anybody but a lead */
  async now(actor: Actor): Promise<AlertsView> {
    if (!isLead(actor)) throw new DomainError('not-your-task', 'Only the lead can see what needs the lead.');
    const counts = countAlerts([
      ...(await this.current(actor)),
      ...(await this.ofCapacity(actor.programmeId)),
    ]);
    const count = (n: number): Count => ({ n: Math.min(n, MOST_COUNTED), more: n > MOST_COUNTED });
    return {
      counts: Object.fromEntries(
        ALERT_KINDS.map((kind) => [kind, count(counts[kind])]),
      ) as AlertsView['counts'],
      total: count(Object.values(counts).reduce((sum, n) => sum + n, 0)),
    };
  }

  /** Those about single consultations, as this lead may see them. */
  async current(actor: Actor): Promise<AlertRow[]> {
    const { settings, calendar } = await this.programmes.of(actor.programmeId);
    const now = this.clock.now();
    const soon = calendar.addWorkingDays(dayOf(now, settings.zone), 1);
    const [rows] = await this.database.atOnce(actor, currentAlerts(actor, now, soon));
    return rows as AlertRow[];
  }

  /** The one about the programme itself, if three whole weeks have shown more demand than hours. */
  ofCapacity(programmeId: string): Promise<Alert[]> {
    return this.underway.of(programmeId, async () => {
      const weeks = await this.demand.weekly(theService(programmeId), { weeks: WEEKS_UNDER_DEMAND });
      return capacityIsUnderDemand(weeks) ? [{ kind: 'capacity-under-demand', subjectId: programmeId }] : [];
    });
  }
}
