import { Injectable } from '@nestjs/common';
import {
  accessTo,
  type Actor,
  bookableWindow,
  type Consultation,
  DomainError,
  epochMinutes,
  freeSlots,
  fromEpochMinutes,
  type Interval,
  mustBe,
  offerableTimes,
  ruledOut,
} from '@case-consultation/domain';
import { Database, loadConsultation, notFound, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { type Change } from '../consultations/consultation-changes.service.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { prepareRouting } from './routing-inputs.js';

/** A stretch of days that someone looks for times in; within what notice and horizon allow. */
export interface TimesWish {
  from: Date | null;
  /** 1 to 56. */
  days: number;
}

/** Times that are left when one has just gone. */
const OTHERS_SHOWN = 5;

/** Real free times. */
@Injectable()
export class TimesQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /**
   * For the requester of a draft, or of a request that waits: the starts at which at least one consultant who may take
   * it is free. Who that is stays unsaid.
   * @throws DomainError `not-found`, `not-your-task`, `request-incomplete` while the mode is not chosen
   */
  async forRequest(actor: Actor, code: string, wish: TimesWish): Promise<Date[]> {
    const programme = await this.programmes.of(actor.programmeId);
    return this.database.as(actor, async (tx) => {
      const { consultation } = await loadConsultation(tx, { code });
      if (accessTo(consultation, actor) === 'none') throw notFound();
      if (actor.personId !== consultation.requesterId) {
        throw new DomainError('not-your-task', 'Only the person who asked chooses from these times.');
      }
      const now = this.clock.now();
      return this.offerable({ tx, programme, consultation, now }, this.window(programme, now, wish));
    });
  }

  /** The same inside a transaction that is under way; over all that notice and horizon allow, unless told otherwise. */
  async offerable(
    { tx, programme, consultation, now }: Pick<Change, 'tx' | 'programme' | 'consultation' | 'now'>,
    window?: Interval,
  ): Promise<Date[]> {
    const { inputs } = await prepareRouting(tx, programme, consultation, { now, only: null, window });
    return Array.from(offerableTimes(inputs).starts, fromEpochMinutes);
  }

  /** For whoever moves a booking: the starts at which its own consultant is free, the present time aside. */
  async forMove(actor: Actor, code: string, wish: TimesWish): Promise<Date[]> {
    const programme = await this.programmes.of(actor.programmeId);
    return this.database.as(actor, async (tx) => {
      const { consultation } = await loadConsultation(tx, { code });
      if (accessTo(consultation, actor) === 'none') throw notFound();
      mustBe(consultation, 'booked');
      const now = this.clock.now();
      return this.ofConsultant(
        tx,
        programme,
        consultation,
        consultation.consultantId ?? '',
        this.window(programme, now, wish),
        now,
      );
    });
  }

  /** What is left of one consultant's time for this consultation, for the answer "that time has just been taken". */
  async othersOf(actor: Actor, consultation: Consultation, consultantId: string): Promise<Date[]> {
    const programme = await this.programmes.of(actor.programmeId);
    const now = this.clock.now();
    const window = bookableWindow(epochMinutes(now), programme.settings, programme.calendar);
    return this.database.as(actor, async (tx) => {
      const times = await this.ofConsultant(tx, programme, consultation, consultantId, window, now);
      return times.slice(0, OTHERS_SHOWN);
    });
  }

  private async ofConsultant(
    tx: Transaction,
    programme: Programme,
    consultation: Consultation,
    consultantId: string,
    window: Interval,
    now: Date,
  ): Promise<Date[]> {
    const { inputs } = await prepareRouting(tx, programme, consultation, {
      now,
      only: { consultantId, start: null },
      window,
    });
    const candidate = inputs.candidates.find(({ consultant }) => consultant.id === consultantId);
    if (!candidate) return [];
    return Array.from(freeSlots(candidate.time, window, inputs.zone))
      .filter((start) => ruledOut(candidate, inputs.request, start, inputs.zone).length === 0)
      .map(fromEpochMinutes);
  }

  private window({ settings, calendar }: Programme, now: Date, { from, days }: TimesWish): Interval {
    const open = bookableWindow(epochMinutes(now), settings, calendar);
    const start = from === null ? open.from : Math.min(open.to, Math.max(open.from, epochMinutes(from)));
    return { from: start, to: Math.max(start, Math.min(open.to, start + days * 24 * 60)) };
  }
}
