import { type HistoryEntry } from './answers.js';
import { type Asked, QUESTION } from './asking.js';
import { expectThat } from './expect.js';
import { inWords, instantOn, workingDayFrom } from './local-time.js';
import { type Person } from './person.js';
import { type Stage } from './stage.js';

/** Twelve weeks later the practitioner looks back, and it is closed. */
export async function playReview(stage: Stage, code: string, practitioner: Person): Promise<void> {
  const { screen } = stage;
  const { reviewDueOn } = await stage.look(practitioner, code);
  expectThat(typeof reviewDueOn === 'string', 'a day for the review', reviewDueOn);
  await stage.moveClockTo(instantOn(workingDayFrom(reviewDueOn), '09:05'));
  await stage.step('Twelve weeks later: what has changed?');
  await stage.mail(code, { to: practitioner, subject: /You have a task/, calendar: null });
  const reviewed = await practitioner.post<{ status: string; owner: unknown }>(
    `/consultations/${code}/review`,
    {
      completed: true,
      planThen: 'assessment',
      planNow: 'child-in-need',
      reReferral: 'no',
      engagement: 'expectations-set',
      childrensVoiceHeard: 'yes',
      confidence: 4,
      note: 'He knows what is expected of him. She has an advocate of her own.',
    },
  );
  const { status, owner } = reviewed.body;
  expectThat(
    status === 'closed' && owner === null,
    'it to be closed, with nobody owing anything',
    reviewed.body,
  );
  screen.does(`${practitioner.name} answers the review. All is settled, so it is closed.`, reviewed.ms);
}

/** The whole of it once more, and what no mail may hold. */
export async function playLookBack(
  stage: Stage,
  { code, caseReference }: Asked,
  practitioner: Person,
): Promise<void> {
  const { screen, service } = stage;
  await stage.step('Looking back');
  const { body, ms } = await practitioner.get<{ items: readonly HistoryEntry[] }>(
    `/consultations/${code}/history`,
  );
  screen.does(`The history, as ${practitioner.name} may read it:`, ms);
  for (const { at, event, by } of body.items) {
    screen.sees(
      `${inWords(at).padEnd(40)} ${event.replaceAll('-', ' ').padEnd(16)} ${by?.name ?? 'the service'}`,
    );
  }
  expectThat(body.items.at(-1)?.event === 'closed', 'the history to end with closed', body.items.at(-1));

  const mails = service.mail.read;
  const telling = mails.filter(({ text, html, subject, calendar }) =>
    [text, html ?? '', subject, calendar?.raw ?? ''].some(
      (part) => part.includes(caseReference) || part.includes(QUESTION),
    ),
  );
  expectThat(
    telling.length === 0,
    'no mail to hold anything of the case',
    telling.map(({ subject }) => subject),
  );
  const events = new Set(mails.flatMap(({ calendar }) => calendar?.uid ?? []));
  screen.does(
    `${mails.length} mails, ${mails.filter(({ calendar }) => calendar).length} of them with a calendar part about ${events.size} events.`,
  );
  screen.sees('None of them says anything of the family, the agency or the question.');
}
