import { Lead } from '@case-consultation/features';
import { aSubmittedRequest } from '../../support/service/request.builder.js';
import { type TestPerson } from '../../support/service/programme.builder.js';
import { QUESTION } from './nine-steps.js';
import { type World } from './world.js';

/** The lead asks this consultant for a new request at this time; auto-accept books it at once. */
export async function askedOf(
  { service, programme }: World,
  consultant: TestPerson,
  startsAt: Date,
  requester: TestPerson = programme.practitioners[0],
): Promise<string> {
  const code = await aSubmittedRequest(service, requester, { question: QUESTION });
  const choice = { consultantId: consultant.personId, startsAt, reason: 'They know this best' };
  await service.get(Lead).assign(programme.lead, code, choice);
  await service.drain();
  return code;
}

/** The same, and they have accepted. */
export async function bookedWith(
  world: World,
  consultant: TestPerson,
  startsAt: Date,
  requester?: TestPerson,
): Promise<string> {
  const code = await askedOf(world, consultant, startsAt, requester);
  await world.journey.accept(code);
  return code;
}
