import { Injectable } from '@nestjs/common';
import {
  accessTo,
  type Actor,
  bookableWindow,
  type Candidate,
  DomainError,
  type EligibilityRule,
  type EpochMinute,
  epochMinutes,
  firstStartToAsk,
  fromEpochMinutes,
  isLead,
  mustBe,
  type RoutingInputs,
  type RoutingRequest,
  ruledOutAlways,
  ruledOutAt,
  timesLeftTo,
} from '@case-consultation/domain';
import { Database, loadedFrom, loadOf, notFound } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { prepareRouting } from '../routing/routing-inputs.js';

const A_MINUTE_MS = 60_000;

/** A start, and how many consultants could take it then. */
export interface LeadTime {
  startsAt: Date;
  free: number;
}

/** The times that a lead chooses from for a consultation that nobody has accepted yet. */
export interface LeadTimes {
  /** What the requester asked for and is still to come, in their order, whether or not anybody is free. */
  wished: readonly LeadTime[];
  /** Whether the requester would take the soonest. */
  soonest: boolean;
  /** Every start at which somebody could take it, soonest first, up to the programme's horizon. */
  free: readonly LeadTime[];
}

export interface OwnTimes extends LeadTimes {
  /** What stands in this lead's way whatever the time. */
  rules: readonly EligibilityRule[];
}

interface Looked {
  inputs: RoutingInputs;
  preferredTimes: readonly Date[];
  soonest: boolean;
}

/**
 * What leads may choose from when they place a consultation themselves: by every hard rule, and without notice, save that
 * whoever is asked must be left the time to answer.
 */
@Injectable()
export class LeadTimesQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /**
   * The times of all consultants who may take it.
   * @throws DomainError `not-found`, `not-your-task`, `wrong-state` for what is accepted already or over
   */
  async toAssign(actor: Actor, code: string): Promise<LeadTimes> {
    const looked = await this.look(actor, code, (now, { calendar }) => firstStartToAsk(now, calendar));
    return timesOf(looked, looked.inputs.candidates);
  }

  /** This lead's own times. @throws as `toAssign` */
  async toTake(actor: Actor, code: string): Promise<OwnTimes> {
    const looked = await this.look(actor, code, (now) => new Date(now.getTime() + A_MINUTE_MS));
    const { candidates, request } = looked.inputs;
    const own = candidates.filter(({ consultant }) => consultant.id === actor.personId);
    return {
      ...timesOf(looked, own),
      rules: own.flatMap((candidate) => ruledOutAlways(candidate, asIfNamed(request, candidate))),
    };
  }

  /** @param firstOf the first start to choose from */
  private async look(
    actor: Actor,
    code: string,
    firstOf: (now: Date, programme: Programme) => Date,
  ): Promise<Looked> {
    const programme = await this.programmes.of(actor.programmeId);
    return this.database.as(
      actor,
      async (tx, [loaded]) => {
        const { consultation } = loadedFrom(loaded);
        if (accessTo(consultation, actor) === 'none') throw notFound();
        if (!isLead(actor)) throw new DomainError('not-your-task', 'Only the lead chooses from these times.');
        mustBe(consultation, 'waiting', 'with_lead', 'offered');
        const now = this.clock.now();
        const { to } = bookableWindow(epochMinutes(now), programme.settings, programme.calendar);
        const { inputs } = await prepareRouting(tx, programme, consultation, {
          now,
          only: { consultantId: null, start: null },
          window: { from: epochMinutes(firstOf(now, programme)), to },
        });
        const { preferredTimes, soonest } = consultation;
        return { inputs, preferredTimes, soonest };
      },
      [loadOf({ code })],
    );
  }
}

function timesOf({ inputs, preferredTimes, soonest }: Looked, candidates: readonly Candidate[]): LeadTimes {
  const { request, window, zone } = inputs;
  const able = candidates.filter(
    (candidate) => ruledOutAlways(candidate, asIfNamed(request, candidate)).length === 0,
  );
  const canAt = (candidate: Candidate, start: EpochMinute): boolean =>
    ruledOutAt(candidate, start, zone).length === 0;
  // Whoever declined nothing can take every time that is left to them: nearly everybody, at nearly every start.
  const mayTake = (candidate: Candidate | undefined, start: EpochMinute): boolean =>
    candidate !== undefined && (candidate.declined.length === 0 || canAt(candidate, start));
  const { starts, firstOf, who } = timesLeftTo(able, window, zone);
  const free = Array.from(starts, (start, i) => {
    const takers = who.subarray(firstOf[i], firstOf[i + 1]).filter((place) => mayTake(able[place], start));
    return { startsAt: fromEpochMinutes(start), free: takers.length };
  });
  return {
    wished: preferredTimes
      .filter((time) => epochMinutes(time) >= window.from)
      .map((startsAt) => ({
        startsAt,
        free: able.filter((candidate) => canAt(candidate, epochMinutes(startsAt))).length,
      })),
    soonest,
    free: free.filter((time) => time.free > 0),
  };
}

/** A lead names a champion for a restricted case by choosing them, so each is looked at as if named. */
function asIfNamed(request: RoutingRequest, { consultant }: Candidate): RoutingRequest {
  return request.restricted ? { ...request, namedConsultantId: consultant.id } : request;
}
