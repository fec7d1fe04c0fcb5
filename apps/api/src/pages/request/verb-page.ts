import { Injectable } from '@nestjs/common';
import { type Actor, dayOf, DomainError } from '@case-consultation/domain';
import {
  ConsultationQueries,
  type ConsultationStanding,
  type Programme,
  Programmes,
  type Visitor,
} from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { page, type PageAnswer } from '../kit/answer.js';
import { mayDo, type Moment, thingsToDo, type Verb } from './things-to-do.js';
import { type Reader, whereItStands } from './where-it-stands.js';

/** A consultation as somebody has it open now: what every page about one begins with. */
export interface Opened {
  readonly actor: Visitor['actor'];
  readonly code: string;
  readonly standing: ConsultationStanding;
  readonly programme: Programme;
  readonly zone: string;
  readonly moment: Moment;
}

/** Only the person who asked may do these, whatever the state. */
const REQUESTERS: ReadonlySet<Verb> = new Set(['change-times', 'withdraw', 'agree', 'feedback']);

/** Opens consultations for pages of what can be done to them. */
@Injectable()
export class VerbPages {
  constructor(
    private readonly consultations: ConsultationQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` when it is not theirs to see */
  async open(actor: Visitor['actor'], code: string): Promise<Opened> {
    const [standing, programme] = await Promise.all([
      this.consultations.standing(actor, code),
      this.programmes.of(actor.programmeId),
    ]);
    const { zone } = programme.settings;
    const now = this.clock.now();
    return { actor, code, standing, programme, zone, moment: { now, today: dayOf(now, zone) } };
  }

  /**
   * Shows a page to whoever may do this now. To others it says where the consultation stands, with 409: most who come
   * here followed an old link, went back, or pressed twice.
   * @throws DomainError `not-found`, `not-your-task`, `conflict-check-first`
   */
  async whenMayDo(
    verb: Verb,
    actor: Visitor['actor'],
    code: string,
    show: (opened: Opened) => PageAnswer | Promise<PageAnswer>,
  ): Promise<PageAnswer> {
    const opened = await this.open(actor, code);
    if (isPossible(verb, opened)) return show(opened);
    const { standing } = opened;
    if (REQUESTERS.has(verb) && !standing.isMine)
      throw new DomainError('not-your-task', 'Only the person who asked for this consultation can do that.');
    if (standing.access === 'outline')
      throw new DomainError('conflict-check-first', 'Say first whether you have a conflict. Then it opens.');
    return movedOn(opened);
  }
}

/** Whether whoever opened it may do this now. */
export function isPossible(verb: Verb, { actor, standing, moment }: Opened): boolean {
  return mayDo(verb, standing, actor, moment);
}

/** What cannot be done now, and why: where it stands, and what can be done instead. */
function movedOn({ actor, code, standing, zone, moment }: Opened): PageAnswer {
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
