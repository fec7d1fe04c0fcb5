import {
  type Actor,
  type FeedbackGiven,
  formatDay,
  formatPeriod,
  gentleQuestion,
  isLead,
  type RecordState,
  type Review,
} from '@case-consultation/domain';
import {
  type ActionView,
  type ConsultationDetail,
  type ConsultationStanding,
  type HistoryEntry,
  type KeptIdentifier,
  type ProgrammeView,
} from '@case-consultation/features';
import { isAfterTarget } from '../../asking/times/times.view.js';
import {
  AFTER_TARGET_TAG,
  MODE_WORDS,
  PRIORITY_WORDS,
  STATUS_TAGS,
  STATUS_WORDS,
} from '../../words/words.js';
import { type ActionRow, actionRows } from '../actions-of.view.js';
import { type Moment, type ThingToDo, thingsToDo, type Verb } from '../things-to-do.js';
import { type Reader, type Where, whereItStands } from '../where-it-stands.js';
import { readerOf } from '../verb-page.js';
import { type AnswerGroup, type AnswerRow, answersOf } from './answers.view.js';
import { feedbackRows } from './feedback-rows.view.js';
import { keptRows } from './kept-rows.view.js';
import { type ReaderRow, readersOf } from './readers.view.js';
import { reviewRows } from './review-rows.view.js';
import { type TimelineItem, timelineOf } from './timeline.view.js';

export interface ConsultationFacts {
  actor: Actor;
  standing: ConsultationStanding;
  detail: ConsultationDetail;
  history: readonly HistoryEntry[];
  actions: readonly ActionView[];
  readers: readonly { at: Date; name: string; what: string }[];
  review: Review | null;
  /** As far as this reader may have it. */
  feedback: FeedbackGiven | null;
  kept: readonly KeptIdentifier[];
  programme: ProgrammeView;
  /** Names of the people in the history and of those named as conflicts. */
  people: ReadonlyMap<string, string>;
  moment: Moment;
}

export interface ConsultationView {
  code: string;
  status: { text: string; classes: string };
  /** For leads: whether it comes after its target. */
  late: { text: string; classes: string } | null;
  where: Where;
  /** Why it was turned down and where to turn, as the lead wrote it. */
  said: string | null;
  /** The most pressing thing to do, when it is this person's. */
  main: ThingToDo | null;
  others: readonly ThingToDo[];
  booking: readonly AnswerRow[];
  answers: readonly AnswerGroup[];
  /** Null before it was held. */
  record: { text: string; href: string | null } | null;
  actions: readonly ActionRow[];
  /** Asked of whoever may add an action. */
  gentleQuestion: string | null;
  mayAddAction: boolean;
  review: readonly AnswerRow[];
  feedback: readonly AnswerRow[];
  kept: readonly AnswerRow[];
  timeline: readonly TimelineItem[];
  readers: readonly ReaderRow[];
}

/** What presses, and so is a button at the top. */
const PRESSING: ReadonlySet<Verb> = new Set(['attendance', 'record', 'agree', 'review', 'assign']);

