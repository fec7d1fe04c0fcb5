import { type Day, dayNumber, formatDay, SAFETY_FLAGS } from '@case-consultation/domain';
import { type Draft, type Programme } from './answers.js';
import { expectThat } from './expect.js';
import { addWorkingDays, inWords } from './local-time.js';
import { type Person } from './person.js';
import { type Stage } from './stage.js';

export const QUESTION =
  'He decides who may visit and what is bought, and says that she is forgetful. How do I put this together as one pattern, with what she does to keep the children safe?';

/** A family of its own for each day: one that was consulted on before would be more urgent. */
function caseReferenceOn(today: Day): string {
  return `EF-${today.slice(0, 4)}-${String(dayNumber(today) % 10_000).padStart(4, '0')}`;
}

/** What was asked, and what of it must never turn up in a mail. */
export interface Asked {
  readonly code: string;
  readonly caseReference: string;
}

/** A practitioner asks: the draft grows, the safety gate has its say, and a time is chosen. */
export async function playAsking(stage: Stage, practitioner: Person): Promise<Asked> {
  const { screen } = stage;
  await stage.step('A practitioner asks');
  const caseReference = caseReferenceOn(await stage.service.time.today());
  const { body: programme } = await practitioner.get<Programme>('/programme');
  screen.does(`${practitioner.name} signs in to the programme ${programme.name}.`);

  const first = await practitioner.post<Draft>('/consultations', { safetyGate: gate(false) });
  const { code, gate: stopped } = first.body;
  screen.does(
    `Begins a draft, ${code}, with the safety questions: a child may be suffering significant harm.`,
    first.ms,
  );
  expectThat(
    stopped?.go === false && stopped.stop === 'refer-first',
    'the gate to say: refer first',
    stopped,
  );
  screen.sees(`The gate says: ${stopped.message}.`);
  screen.sees(`It shows: ${stopped.contacts.map(({ name, phone }) => `${name}, ${phone}`).join('; ')}.`);

  const referred = await practitioner.patch<Draft>(`/consultations/${code}`, { safetyGate: gate(true) });
  expectThat(
    referred.body.gate?.go === true,
    'the gate to open once the referral is made',
    referred.body.gate,
  );
  screen.does('The referral is made and the gate opens. The draft had been kept.', referred.ms);
  screen.sees(`Still to be filled in: ${referred.body.missing.length} things.`);

  const problem = await practitioner.isRefused('PATCH', `/consultations/${code}`, 'identifier-found', {
    question: 'She can be reached on 020 7946 0999.',
  });
  screen.does('Types a phone number into the question.');
  screen.sees(`${problem.errors?.[0]?.message ?? problem.detail}. Nothing of it is saved.`);

  const filled = await practitioner.patch<Draft>(`/consultations/${code}`, form(caseReference));
  screen.does(
    'Fills in the rest: children by age band, stage, safety flags, purposes, the question.',
    filled.ms,
  );
  screen.sees(`Still to be filled in: ${filled.body.missing.map(({ message }) => message).join('; ')}.`);
  expectThat(filled.body.missing.length === 1, 'only the times to be missing', filled.body.missing);

  await chooseTimes(stage, practitioner, code);
  const submitted = await practitioner.post<{ status: string; priority: string; targetOn: string }>(
    `/consultations/${code}/submit`,
  );
  const { status, priority, targetOn } = submitted.body;
  screen.does(`Submits it. It is ${priority}, to be held by ${formatDay(targetOn)}.`, submitted.ms);
  expectThat(status === 'waiting' && priority === 'P3', 'it to be waiting as P3', submitted.body);
  return { code, caseReference };
}

/** Three real free times, each on another day, from a week on. */
async function chooseTimes({ screen, service }: Stage, practitioner: Person, code: string): Promise<void> {
  const from = addWorkingDays(await service.time.today(), 5);
  const { body, ms } = await practitioner.get<{ items: readonly string[] }>(
    `/consultations/${code}/times?from=${from}&days=14`,
  );
  expectThat(body.items.length > 0, 'free times to choose from', 'none');
  screen.does(`Looks at the free times of all who could take it: ${body.items.length} in two weeks.`, ms);
  const preferredTimes = body.items
    .filter((start, at) => start.slice(0, 10) !== body.items[at - 1]?.slice(0, 10))
    .slice(0, 3);
  const chosen = await practitioner.patch<Draft>(`/consultations/${code}`, {
    preferredTimes,
    soonest: false,
  });
  expectThat(chosen.body.missing.length === 0, 'nothing to be missing', chosen.body.missing);
  screen.does('Chooses three, in this order:');
  for (const start of preferredTimes) screen.sees(inWords(start));
}

function gate(referralMade: boolean): object {
  return { immediateDanger: false, significantHarm: true, referralMade, highRiskLast14Days: false };
}

function form(caseReference: string): object {
  return {
    caseReference,
    children: { '0-4': 1, '5-9': 1 },
    stage: 'assessment',
    safetyFlags: Object.fromEntries(SAFETY_FLAGS.map((flag) => [flag, 'no'])),
    purposes: ['see-the-pattern', 'documentation'],
    question: QUESTION,
    familyWorksForAgency: false,
    mode: 'phone',
  };
}
