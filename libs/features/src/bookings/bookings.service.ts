import { Injectable } from '@nestjs/common';
import {
  type Actor,
  addDays,
  cancelBooking,
  type Consultation,
  dayOf,
  DomainError,
  epochMinutes,
  fromEpochMinutes,
  type HeldTime,
  mustBe,
  type NotHeldReason,
  recordHeld,
  recordNotHeld,
  reschedule,
  ruledOut,
} from '@case-consultation/domain';
import { type MayKeep, reasonWritten } from '../case-text/written-text.js';
import { type Change, ConsultationChanges } from '../consultations/consultation-changes.service.js';
import { TimeRefused } from '../routing/free-starts.js';
import { prepareRouting } from '../routing/routing-inputs.js';
import { OtherTimes } from '../routing/other-times.service.js';

/** A booking that is moved, cancelled, held, or not held. */
@Injectable()
export class Bookings {
  constructor(
    private readonly changes: ConsultationChanges,
    private readonly otherTimes: OtherTimes,
  ) {}

  /** @throws DomainError `time-taken` or `time-not-offered`, with other times of the same consultant in `details` */
  async reschedule(
    actor: Actor,
    code: string,
    to: { startsAt: Date; reason: string } & MayKeep,
  ): Promise<Consultation> {
    return this.otherTimes.orSay(actor, code, () =>
      this.changes.change(
        actor,
        { code },
        async (consultation, change) => {
          const time = await this.freeTime(consultation, change, to.startsAt, actor);
          return reschedule(consultation, time, to.reason, actor, change.now);
        },
        { written: reasonWritten(to) },
      ),
    );
  }

  cancel(
    actor: Actor,
    code: string,
    what: { reason: string; wish: { preferredTimes: readonly Date[]; soonest: boolean } | null } & MayKeep,
  ): Promise<Consultation> {
    return this.changes.change(
      actor,
      { code },
      (consultation, { now }) => cancelBooking(consultation, what.reason, what.wish, actor, now),
      { written: reasonWritten(what) },
    );
  }

  held(actor: Actor, code: string, minutesLate: number): Promise<Consultation> {
    return this.changes.change(
      actor,
      { code },
      (consultation, { now, programme: { settings } }) => {
        const heldOn = dayOf(consultation.booking?.startsAt ?? now, settings.zone);
        return recordHeld(
          consultation,
          { minutesLate, reviewDueOn: addDays(heldOn, settings.reviewWeeks * 7) },
          actor,
          now,
        );
      },
      {
        alongside: async ({ tx, consultation }) => {
          await tx.query('UPDATE consultation SET minutes_late = $2 WHERE id = $1', [
            consultation.id,
            minutesLate,
          ]);
        },
      },
    );
  }

  notHeld(
    actor: Actor,
    code: string,
    what: { because: NotHeldReason; next: 'rebook' | 'close' },
  ): Promise<Consultation> {
    return this.changes.change(actor, { code }, (consultation, { now }) =>
      recordNotHeld(consultation, what, actor, now),
    );
  }

  /**
   * One at a time: two moves to one time would otherwise wait for each other under the exclusion constraint until the
   * database breaks the tie.
   */
  private async freeTime(
    consultation: Consultation,
    change: Change,
    startsAt: Date,
    actor: Actor,
  ): Promise<HeldTime> {
    const { tx, programme, now } = change;
    const { consultantId } = consultation;
    mustBe(consultation, 'booked');
    if (consultantId === null || Number.isNaN(startsAt.getTime()) || startsAt.getTime() % 60_000 !== 0) {
      throw new DomainError('time-not-offered', 'Select one of the times shown.', 'startsAt');
    }
    const start = epochMinutes(startsAt);
    const { inputs } = await prepareRouting(tx, programme, consultation, {
      now,
      only: { consultantId, start },
      toWrite: true,
    });
    const candidate = inputs.candidates.find(({ consultant }) => consultant.id === consultantId);
    if (!candidate) throw new DomainError('time-not-offered', 'Select one of the times shown.', 'startsAt');
    const rules = ruledOut(candidate, inputs.request, start, inputs.zone).filter((rule) =>
      TIME_RULES.has(rule),
    );
    // Notice protects the consultant, who may do without it; nobody books beyond the horizon.
    const soonest = actor.personId === consultation.requesterId ? inputs.window.from : epochMinutes(now);
    if (rules.length > 0 || start < soonest || start >= inputs.window.to) {
      throw new TimeRefused(
        'time-not-offered',
        'The consultant is not free at that time. Select one of the times shown.',
        'startsAt',
        { rules },
        inputs,
        consultantId,
      );
    }
    const { sessionMinutes, bufferAfterMinutes } = candidate.time;
    return {
      startsAt,
      endsAt: fromEpochMinutes(start + sessionMinutes),
      freeAgainAt: fromEpochMinutes(start + sessionMinutes + bufferAfterMinutes),
    };
  }
}

/** Rules about the time alone: who they are matched with is not asked again for a booking that stands. */
const TIME_RULES: ReadonlySet<string> = new Set([
  'not-signed-off',
  'paused',
  'on-leave',
  'not-free',
  'weekly-cap-reached',
]);
