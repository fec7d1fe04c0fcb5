import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { isLead } from '@case-consultation/domain';
import { type Visitor } from '@case-consultation/features';
import { noSuchThing } from '../../../http/problems/api-problem.js';
import { idInPath } from '../../../http/validation/fields.js';
import { notSignedIn } from '../../../operations/who.decorator.js';

/** Whose time a page is about, and who has it open. */
export interface Whose {
  readonly actor: Visitor['actor'];
  readonly consultantId: string;
  /** Their own. */
  readonly own: boolean;
  /** Where the pages about it begin. */
  readonly base: string;
  /** Which entry of the navigation they belong to. */
  readonly section: string;
}

/** Both addresses of a page about somebody’s time: one’s own, and for leads that of a consultant. */
export function availabilityAt(path: string): string[] {
  return [`availability${path}`, `people/:id/availability${path}`];
}

/** @param id of the person in the address; null at one’s own @throws ApiProblem `not-found` for who is no lead */
export function whoseTime(actor: Visitor['actor'], id: string | null): Whose {
  if (id !== null && !isLead(actor)) throw noSuchThing();
  const consultantId = id ?? actor.personId;
  return consultantId === actor.personId
    ? { actor, consultantId, own: true, base: '/availability', section: '/availability' }
    : { actor, consultantId, own: false, base: `/people/${consultantId}/availability`, section: '/people' };
}

/** Whose time the page at this address is about. */
export const WhoseTime = createParamDecorator((_: unknown, context: ExecutionContext): Whose => {
  const { visit, params } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!visit?.visitor) throw notSignedIn();
  const { id } = params as { id?: string };
  if (id === undefined) return whoseTime(visit.visitor.actor, null);
  const read = idInPath.safeParse(id);
  if (!read.success) throw noSuchThing();
  return whoseTime(visit.visitor.actor, read.data);
});

/** Words for whom a page speaks of, so that each sentence is written once: verbs go with “they” as with “you”. */
export interface WhoWords {
  readonly own: boolean;
  readonly name: string;
  readonly base: string;
  /** `My availability`, or whose. */
  readonly title: string;
  readonly you: 'you' | 'they';
  readonly You: 'You' | 'They';
  /** As an object: asks “you”, asks “them”. */
  readonly toYou: 'you' | 'them';
  readonly your: 'your' | 'their';
  readonly Your: 'Your' | 'Their';
}

export function whoWords({ own, base }: Pick<Whose, 'own' | 'base'>, name: string): WhoWords {
  return own
    ? {
        own,
        name,
        base,
        title: 'My availability',
        you: 'you',
        You: 'You',
        toYou: 'you',
        your: 'your',
        Your: 'Your',
      }
    : {
        own,
        name,
        base,
        title: `${name}’s availability`,
        you: 'they',
        You: 'They',
        toYou: 'them',
        your: 'their',
        Your: 'Their',
      };
}
