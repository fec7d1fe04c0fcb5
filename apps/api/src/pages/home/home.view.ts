import { formatDay, formatInstant, formatPeriod } from '@case-consultation/domain';
import { type BoardSummary, type Count, type HomeRequest, type HomeView } from '@case-consultation/features';
import { ABOUT_WORDS, MODE_WORDS, PRIORITY_WORDS, STATUS_TAGS, STATUS_WORDS } from '../words/words.js';

/** One thing to do, as GOV.UK's task list shows it. */
export interface ThingToDo {
  readonly title: { readonly text: string };
  readonly href: string;
  readonly hint: { readonly text: string };
  readonly status: { readonly tag: { readonly text: string; readonly classes: string } };
}

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
  readonly comingUp: readonly { when: string; isToday: boolean; what: string; href: string; code: string }[];
  readonly requests: readonly {
    code: string;
    href: string;
    status: { text: string; classes: string };
    stands: string;
  }[];
  readonly tiles: readonly Tile[];
  readonly mayAsk: boolean;
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
    ...(consultant?.offers.items ?? []).map((offer) =>
      toDo(
        `Answer an offer: ${formatPeriod(offer.startsAt, offer.endsAt, zone)}`,
        `/offers/${offer.id}`,
        `${PRIORITY_WORDS[offer.priority]}. Answer by ${at(offer.expiresAt)}.`,
        'To answer',
        'blue',
      ),
    ),
    ...(consultant?.conflictChecks.items ?? []).map(({ code, startsAt }) =>
      toDo(
        `Say whether you have a conflict with ${code}`,
        `/consultations/${code}`,
        `Booked for you on ${at(startsAt)}. The rest opens once you have said it.`,
        'To check',
        'blue',
      ),
    ),
    ...home.actions.items
      .filter(({ overdue }) => overdue)
      .map(({ id, code, dueOn, about, pathway }) =>
        toDo(
          actionTitle(code, about, pathway),
          `/actions/${id}`,
          `Was due on ${formatDay(dueOn)}.`,
          'Overdue',
          'red',
        ),
      ),
    ...(consultant?.attendanceToSay.items ?? []).map(({ code, startsAt, endsAt }) =>
      toDo(
        `Say whether ${code} was held`,
        `/consultations/${code}/attendance`,
        `It was booked for ${formatPeriod(startsAt, endsAt, zone)}.`,
        'To say',
        'yellow',
      ),
    ),
    ...(consultant?.recordsToWrite.items ?? []).map(({ code, heldAt, started }) =>
      toDo(
        `${started ? 'Go on with' : 'Write'} the record of ${code}`,
        `/consultations/${code}/record`,
        `Held on ${at(heldAt)}.`,
        started ? 'Started' : 'To write',
        'yellow',
      ),
    ),
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
    ...home.actions.items
      .filter(({ overdue }) => !overdue)
      .map(({ id, code, dueOn, about, pathway }) =>
        toDo(
          actionTitle(code, about, pathway),
          `/actions/${id}`,
          `Due on ${formatDay(dueOn)}.`,
          'To do',
          'grey',
        ),
      ),
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
    comingUp: (consultant?.bookings.items ?? []).map(({ code, startsAt, endsAt, mode, agency, isToday }) => ({
      code,
      href: `/consultations/${code}`,
      when: formatPeriod(startsAt, endsAt, zone),
      isToday,
      what: [MODE_WORDS[mode], agency].filter(Boolean).join(', '),
    })),
    requests: (practitioner?.requests.items ?? []).map((request) => ({
      code: request.code,
      href: `/consultations/${request.code}`,
      status: { text: STATUS_WORDS[request.status], classes: STATUS_TAGS[request.status] },
      stands: standsAt(request, zone),
    })),
    tiles: board ? tilesOf(board) : [],
    mayAsk: practitioner !== null,
  };
}

function toDo(text: string, href: string, hint: string, tag: string, colour: string): ThingToDo {
  return {
    title: { text },
    href,
    hint: { text: hint },
    status: { tag: { text: tag, classes: `govuk-tag--${colour}` } },
  };
}

function actionTitle(code: string, about: keyof typeof ABOUT_WORDS, pathway: string | null): string {
  return `${pathway ?? `Action about ${ABOUT_WORDS[about].toLowerCase()}`} (${code})`;
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
        'Nobody who fits was free, or the target is at risk.',
        'To assign',
        'purple',
      ),
    );
  if (waiting.pastTarget.n > 0)
    things.push(
      toDo(
        `${several(waiting.pastTarget, 'request waits', 'requests wait')} past the target`,
        '/board/waiting',
        'Assign it, take it yourself, or turn it down with a signpost.',
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
function standsAt({ status, time, targetOn, consultant }: HomeRequest, zone: string): string {
  const when = time && formatPeriod(time.startsAt, time.endsAt, zone);
  switch (status) {
    case 'waiting':
      return `We are looking for a consultant, to be held by ${formatDay(targetOn)}.`;
    case 'with_lead':
      return `The lead is finding a consultant, to be held by ${formatDay(targetOn)}.`;
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
