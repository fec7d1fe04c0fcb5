import {
  type BoardSummary,
  type BoardWish,
  type FormPart,
  Actions,
  Offers,
} from '@case-consultation/features';
import { type Journey } from './journey.js';
import { type TestPerson } from './programme.builder.js';
import { type TestService } from './service.js';

/** The first page of a list of the board, in its order. */
export const wish = <Order extends string>(
  order: Order,
  given: Partial<BoardWish<Order>> = {},
): BoardWish<Order> => ({ filter: {}, order, reversed: false, limit: 50, page: null, ...given });

export const NONE = { n: 0, more: false };
export const NOTHING_WAITING = {
  total: NONE,
  byPriority: { P1: NONE, P2: NONE, P3: NONE },
  pastTarget: NONE,
  nearTarget: NONE,
};
/** The counts when nothing is to be done. */
export const NOTHING: BoardSummary = {
  waiting: NOTHING_WAITING,
  withLead: NOTHING_WAITING,
  offersOpen: NONE,
  thisWeek: NONE,
  recordsOwed: NONE,
  actionsOverdue: NONE,
  tasks: NONE,
  failures: NONE,
};
export const count = (n: number) => ({ n, more: false });

/** With the lead because everybody said that they are not the right person. @returns its code */
export async function declinedByAll(
  service: TestService,
  journey: Journey,
  requester: TestPerson,
  given: FormPart = {},
): Promise<string> {
  const code = await journey.asked(requester, given);
  while ((await journey.state(code)).status === 'offered') {
    const { id, consultant } = await journey.offer(code);
    await service.get(Offers).decline(consultant, id, { because: 'not-the-right-person', reason: null });
    await service.drain();
  }
  return code;
}

/** Held, with one action that is due on 8 March 2027. */
export async function withAnAction(
  service: TestService,
  journey: Journey,
  requester: TestPerson,
  given: FormPart = {},
) {
  const { code, consultant } = await journey.held(requester, given);
  const { id } = await service.get(Actions).add(consultant, code, {
    description: 'Ask the school who is told of an absence',
    ownerId: requester.personId,
    about: 'system',
    dueOn: '2027-03-08',
    pathwayId: null,
  });
  return { code, consultant, id };
}
