import { z } from 'zod';
import { type Actor, dayOf, type DomainError, formatDay, formatPeriod } from '@case-consultation/domain';
import {
  type ConsultationQueries,
  type ConsultationStanding,
  type Programme,
  type Programmes,
} from '@case-consultation/features';
import { type Clock } from '@case-consultation/platform';
import { page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { answerForm } from '../../../kit/page-form.js';
import { mayDo, type Moment, type Verb } from '../../../request/things-to-do.js';
import { type Where, whereItStands } from '../../../request/where-it-stands.js';
import {
  MODE_WORDS,
  PRIORITY_WORDS,
  PURPOSE_WORDS,
  STAGE_WORDS,
  STATUS_TAGS,
  STATUS_WORDS,
} from '../../../words/words.js';
import { RESTRICTED } from '../../parts/cells.js';
import { type Tag } from '../../parts/list.view.js';
import { targetWords } from '../../parts/time-words.js';

/** What every page of a lead's verb is given. */
export interface VerbTools {
  readonly consultations: ConsultationQueries;
  readonly programmes: Programmes;
  readonly clock: Clock;
}

/** A consultation as the lead looks at it. */
export interface Opened {
  readonly standing: ConsultationStanding;
  readonly programme: Programme;
  readonly moment: Moment;
  readonly zone: string;
}

/** What is the same on every page of a verb: which consultation it is about, in outline. */
export interface AboutView {
  readonly code: string;
  readonly backHref: string;
  /** The version that the lead sees and decides on. */
  readonly seen: number;
  readonly status: Tag;
  readonly tags: readonly Tag[];
  readonly rows: readonly { key: string; lines: readonly string[] }[];
}

/** @throws DomainError `not-found` when it is not this lead's to see */
export async function openFor(
  { consultations, programmes, clock }: VerbTools,
  actor: Actor,
  code: string,
): Promise<Opened> {
  const [standing, programme] = await Promise.all([
    consultations.standing(actor, code),
    programmes.of(actor.programmeId),
  ]);
  const { zone } = programme.settings;
  const now = clock.now();
  return { standing, programme, zone, moment: { now, today: dayOf(now, zone) } };
}

export function aboutView({ standing, programme, moment, zone }: Opened): AboutView {
  const { code, status, priority, targetOn, mode, agency, stage, purposes, time, consultant, version } =
    standing;
  const isLooking = status === 'waiting' || status === 'with_lead' || status === 'offered';
  const target =
    targetOn !== null && isLooking
      ? targetWords(
          {
            targetOn,
            workingDaysLeft: programme.calendar.workingDaysBetween(moment.today, targetOn),
          },
          moment.today,
        )
      : null;
  const row = (key: string, ...lines: readonly (string | null)[]) => ({
    key,
    lines: lines.filter((line) => line !== null),
  });
  return {
    code,
    backHref: `/consultations/${code}`,
    seen: version,
    status: { text: STATUS_WORDS[status], classes: STATUS_TAGS[status] },
    tags: [
      ...(target?.tag ? [{ text: target.text, classes: `govuk-tag--${target.tag}` }] : []),
      ...(standing.restricted ? [RESTRICTED] : []),
    ],
    rows: [
      row('Priority', priority && PRIORITY_WORDS[priority]),
      row('Target', targetOn && formatDay(targetOn), target && target.tag === null ? target.text : null),
      row(
        status === 'offered' ? 'Asked' : 'With',
        consultant && consultant.name,
        time && formatPeriod(time.startsAt, time.endsAt, zone),
      ),
      row('Agency', agency),
      row('Stage', stage && STAGE_WORDS[stage]),
      row('Hoped for', ...purposes.map((purpose) => PURPOSE_WORDS[purpose])),
      row('How', mode && MODE_WORDS[mode]),
    ].filter(({ lines }) => lines.length > 0),
  };
}

export function whereNow({ standing, moment, zone }: Opened): Where {
  const names = { requester: 'the practitioner', consultant: standing.consultant?.name ?? null };
  return whereItStands(standing, names, 'lead', { ...moment, zone });
}

export function isPossible(verb: Verb, { standing, moment }: Opened, actor: Actor): boolean {
  return mayDo(verb, standing, actor, moment);
}

/** Where it stands, instead of a form that has no use any more. What was typed is shown, so that it is not lost. */
export function notNow(opened: Opened, typed: Typed = {}, status = 200): PageAnswer {
  const { says, next } = whereNow(opened);
  const title = status === 409 ? 'It has changed meanwhile' : 'That cannot be done now';
  const kept = [typed['reason'], typed['signpost']].filter(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  );
  const view = { ...aboutView(opened), heading: title, says, next, kept, changed: status === 409 };
  return page('board/verbs/parts/not-now', title, view, { status, section: '/board' });
}

/** Which version the lead decided on. One that is no number was never seen, so that nothing is overwritten. */
export const seenField = z.coerce.number().int().catch(-1);

const LONGEST_REASON = 500;

/** Why, for what is told to others or kept with the history. */
export function reasonField(ask = 'Say why, in a few words') {
  return z
    .string({ error: ask })
    .trim()
    .min(1, ask)
    .max(LONGEST_REASON, `Keep the reason to ${LONGEST_REASON} characters or fewer`);
}

export interface VerbToAnswer<S extends z.ZodType> {
  readonly actor: Actor;
  readonly code: string;
  readonly verb: Verb;
  readonly schema: S;
  readonly typed: Typed;
  readonly act: (values: z.output<S>) => Promise<PageAnswer>;
  /** The page of the verb with this form. */
  readonly show: (opened: Opened, form: FormState, status: number) => Promise<PageAnswer> | PageAnswer;
  readonly inputOf?: (field: string) => string;
}

/**
 * Reads the form of a verb and does what it asks. When somebody else changed the consultation meanwhile, nothing is
 * overwritten: where it can still be done, the form is shown once more with what is new; where it cannot, what is so now.
 */
export function answerVerb<S extends z.ZodType>(
  tools: VerbTools,
  { actor, code, verb, schema, typed, act, show, inputOf }: VerbToAnswer<S>,
): Promise<PageAnswer> {
  return answerForm({
    schema,
    typed,
    act,
    ...(inputOf && { inputOf }),
    again: async (form, status, error) => {
      const opened = await openFor(tools, actor, code);
      if (!isPossible(verb, opened, actor)) return notNow(opened, typed, 409);
      return show(opened, error === null ? form : orWhatChanged(form, error, opened), status);
    },
  });
}

function orWhatChanged(form: FormState, error: DomainError, opened: Opened): FormState {
  if (error.code !== 'changed-meanwhile') return form;
  const message = `Somebody changed this while you had the page open, so nothing was done. ${whereNow(opened).says} Check what you want, then send it again.`;
  return new FormState(form.typed, [{ field: '', message }]);
}
