import { formatDay } from '@case-consultation/domain';
import { type Action } from './answers.js';
import { expectThat } from './expect.js';
import { addWorkingDays, instantOn, periodInWords } from './local-time.js';
import { type Person } from './person.js';
import { type Stage } from './stage.js';

interface Parties {
  readonly practitioner: Person;
  readonly consultant: Person;
}

const A_MINUTE = 60_000;

/** The practitioner moves it; everybody's calendar follows. */
export async function playMove(
  stage: Stage,
  code: string,
  { practitioner, consultant }: Parties,
): Promise<void> {
  const { screen } = stage;
  await stage.step('It is moved');
  const before = (await stage.look(practitioner, code)).time;
  const { body: free, ms } = await practitioner.get<{ items: readonly string[] }>(
    `/consultations/${code}/times-to-move?days=28`,
  );
  const to = free.items.find((start) => before !== null && start > before.startsAt) ?? free.items[0];
  expectThat(to !== undefined, `a time at which ${consultant.name} is free`, 'none');
  screen.does(`${practitioner.name} looks when ${consultant.name} is free: ${free.items.length} times.`, ms);
  const moved = await practitioner.post<{ time: { startsAt: string; endsAt: string } }>(
    `/consultations/${code}/reschedule`,
    { startsAt: to, reason: 'A strategy meeting was put into that hour.' },
  );
  const { startsAt, endsAt } = moved.body.time;
  expectThat(startsAt === to, `it to be at ${to}`, startsAt);
  screen.does(`Moves it to ${periodInWords(startsAt, endsAt)}.`, moved.ms);
  const updated = { method: 'REQUEST', status: 'CONFIRMED', sequence: 2 };
  for (const to of [consultant, practitioner])
    await stage.mail(code, { to, subject: /changed/, calendar: updated });
}

/** It takes place, the consultant writes the record, and what is to follow is agreed. @returns the two actions */
export async function playHolding(
  stage: Stage,
  code: string,
  parties: Parties,
): Promise<readonly [Action, Action]> {
  const { screen } = stage;
  const { practitioner, consultant } = parties;
  const { time } = await stage.look(practitioner, code);
  expectThat(time !== null, 'a booked time', 'none');
  const early = await consultant.isRefused('POST', `/consultations/${code}/attendance`, 'not-started-yet', {
    held: true,
    minutesLate: 0,
  });
  screen.does(`${consultant.name} cannot say that it was held yet.`);
  screen.sees(early.detail);
  await stage.moveClockTo(new Date(Date.parse(time.endsAt) + 5 * A_MINUTE));

  await stage.step('It is held and recorded');
  const held = await consultant.post<{ status: string; detail: { reviewDueOn: string } }>(
    `/consultations/${code}/attendance`,
    { held: true, minutesLate: 5 },
  );
  expectThat(held.body.status === 'held', 'it to be held', held.body);
  screen.does(`${consultant.name} says that it was held, five minutes late.`, held.ms);
  await writeRecord(stage, code, parties);
  const actions = await agreeActions(stage, code, parties);
  const shared = await consultant.post(`/consultations/${code}/record/share`);
  screen.does(`${consultant.name} shares the record.`, shared.ms);
  await stage.mail(code, { to: practitioner, subject: /ready to read/, calendar: null });
  const { body: record } = await practitioner.get<{ state: string; headings: object }>(
    `/consultations/${code}/record`,
  );
  expectThat(record.state === 'shared', 'the record to be shared', record.state);
  const agreed = await practitioner.post(`/consultations/${code}/record/agree`);
  screen.does(
    `${practitioner.name} reads its ${Object.keys(record.headings).length} headings and agrees.`,
    agreed.ms,
  );
  return actions;
}

async function writeRecord(
  { screen }: Stage,
  code: string,
  { practitioner, consultant }: Parties,
): Promise<void> {
  const path = `/consultations/${code}/record`;
  const headings = {
    'pattern-of-coercive-control':
      'He decides about visitors, money and memory: what she recalls, he denies. Each part serves the whole.',
    'survivors-efforts-for-safety': 'She writes things down at work and has two neighbours who look in.',
    'language-agreed': '“He controls who may visit”, in place of “the family is isolated”.',
  };
  const saved = await consultant.put(path, { headings }, { 'if-match': '"0"' });
  screen.does(`Writes the record under ${Object.keys(headings).length} headings.`, saved.ms);
  const { body } = await practitioner.get<{ state: string }>(path);
  expectThat(body.state === 'none', 'the practitioner not to see it before it is shared', body.state);
}

async function agreeActions(
  stage: Stage,
  code: string,
  { practitioner, consultant }: Parties,
): Promise<readonly [Action, Action]> {
  const { screen, service } = stage;
  const { body: pathways } = await consultant.get<{
    items: readonly { id: string; kind: string; name: string; checkedOn: string }[];
  }>('/pathways');
  const idva = pathways.items.find(({ kind }) => kind === 'idva');
  const { body: me } = await practitioner.get<{ id: string }>('/me');
  const today = await service.time.today();
  const add = async (action: object) => {
    const { body, ms } = await consultant.post<{ action: Action; question: string | null }>(
      `/consultations/${code}/actions`,
      { ownerId: me.id, ...action },
    );
    screen.does(
      `Agreed, for ${practitioner.name} by ${formatDay(body.action.dueOn)}: ${body.action.description}`,
      ms,
    );
    return body;
  };
  const first = await add({
    description: 'Offer her an IDVA, by the way of contact that she says is safe.',
    about: 'survivor',
    dueOn: addWorkingDays(today, 6),
    pathwayId: idva?.id ?? null,
  });
  if (idva) screen.sees(`Pathway: ${idva.name}, checked on ${formatDay(idva.checkedOn)}`);
  expectThat(first.question !== null, 'the gentle question', 'none');
  screen.sees(`A gentle question: ${first.question}`);
  const second = await add({
    description: 'Meet him about what he decides for her, and set out what is expected of him.',
    about: 'person-causing-harm',
    dueOn: addWorkingDays(today, 9),
  });
  expectThat(second.question === null, 'no question any more', second.question);
  return [first.action, second.action];
}

/** Actions are reminded and chased until they are settled. */
export async function playActions(
  stage: Stage,
  code: string,
  practitioner: Person,
  [first, second]: readonly [Action, Action],
): Promise<void> {
  const { screen } = stage;
  const task = { to: practitioner, subject: /You have a task/, calendar: null };
  const settle = async (action: Action) => {
    const { body, ms } = await practitioner.post<{ detail: { openActions: number } }>(
      `/actions/${action.id}/settle`,
      {
        as: 'done',
      },
    );
    screen.does(`${practitioner.name} says that it is done. Still open: ${body.detail.openActions}.`, ms);
    return body.detail.openActions;
  };
  await stage.moveClockTo(instantOn(addWorkingDays(first.dueOn, -2), '09:05'));
  await stage.step('Its actions are reminded, chased and done');
  screen.does('Two working days before the first is due:');
  await stage.mail(code, task);
  expectThat((await settle(first)) === 1, 'one action still open', 'another number');

  await stage.moveClockTo(instantOn(addWorkingDays(second.dueOn, -2), '09:05'));
  screen.does('Two working days before the second is due, on the day, and the working day after:');
  await stage.mail(code, task);
  await stage.moveClockTo(instantOn(second.dueOn, '09:05'));
  await stage.mail(code, task);
  await stage.moveClockTo(instantOn(addWorkingDays(second.dueOn, 1), '09:05'));
  await stage.mail(code, task);
  expectThat((await settle(second)) === 0, 'no action open any more', 'another number');
}
