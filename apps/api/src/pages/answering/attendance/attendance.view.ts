import {
  type Actor,
  formatInstant,
  formatPeriod,
  isLead,
  NOT_HELD_REASONS,
  type NotHeldReason,
} from '@case-consultation/domain';
import { type WhereItStands } from '@case-consultation/features';
import { type FormState } from '../../kit/form-state.js';
import { type NotNow } from '../parts/not-now.js';
import { NOT_HELD_WORDS } from '../../words/words.js';

/** Why it was not held, as the one who says it would put it. */
const REASON_WORDS: Readonly<Record<WhereItStands['as'], Readonly<Record<NotHeldReason, string>>>> = {
  consultant: NOT_HELD_WORDS,
  requester: {
    ...NOT_HELD_WORDS,
    requester: 'I could not come',
    consultant: 'The consultant could not come',
  },
  lead: { ...NOT_HELD_WORDS, consultant: 'The consultant could not come' },
};

/** Whether this person can say that it was held: its consultant, or a lead. */
export function maySayHeld({ as }: WhereItStands, actor: Actor): boolean {
  return as !== 'requester' || isLead(actor);
}

/** Why nothing can be said about the attendance now; null when it can. */
export function attendanceClosed(stands: WhereItStands, now: Date, zone: string): NotNow | null {
  const { code, status, time } = stands;
  const link = { text: 'See the consultation', href: `/consultations/${code}` };
  if (status === 'held' || status === 'closed') {
    return {
      title: 'It has been said whether this took place',
      paragraphs: ['There is nothing more to say about it.'],
      link,
    };
  }
  if (status !== 'booked' || time === null) {
    return {
      title: 'No time is booked for this consultation',
      paragraphs: ['Whether a consultation took place can be said once a booked time has begun.'],
      link,
    };
  }
  if (now < time.startsAt) {
    return {
      title: 'It has not started yet',
      paragraphs: [
        `It is booked for ${formatPeriod(time.startsAt, time.endsAt, zone)}.`,
        `Come back from ${formatInstant(time.startsAt, zone)}. If it cannot go ahead, change or cancel it before then.`,
      ],
      link,
    };
  }
  return null;
}

export interface AttendanceView {
  readonly backTo: string;
  readonly when: string;
}

export function attendanceView({ code, time }: WhereItStands, zone: string): AttendanceView {
  return {
    backTo: `/consultations/${code}`,
    when: time ? formatPeriod(time.startsAt, time.endsAt, zone) : '',
  };
}

interface Choice {
  readonly value: string;
  readonly text: string;
  readonly hint?: { readonly text: string };
  readonly checked: boolean;
}

export interface NotHeldView extends AttendanceView {
  readonly reasons: readonly Choice[];
  readonly nexts: readonly Choice[];
}

export function notHeldView(stands: WhereItStands, zone: string, form: FormState): NotHeldView {
  const words = REASON_WORDS[stands.as];
  return {
    ...attendanceView(stands, zone),
    reasons: NOT_HELD_REASONS.map((reason) => ({
      value: reason,
      text: words[reason],
      checked: form.has('because', reason),
    })),
    nexts: [
      {
        value: 'rebook',
        text: 'Find another time',
        hint: { text: 'The request goes back to waiting, and a consultant is looked for at once.' },
        checked: form.has('next', 'rebook'),
      },
      {
        value: 'close',
        text: 'Close it',
        hint: { text: 'The consultation is no longer needed. A new one can be asked for at any time.' },
        checked: form.has('next', 'close'),
      },
    ],
  };
}
