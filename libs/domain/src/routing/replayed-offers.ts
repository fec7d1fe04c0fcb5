import { type EpochMinute } from '../availability/intervals.js';
import { offerWindow } from '../consultation/offer-window.js';
import { epochMinutes, fromEpochMinutes } from '../time/zone.js';
import { type Choice, type ReplaySurroundings, type StoredRun } from './replay-inputs.js';

/** How an offer goes by the changed windows. */
export interface ReplayedOffer {
  /** When it ends without a yes; null: it is accepted, or is open still. */
  endsAt: EpochMinute | null;
  /** It was accepted, or open, when it would have been over already. */
  lapses: boolean;
}

/**
 * Offers by other times to answer. Everybody answers after as much working time as they did; whoever said nothing would
 * have said nothing in any time.
 */
export class ReplayedOffers {
  constructor(
    private readonly surroundings: Pick<ReplaySurroundings, 'before' | 'after' | 'calendar' | 'until'>,
  ) {}

  /**
   * @param run whose choice was on offer
   * @param madeAt when it is offered in the replay
   * @returns null where consultants have as long to answer as they had
   */
  of(run: StoredRun, chosen: Choice, madeAt: EpochMinute): ReplayedOffer | null {
    const { before, after, calendar, until } = this.surroundings;
    const { priority } = run.inputs.request;
    if (before.offerWindowMinutes[priority] === after.offerWindowMinutes[priority]) return null;
    const made = fromEpochMinutes(madeAt);
    const { expiresAt } = offerWindow(made, fromEpochMinutes(chosen.start), priority, after, calendar);
    const expires = epochMinutes(expiresAt);
    const { answer, letGo } = run;
    if (answer === null) {
      const lapses = expires < (letGo?.at ?? until);
      return { endsAt: lapses ? expires : null, lapses };
    }
    if (answer.kind === 'no-answer') return { endsAt: expires, lapses: false };
    const answered = this.answeredAt(run, answer.at, madeAt);
    if (answer.kind === 'refused') return { endsAt: Math.min(expires, answered), lapses: false };
    const lapses = expires < answered;
    return { endsAt: lapses ? expires : null, lapses };
  }

  /** After as much working time as it took then. */
  private answeredAt({ inputs }: StoredRun, at: EpochMinute, madeAt: EpochMinute): EpochMinute {
    if (madeAt === inputs.now) return at;
    const { calendar } = this.surroundings;
    const took = calendar.workingMinutesBetween(fromEpochMinutes(inputs.now), fromEpochMinutes(at));
    return epochMinutes(calendar.addWorkingMinutes(fromEpochMinutes(madeAt), took));
  }
}
