import { Injectable } from '@nestjs/common';
import {
  type Actor,
  checkComplete,
  dayOf,
  feedbackAskedSince,
  isConsultant,
  safetyGateDecision,
  stepsMissing,
} from '@case-consultation/domain';
import { Database, type Row } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { formFrom } from '../case-text/form-rows.js';
import { consultantHome, consultantStatements } from './consultant-home.js';
import { type Page, pageOf } from '../paging.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import {
  actionsOf,
  draftsOf,
  feedbackToGiveOf,
  type HomeFacts,
  recordsToAgreeOf,
  requestsOf,
  reviewsDueOf,
} from './home.statements.js';
import {
  type ConsultantHome,
  type HomeDraft,
  type HomeRequest,
  type HomeView,
  type PractitionerHome,
} from './home.view.js';

/** So many of each kind are shown; the lists behind them are paged. */
const SHOWN = 10;

/** "What needs me now?", in one round trip, whatever somebody's roles are. */
@Injectable()
export class HomeQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor): Promise<HomeView> {
    const programme = await this.programmes.of(actor.programmeId);
    const now = this.clock.now();
    const today = dayOf(now, programme.settings.zone);
    const facts: HomeFacts = {
      actor,
      now,
      today,
      feedbackSince: feedbackAskedSince(now),
      limit: SHOWN + 1,
      after: null,
    };
    const [actions, drafts, requests, records, reviews, feedback, ...asConsultant] =
      await this.database.atOnce(
        actor,
        actionsOf(facts),
        draftsOf(facts),
        requestsOf(facts),
        recordsToAgreeOf(facts),
        reviewsDueOf(facts),
        feedbackToGiveOf(facts),
        ...consultantStatements(facts),
      );
    const practitioner: PractitionerHome = {
      drafts: pageOf(
        (drafts ?? []).map((row) => draftOf(row as DraftRow, programme, today)),
        SHOWN,
      ),
      requests: pageOf(
        (requests ?? []).map((row) => requestOf(row as RequestRow)),
        SHOWN,
      ),
      recordsToAgree: asIs(records),
      reviewsDue: asIs(reviews),
      feedbackToGive: asIs(feedback),
    };
    const consultant = consultantHome(asConsultant, {
      zone: programme.settings.zone,
      today,
      shown: SHOWN,
    });
    return {
      today,
      actions: asIs(actions),
      practitioner: actor.roles.includes('practitioner') || hasAny(practitioner) ? practitioner : null,
      consultant: isConsultant(actor) || hasAny(consultant) ? consultant : null,
    };
  }
}

/** Rows that were selected in the shape in which they are shown. */
function asIs<T>(rows: readonly Row[] | undefined): Page<T> {
  return pageOf((rows ?? []) as T[], SHOWN);
}

function hasAny(home: PractitionerHome | ConsultantHome): boolean {
  return Object.values(home).some(({ items }: Page<unknown>) => items.length > 0);
}

type DraftRow = Row & { code: string; saved_at: Date };

/** The text is opened to see whether it is complete, and goes no further. */
function draftOf(row: DraftRow, { keys, settings }: Programme, today: string): HomeDraft {
  const form = formFrom([row], keys);
  const gate = form.safetyGate === null ? null : safetyGateDecision(form.safetyGate, settings);
  const missing = stepsMissing(checkComplete(form, settings, today), gate);
  return { code: row.code, savedAt: row.saved_at, stepsMissing: missing.length };
}

interface RequestRow extends Row {
  code: string;
  status: HomeRequest['status'];
  priority: HomeRequest['priority'];
  mode: HomeRequest['mode'];
  target_on: string;
  status_since: Date;
  starts_at: Date | null;
  ends_at: Date | null;
  booking_status: 'tentative' | 'confirmed' | null;
  consultant: string | null;
}

function requestOf(row: RequestRow): HomeRequest {
  const { code, status, priority, mode, starts_at, ends_at, booking_status, consultant } = row;
  return {
    code,
    status,
    priority,
    mode,
    targetOn: row.target_on,
    statusSince: row.status_since,
    time:
      starts_at && ends_at && booking_status
        ? { startsAt: starts_at, endsAt: ends_at, status: booking_status }
        : null,
    consultant,
  };
}
