import { formatDay, formatInstant, formatPeriod } from '@case-consultation/domain';
import { type BoardSummary, type Count, type HomeRequest, type HomeView } from '@case-consultation/features';
import { STATUS_TAGS, STATUS_WORDS } from '../words/words.js';
import {
  actionsToDo,
  bookingLine,
  type BookingLine,
  type ThingToDo,
  toAnswer,
  toDo,
  toFollowUp,
} from './things-to-do.view.js';

/** A number of the board that leads to its list. */
export interface Tile {
  readonly count: string;
  readonly words: string;
  readonly href: string;
  readonly urgent: boolean;
}

export interface HomePageView {
  readonly greeting: string;
  readonly needs: readonly ThingToDo[];
  /** Whether there is more of some kind than is shown here. */
  readonly hasMore: boolean;
  readonly comingUp: readonly BookingLine[];
  readonly requests: readonly {
    code: string;
    href: string;
    status: { text: string; classes: string };
    stands: string;
  }[];
  readonly tiles: readonly Tile[];
  readonly mayAsk: boolean;
  /** There is a page of their day. */
  readonly hasDay: boolean;
}

export interface HomeFacts {
  readonly name: string;
  readonly home: HomeView;
  /** For leads. */
  readonly board: BoardSummary | null;
  readonly zone: string;
}

/** What needs a person now, most pressing first: answers others wait for, then what is owed, then what can be gone on with. */
export function homeView({ name, home, board, zone }: HomeFacts): HomePageView {
  const { practitioner, consultant } = home;
  const at = (instant: Date) => formatInstant(instant, zone);
  const needs = [
    ...(board ? ofTheLead(board) : []),
    ...(consultant ? toAnswer(consultant, { zone }) : []),
    ...actionsToDo(home.actions.items.filter(({ overdue }) => overdue)),
    ...(consultant ? toFollowUp(consultant, zone) : []),
    ...(practitioner?.recordsToAgree.items ?? []).map(({ code, consultant: by, sharedAt }) =>
      toDo(
        `Read and agree the record of ${code}`,
        `/consultations/${code}/agree`,
        `${by} shared it on ${at(sharedAt)}.`,
        'To agree',
        'yellow',
      ),
    ),
    ...(practitioner?.reviewsDue.items ?? []).map(({ code, dueOn }) =>
      toDo(
        `Look back at ${code}`,
        `/consultations/${code}/review`,
        `What has changed since? Due on ${formatDay(dueOn)}.`,
        'To review',
        'yellow',
      ),
    ),
    ...actionsToDo(home.actions.items.filter(({ overdue }) => !overdue)),
    ...(practitioner?.drafts.items ?? []).map(({ code, savedAt, stepsMissing }) =>
      toDo(
        'Go on with a request',
        `/consultations/${code}/ask`,
        `Saved on ${at(savedAt)}. ${stepsLeft(stepsMissing)}`,
        'Draft',
        'grey',
      ),
    ),
    ...(practitioner?.feedbackToGive.items ?? []).map(({ code, consultant: by, heldAt }) =>
      toDo(
        `Say how ${code} went`,
        `/consultations/${code}/feedback`,
        `With ${by} on ${at(heldAt)}. Three short questions, if you like.`,
        'If you like',
        'grey',
      ),
    ),
  ];
  const shown = [home.actions, ...pagesOf(practitioner), ...pagesOf(consultant)];
  return {
    greeting: name,
    needs,
    hasMore: shown.some(({ more }) => more),
    comingUp: (consultant?.bookings.items ?? []).map((booking) => bookingLine(booking, zone)),
    requests: (practitioner?.requests.items ?? []).map((request) => ({
      code: request.code,
      href: `/consultations/${request.code}`,
      status: { text: STATUS_WORDS[request.status], classes: STATUS_TAGS[request.status] },
      stands: standsAt(request, zone, home.today),
    })),
    tiles: board ? tilesOf(board) : [],
    mayAsk: practitioner !== null,
    hasDay: consultant !== null,
  };
}

function stepsLeft(count: number): string {
  if (count === 0) return 'Only the check of your answers is left.';
  return count === 1 ? 'One step is left.' : `${count} steps are left.`;
}

/** What waits for the leads, whoever of them comes first. */
function ofTheLead({ withLead, waiting, failures }: BoardSummary): ThingToDo[] {
  const things: ThingToDo[] = [];
  if (withLead.total.n > 0)
    things.push(
      toDo(
        `${several(withLead.total, 'request needs', 'requests need')} you to find a consultant`,
        '/board/with-lead',
        'Nobody who fits was free, the target is at risk, or it is restricted.',
        'To assign',
        'purple',
      ),
    );
  if (waiting.pastTarget.n > 0)
    things.push(
      toDo(
        `${several(waiting.pastTarget, 'request waits', 'requests wait')} past the target`,
        '/board/waiting?target=past',
        'Find who takes it, or turn it down with a place to turn instead.',
        'Late',
        'red',
      ),
    );
  if (failures.n > 0)
    things.push(
      toDo(
        `${several(failures, 'message or job', 'messages or jobs')} did not go through`,
        '/board/tasks',
        'Somebody may not have heard from us.',
        'To see to',
        'red',
      ),
    );
  return things;
}

function several({ n, more }: Count, one: string, many: string): string {
  if (more) return `Over ${n} ${many}`;
  return `${n} ${n === 1 ? one : many}`;
}

/** Where a request stands, in one sentence. */
function standsAt({ status, time, targetOn, consultant }: HomeRequest, zone: string, today: string): string {
  const when = time && formatPeriod(time.startsAt, time.endsAt, zone);
  switch (status) {
    case 'waiting':
      return `We are looking for a consultant${byWhen(targetOn, today)}`;
    case 'with_lead':
      return `The lead is finding a consultant${byWhen(targetOn, today)}`;
    case 'offered':
      return `A consultant has been asked for ${when ?? 'a time'}.`;
    case 'booked':
      return [when, consultant && `with ${consultant}`].filter(Boolean).join(', ');
    case 'held':
      return `Held${consultant ? ` with ${consultant}` : ''}. Follow-up is under way.`;
  }
}

function tilesOf(board: BoardSummary): Tile[] {
  const tile = (words: string, section: string, { n, more }: Count, urgent = false): Tile => ({
    count: more ? `Over ${n}` : String(n),
    words,
    href: `/board/${section}`,
    urgent: urgent && n > 0,
  });
  return [
    tile('waiting', 'waiting', board.waiting.total, board.waiting.pastTarget.n > 0),
    tile('with the lead', 'with-lead', board.withLead.total, true),
    tile(board.offersOpen.n === 1 ? 'offer open' : 'offers open', 'offers', board.offersOpen),
    tile('this week', 'this-week', board.thisWeek),
    tile(board.recordsOwed.n === 1 ? 'record owed' : 'records owed', 'records', board.recordsOwed),
    tile(
      board.actionsOverdue.n === 1 ? 'action overdue' : 'actions overdue',
      'actions',
      board.actionsOverdue,
      true,
    ),
    ...(board.failures.n > 0 ? [tile('failed to send or run', 'tasks', board.failures, true)] : []),
  ];
}

/** The pages of things that a part of the home page is made of. */
function pagesOf(part: object | null): { more: boolean }[] {
  return part === null ? [] : (Object.values(part) as { more: boolean }[]);
}

function byWhen(targetOn: string, today: string): string {
  return targetOn < today
    ? `. It should have taken place by ${formatDay(targetOn)}; we are sorry that it takes longer.`
    : `, to be held by ${formatDay(targetOn)}.`;
}
