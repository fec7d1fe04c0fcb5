import { Injectable } from '@nestjs/common';
import {
  accessTo,
  type Actor,
  bookableWindow,
  type Consultation,
  DomainError,
  epochMinutes,
  fromEpochMinutes,
  type Interval,
  mustBe,
  offerableTimes,
} from '@case-consultation/domain';
import { Database, lookingAtConsultation, notFound, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { type Change } from '../consultations/consultation-changes.service.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { freeStartsOf, OTHERS_SHOWN } from './free-starts.js';
import { prepareRouting } from './routing-inputs.js';

/** A stretch of days that someone looks for times in; within what notice and horizon allow. */
export interface TimesWish {
  from: Date | null;
  /** 1 or more. */
  days: number;
}

type Asked = Pick<Change, 'tx' | 'programme' | 'consultation' | 'now'>;

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
   * it is free, over all that notice and horizon allow unless told otherwise. Who that is stays unsaid.
   * @throws DomainError `not-found`, `not-your-task`, `request-incomplete` while the mode is not chosen
   */
  async forRequest(actor: Actor, code: string, wish?: TimesWish): Promise<Date[]> {
    const programme = await this.programmes.of(actor.programmeId);
    return this.about(actor, code, async (tx, consultation) => {
      if (accessTo(consultation, actor) === 'none') throw notFound();
      if (actor.personId !== consultation.requesterId) {
        throw new DomainError('not-your-task', 'Only the person who asked chooses from these times.');
      }
      const now = this.clock.now();
      return this.offerable({ tx, programme, consultation, now }, this.window(programme, now, wish));
    });
  }

  /** The same inside a transaction that is under way; over all that notice and horizon allow, unless told otherwise. */
  async offerable({ tx, programme, consultation, now }: Asked, window?: Interval): Promise<Date[]> {
    const { inputs } = await prepareRouting(tx, programme, consultation, { now, only: null, window });
    return Array.from(offerableTimes(inputs).starts, fromEpochMinutes);
  }

  /** For whoever moves a booking, likewise: the starts at which its own consultant is free, the present time aside. */
  async forMove(actor: Actor, code: string, wish?: TimesWish): Promise<Date[]> {
    const programme = await this.programmes.of(actor.programmeId);
    return this.about(actor, code, async (tx, consultation) => {
      if (accessTo(consultation, actor) === 'none') throw notFound();
      mustBe(consultation, 'booked');
      const now = this.clock.now();
      const consultantId = consultation.consultantId ?? '';
      const window = this.window(programme, now, wish);
      return this.ofConsultant({ tx, programme, consultation, now }, consultantId, window);
    });
  }

  /**
   * What is left of one consultant's time for this consultation, the first few, for the answer "that time has just been
   * taken".
   * @param consultantId the consultation's own consultant when it is left out
   */
  async othersOf(actor: Actor, code: string, consultantId?: string): Promise<Date[]> {
    const programme = await this.programmes.of(actor.programmeId);
    const now = this.clock.now();
    const window = bookableWindow(epochMinutes(now), programme.settings, programme.calendar);
    return this.about(actor, code, async (tx, consultation) => {
      const whose = consultantId ?? consultation.consultantId;
      if (whose === null) return [];
      return this.ofConsultant({ tx, programme, consultation, now }, whose, window, OTHERS_SHOWN);
    });
  }

  private about<T>(
    actor: Actor,
    code: string,
    work: (tx: Transaction, consultation: Consultation) => Promise<T>,
  ): Promise<T> {
    return lookingAtConsultation(this.database, actor, { code }, (tx, { consultation }) =>
      work(tx, consultation),
    );
  }

  private async ofConsultant(
    { tx, programme, consultation, now }: Asked,
    consultantId: string,
    window: Interval,
    most = Infinity,
  ): Promise<Date[]> {
    const { inputs } = await prepareRouting(tx, programme, consultation, {
      now,
      only: { consultantId, start: null },
      window,
    });
    return freeStartsOf(inputs, consultantId, most);
  }

  private window({ settings, calendar }: Programme, now: Date, wish?: TimesWish): Interval {
    const open = bookableWindow(epochMinutes(now), settings, calendar);
    if (!wish) return open;
    const { from, days } = wish;
    const start = from === null ? open.from : Math.min(open.to, Math.max(open.from, epochMinutes(from)));
    return { from: start, to: Math.max(start, Math.min(open.to, start + days * 24 * 60)) };
  }
}
