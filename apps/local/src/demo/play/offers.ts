import { type Offer, type RoutingRun } from './answers.js';
import { QUESTION } from './asking.js';
import { expectThat, until } from './expect.js';
import { inWords, periodInWords } from './local-time.js';
import { type Person } from './person.js';
import { type Stage } from './stage.js';

/** Two consultants are asked in turn: the first declines, the second accepts. @returns the second */
export async function playOffers(stage: Stage, code: string, practitioner: Person): Promise<Person> {
  const { screen } = stage;
  await stage.step('The first consultant is asked, and declines');
  const first = await whoIsAsked(stage, code, practitioner, []);
  await stage.mail(code, { to: first.person, subject: /can you take this one/, calendar: tentative });
  await stage.mail(code, { to: practitioner, subject: /we are arranging it/, calendar: null });
  await showOutline(stage, first);
  const declined = await first.person.post<{ access: string }>(`/offers/${first.offer.id}/decline`, {
    because: 'time-does-not-suit',
  });
  expectThat(declined.body.access === 'none', 'it to be shut to whoever declined', declined.body);
  screen.does(`${first.person.name} declines: the time does not suit.`, declined.ms);
  await stage.mail(code, { to: first.person, subject: /no longer held/, calendar: cancelled });

  await stage.step('The next one is asked, and accepts');
  const second = await whoIsAsked(stage, code, practitioner, [first.person]);
  await stage.mail(code, { to: second.person, subject: /can you take this one/, calendar: tentative });
  await showOutline(stage, second);
  await accept(stage, code, second);
  const confirmed = { method: 'REQUEST', status: 'CONFIRMED', sequence: 1 };
  await stage.mail(code, { to: second.person, subject: /confirmed/, calendar: confirmed });
  await stage.mail(code, { to: practitioner, subject: /confirmed/, calendar: confirmed });
  return second.person;
}

const tentative = { method: 'REQUEST', status: 'TENTATIVE', sequence: 0 };
const cancelled = { method: 'CANCEL', status: 'CANCELLED', sequence: 1 };

interface Asked {
  readonly person: Person;
  readonly offer: Offer;
}

async function whoIsAsked(
  { screen, service }: Stage,
  code: string,
  practitioner: Person,
  before: readonly Person[],
): Promise<Asked> {
  const consultants = service.people.filter(
    (person) =>
      person.roles.some((role) => role === 'champion' || role === 'lead') && !before.includes(person),
  );
  const look = async (): Promise<Asked | undefined> => {
    for (const person of consultants) {
      const { body } = await person.get<{ items: readonly Offer[] }>('/offers');
      const offer = body.items.find((each) => each.code === code);
      if (offer) return { person, offer };
    }
    return undefined;
  };
  let status = '';
  const { value, ms } = await until(
    `${code} to be offered to ${before.length === 0 ? 'a consultant' : 'somebody else'}`,
    async () => {
      const { body } = await practitioner.get<{ items: readonly { code: string; status: string }[] }>(
        '/consultations?role=requester',
      );
      status = body.items.find((item) => item.code === code)?.status ?? 'nowhere';
      return status === 'offered' ? look() : undefined;
    },
    () => `it is ${status}`,
  );
  screen.does(`The worker finds ${value.person.name} and holds the hour.`, ms);
  return value;
}

/** Before the conflict check: enough to say yes or no, and nothing of the case. */
async function showOutline(stage: Stage, { person, offer }: Asked): Promise<void> {
  const { screen } = stage;
  const { startsAt, endsAt, expiresAt, priority, mode, agency, stage: caseStage, purposes } = offer;
  screen.does(`${person.name} sees, before the conflict check:`);
  screen.sees(`${periodInWords(startsAt, endsAt)}, by ${mode}; to be answered by ${inWords(expiresAt)}`);
  screen.sees([agency, caseStage, priority, ...purposes].join('; ').replaceAll('-', ' '));
  const seen = await stage.look(person, offer.code);
  expectThat(
    seen.access === 'outline' && seen.request === undefined,
    'no case text before the check',
    seen.access,
  );
}

async function accept(stage: Stage, code: string, { person, offer }: Asked): Promise<void> {
  const { screen } = stage;
  const path = `/offers/${offer.id}/accept`;
  const refused = await person.isRefused('POST', path, 'conflict-check-first', { noConflict: false });
  screen.does(`${person.name} tries to accept without the conflict check.`);
  screen.sees(refused.detail);
  const accepted = await person.post<{ status: string; time: { status: string } }>(path, {
    noConflict: true,
  });
  expectThat(accepted.body.status === 'booked', 'it to be booked', accepted.body);
  screen.does(
    'Says that there is no conflict, and accepts. It is booked, and the detail opens:',
    accepted.ms,
  );
  const seen = await stage.look(person, code);
  expectThat(seen.request?.question === QUESTION, 'the question as it was asked', seen.request?.question);
  screen.sees(`“${QUESTION}”`);
}

/** The lead, and nobody else, reads why each was asked. */
export async function playExplanation(
  stage: Stage,
  code: string,
  lead: Person,
  practitioner: Person,
): Promise<void> {
  const { screen } = stage;
  await stage.step('The lead reads why each was asked');
  const { body, ms } = await lead.get<{ items: readonly RoutingRun[] }>(`/consultations/${code}/routing`);
  expectThat(body.items.length === 2, 'two routing runs', body.items.length);
  expectThat(
    body.items.every(({ replays }) => replays),
    'the same answer when it is run again',
    body.items,
  );
  const inOrder = [...body.items].reverse();
  for (const [index, { sentences }] of inOrder.entries()) {
    screen.does(
      `Run ${index + 1}, which gives the same answer when it is run again:`,
      index === 0 ? ms : undefined,
    );
    for (const sentence of sentences) screen.sees(sentence);
  }
  await practitioner.isRefused('GET', `/consultations/${code}/routing`, 'scope-missing');
  screen.does(`${practitioner.name} may not read this.`);
}