/** The page of one consultation for somebody who may see the case. */
export function consultationView(facts: ConsultationFacts): ConsultationView {
  const { actor, standing, detail, actions, programme, people, moment } = facts;
  const { zone } = programme.settings;
  const { time } = detail;
  const reader = readerOf(standing, actor);
  const things = thingsToDo(standing, actor, moment);
  const main = things.find(({ verb }) => isPressing(verb, reader, standing)) ?? null;
  const consultant = mayNameConsultant(facts) ? (detail.consultant?.name ?? null) : null;
  return {
    code: detail.code,
    status: { text: STATUS_WORDS[detail.status], classes: STATUS_TAGS[detail.status] },
    late:
      isLead(actor) && time !== null && isAfterTarget(time.startsAt, detail.targetOn, zone)
        ? AFTER_TARGET_TAG
        : null,
    where: whereItStands(standing, { requester: detail.requester.name, consultant }, reader, {
      ...moment,
      zone,
    }),
    said: detail.status === 'turned_down' ? reasonOf(facts.history, 'turned-down') : null,
    main,
    others: things.filter((thing) => thing !== main),
    booking: bookingRows(detail, consultant, zone),
    answers: answersOf(
      detail.request,
      namesOf(facts),
      programme.settings,
      reader !== 'consultant' || isLead(actor),
    ),
    record: recordOf(standing, things, detail.consultant?.name ?? 'The consultant'),
    actions: actionRows(actions, zone, moment.today),
    gentleQuestion: has(things, 'add-action') && actions.length > 0 ? gentleQuestion(actions) : null,
    mayAddAction: has(things, 'add-action'),
    review: facts.review === null ? [] : reviewRows(facts.review),
    feedback: facts.feedback === null ? [] : feedbackRows(facts.feedback),
    kept: keptRows(facts.kept),
    timeline: timelineOf(facts.history, people, zone),
    readers: readersOf(facts.readers, zone),
  };
}

/** Whom it is offered to is between them and the leads, until they have taken it. */
function mayNameConsultant({ actor, standing }: ConsultationFacts): boolean {
  return standing.status !== 'offered' || isLead(actor);
}

/** To the requester, saying that it did not take place does not press: its consultant says so first. */
function isPressing(verb: Verb, reader: Reader, { status }: ConsultationStanding): boolean {
  if (verb === 'attendance') return reader !== 'requester';
  if (verb === 'assign') return status === 'with_lead';
  return PRESSING.has(verb);
}

function bookingRows(detail: ConsultationDetail, consultant: string | null, zone: string): AnswerRow[] {
  const { time, mode, requester, attendees, priority, targetOn, restricted } = detail;
  const rows: [string, readonly (string | null)[]][] = [
    [
      time?.status === 'tentative' ? 'When (not yet confirmed)' : 'When',
      [time && formatPeriod(time.startsAt, time.endsAt, zone)],
    ],
    ['How', [mode && MODE_WORDS[mode]]],
    ['Consultant', [consultant]],
    ['Asked for by', [requester.name]],
    ['Who else attends', attendees.length === 0 ? ['Nobody else'] : attendees],
    ['Priority', [priority && PRIORITY_WORDS[priority]]],
    ['Should take place by', [targetOn && formatDay(targetOn)]],
    ['Who may see it', [restricted ? 'Restricted: the lead and one named consultant' : null]],
  ];
  return rows
    .map(([key, lines]) => ({ key, lines: lines.filter((line) => line !== null), typed: false }))
    .filter(({ lines }) => lines.length > 0);
}

function namesOf({ detail, programme, people }: ConsultationFacts) {
  const { agencyId, teamId } = detail.request;
  const agency = programme.agencies.find(({ id }) => id === agencyId);
  const team = agency?.teams.find(({ id }) => id === teamId);
  return { agency: agency?.name ?? null, team: team?.name ?? null, people };
}

const RECORD_WORDS: Readonly<Record<RecordState, (consultant: string) => string>> = {
  none: (consultant) => `${consultant} has not written it yet.`,
  started: (consultant) => `${consultant} is writing it. It opens when it is shared.`,
  shared: () => 'It is shared, and waits for the practitioner to agree it.',
  agreed: () => 'It is shared and agreed.',
};

function recordOf(
  { heldAt, record }: ConsultationStanding,
  things: readonly ThingToDo[],
  consultant: string,
): ConsultationView['record'] {
  if (heldAt === null) return null;
  const href = (things.find(({ verb }) => verb === 'print') ?? null)?.href ?? null;
  return { text: RECORD_WORDS[record](consultant), href };
}

function reasonOf(history: readonly HistoryEntry[], event: string): string | null {
  return history.findLast((entry) => entry.event === event)?.reason ?? null;
}

function has(things: readonly ThingToDo[], verb: Verb): boolean {
  return things.some((thing) => thing.verb === verb);
}
