import { type Actor, dayOf, DomainError } from '@case-consultation/domain';
import {
  type ConsultationQueries,
  type ConsultationStanding,
  type Programme,
  type Programmes,
} from '@case-consultation/features';
import { type Clock } from '@case-consultation/platform';
import { page, type PageAnswer } from '../kit/answer.js';
import { mayDo, type Moment, thingsToDo, type Verb } from './things-to-do.js';
import { type Reader, whereItStands } from './where-it-stands.js';

/** What a page about one consultation begins with. */
export interface VerbContext {
  actor: Actor & { personId: string };
  code: string;
  standing: ConsultationStanding;
  programme: Programme;
  zone: string;
  moment: Moment;
}

export interface VerbParts {
  consultations: ConsultationQueries;
  programmes: Programmes;
  clock: Clock;
}

/** Only the person who asked may do these, whatever the state. */
const REQUESTERS: ReadonlySet<Verb> = new Set(['change-times', 'withdraw', 'agree', 'feedback']);

/**
 * Shows a page to whoever may do this now. To others it says where the consultation stands, with 409: most who come here
 * followed an old link, went back, or pressed twice.
 * @throws DomainError `not-found`, `not-your-task`, `conflict-check-first`
 */
export async function whenMayDo(
  verb: Verb,
  { consultations, programmes, clock }: VerbParts,
  actor: Actor & { personId: string },
  code: string,
  show: (context: VerbContext) => PageAnswer | Promise<PageAnswer>,
): Promise<PageAnswer> {
  const [standing, programme] = await Promise.all([
    consultations.standing(actor, code),
    programmes.of(actor.programmeId),
  ]);
  const { zone } = programme.settings;
  const now = clock.now();
  const moment = { now, today: dayOf(now, zone) };
  const context = { actor, code, standing, programme, zone, moment };
  if (mayDo(verb, standing, actor, moment)) return show(context);
  if (REQUESTERS.has(verb) && !standing.isMine)
    throw new DomainError('not-your-task', 'Only the person who asked for this consultation can do that.');
  if (standing.access === 'outline')
    throw new DomainError('conflict-check-first', 'Say first whether you have a conflict. Then it opens.');
  return movedOn(context);
}

/** What cannot be done now, and why: where it stands, and what can be done instead. */
function movedOn({ actor, code, standing, zone, moment }: VerbContext): PageAnswer {
  const consultant =
    standing.status === 'offered' && standing.isMine ? null : (standing.consultant?.name ?? null);
  const where = whereItStands(
    standing,
    { requester: 'the practitioner', consultant },
    readerOf(standing, actor),
    {
      ...moment,
      zone,
    },
  );
  const view = { code, where, things: thingsToDo(standing, actor, moment) };
  return page('request/moved-on', 'That cannot be done now', view, { status: 409 });
}

/** Under which entry of the navigation a consultation is, for each who reads it. */
export const SECTIONS: Readonly<Record<Reader, string>> = {
  requester: '/requests',
  consultant: '/consulting',
  lead: '/board',
};

export function readerOf({ isMine, consultant }: ConsultationStanding, actor: Actor): Reader {
  if (isMine) return 'requester';
  return consultant?.id === actor.personId ? 'consultant' : 'lead';
}
