import { MOST_TRIES } from '@case-consultation/domain';
import { ProgrammeSetup, Sessions, SignIn } from '@case-consultation/features';
import { simpleParser } from 'mailparser';
import { codeFrom, refusalFrom } from '../support/service/journey.js';
import { header } from '../support/service/mails.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';
import { MINUTE, SigningIn, tokenOf, wrong } from '../support/service/signing-in.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let signIn: SignIn;
let people: SigningIn;

beforeAll(async () => {
  service = await TestService.start();
  programme = await aProgramme(service);
  beside = await aProgramme(service);
  signIn = service.get(SignIn);
  people = new SigningIn(service, programme, signIn);
});
afterAll(() => service.stop());

const visitorOf = (token: string) => service.get(Sessions).visitorOf(token);

describe('a code', () => {
  it('comes by mail and opens a session of the person, with their roles, in their programme', async () => {
    const lead = await programme.addPerson({ name: 'Only Here', roles: ['lead', 'practitioner'] });
    const { attempt, code } = await people.asked(lead.email, `  ${lead.email.toUpperCase()} `);
    const visitor = await visitorOf(
      tokenOf(await signIn.enter(attempt, ` ${code.slice(0, 3)} ${code.slice(3)}`)),
    );
    expect(visitor).toMatchObject({
      actor: { programmeId: programme.id, personId: lead.personId, roles: ['lead', 'practitioner'] },
      name: 'Only Here',
      email: lead.email,
      programme: { code: programme.code, name: 'Elmbrook programme' },
    });
  });

  it('is told in a plain, neutral mail without anything attached', async () => {
    const person = await people.somebody();
    await people.asked(person.email);
    const mail = service.mailbox.messages.find(({ to }) => to.includes(person.email));
    if (!mail) throw new Error('No mail');
    const { text, attachments } = await simpleParser(mail.raw);
    expect(header(mail, 'Subject')).toBe('Your code to sign in');
    expect(header(mail, 'Auto-Submitted')).toBe('auto-generated');
    expect(text).toContain('https://consultations.example.org/sign-in\n');
    expect(`${text} ${mail.from}`).not.toMatch(/somebody|elmbrook|programme|abus|harm|child|famil|lead/i);
    expect(attachments).toEqual([]);
  });

  it('works once', async () => {
    const person = await people.somebody();
    const { attempt, code } = await people.asked(person.email);
    await signIn.enter(attempt, code);
    expect(await codeFrom(signIn.enter(attempt, code))).toBe('sign-in-code-expired');
    expect(await people.sessionsOf(person.personId)).toBe(1);
  });

  it('works once for many at the same moment', async () => {
    const person = await people.somebody();
    const { attempt, code } = await people.asked(person.email);
    const answers = await people.allAtOnce(
      Array.from({ length: 5 }, () => () => signIn.enter(attempt, code)),
    );
    const entered = answers.filter(({ status }) => status === 'fulfilled');
    expect(entered).toHaveLength(1);
    expect(await people.sessionsOf(person.personId)).toBe(1);
    for (const answer of answers) {
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({
          code: expect.stringMatching(/^sign-in-(code-expired|tries-spent)$/),
        });
    }
  });

  it('works for ten minutes, to the millisecond', async () => {
    const person = await people.somebody();
    const now = service.clock.now();
    const { attempt, code } = await people.asked(person.email);
    const { rows } = await service.admin.query<{ expires_at: Date }>(
      'SELECT expires_at FROM sign_in_attempt WHERE person_id = $1',
      [person.personId],
    );
    const expiresAt = rows[0]?.expires_at ?? now;
    expect(expiresAt.getTime() - now.getTime()).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(expiresAt.getTime() - now.getTime()).toBeLessThan(10 * MINUTE + 5_000);
    service.clock.setTo(expiresAt);
    const refusal = await refusalFrom(signIn.enter(attempt, code));
    expect(refusal).toMatchObject({ code: 'sign-in-code-expired', field: 'code' });
    expect(refusal.message).toContain('Ask for a new code');
  });

  it('no longer works once a newer one was asked for, which does', async () => {
    const person = await people.somebody();
    const first = await people.asked(person.email);
    const second = await people.asked(person.email);
    expect(await codeFrom(signIn.enter(first.attempt, first.code))).toBe('sign-in-code-expired');
    expect(await codeFrom(signIn.enter(second.attempt, wrong(second.code)))).toBe('sign-in-code-wrong');
    tokenOf(await signIn.enter(second.attempt, second.code));
  });

  it('is of use only with the handle that it was asked with', async () => {
    const one = await people.asked((await people.somebody()).email);
    const other = await people.asked((await people.somebody()).email);
    if (one.code !== other.code)
      expect(await codeFrom(signIn.enter(other.attempt, one.code))).toBe('sign-in-code-wrong');
    for (const handle of ['', 'x', `bcc_${'A'.repeat(43)}`, `${one.attempt.slice(0, -4)}AAAA`])
      expect(await codeFrom(signIn.enter(handle, one.code))).toBe('sign-in-code-expired');
    tokenOf(await signIn.enter(one.attempt, one.code));
  });

  it('is not sent any more when it became too old on the way', async () => {
    const person = await people.somebody();
    await signIn.askForCode(person.email);
    people.later(11 * MINUTE);
    expect(await people.codesTo(person.email)).toEqual([]);
  });

  it('is the same in the same message when it has to be sent again', async () => {
    const person = await people.somebody();
    const { attempt } = await signIn.askForCode(person.email);
    service.mailbox.behave({ kind: 'cut', keep: true });
    await expect(service.drain()).rejects.toMatchObject({ name: 'MailError', failure: 'passing' });
    service.mailbox.behave({ kind: 'accept' });
    // As the relay's sweep does for what was queued and is not done.
    await service.admin.query('UPDATE outbox SET queued_at = NULL WHERE done_at IS NULL');
    const [first, second, ...more] = await people.codesTo(person.email);
    expect([first, more]).toEqual([second, []]);
    const ids = service.mailbox.messages
      .filter(({ to }) => to.includes(person.email))
      .map((mail) => header(mail, 'Message-ID'));
    expect(new Set(ids).size).toBe(1);
    tokenOf(await signIn.enter(attempt, first ?? ''));
  });

  it('that is refused for good is settled', async () => {
    const person = await people.somebody();
    await signIn.askForCode(person.email);
    service.mailbox.behave({ kind: 'refuse', at: 'rcpt', code: 550 });
    await service.drain();
    service.mailbox.behave({ kind: 'accept' });
    expect(await people.codesTo(person.email)).toEqual([]);
  });
});

describe('a wrong code', () => {
  it('may be tried five times, and the right one does not help after that', async () => {
    const person = await people.somebody();
    const { attempt, code } = await people.asked(person.email);
    for (let left = MOST_TRIES - 1; left > 0; left -= 1) {
      const refusal = await refusalFrom(signIn.enter(attempt, wrong(code)));
      expect(refusal).toMatchObject({
        code: 'sign-in-code-wrong',
        field: 'code',
        details: { triesLeft: left },
      });
    }
    expect(await codeFrom(signIn.enter(attempt, wrong(code)))).toBe('sign-in-tries-spent');
    expect(await codeFrom(signIn.enter(attempt, code))).toBe('sign-in-tries-spent');
    expect(await people.sessionsOf(person.personId)).toBe(0);
  });

  it('is counted when many come at once', async () => {
    const person = await people.somebody();
    const { attempt, code } = await people.asked(person.email);
    const guesses = await people.allAtOnce(
      Array.from({ length: 9 }, () => () => codeFrom(signIn.enter(attempt, wrong(code)))),
    );
    const said = guesses.filter(
      (guess) => guess.status === 'fulfilled' && guess.value === 'sign-in-code-wrong',
    );
    expect(said).toHaveLength(MOST_TRIES - 1);
    expect(await codeFrom(signIn.enter(attempt, code))).toBe('sign-in-tries-spent');
  });

  it('costs nothing when it is no code at all', async () => {
    const { attempt, code } = await people.asked((await people.somebody()).email);
    for (const typed of ['', '12345', '1234567', 'abcdef', '12 34 5x'])
      for (let time = 0; time < 2; time += 1)
        expect(await codeFrom(signIn.enter(attempt, typed))).toBe('invalid-input');
    tokenOf(await signIn.enter(attempt, code));
  });
});

describe('a person of several programmes', () => {
  async function shared(name: string) {
    const here = await programme.addPerson({ name, roles: ['practitioner'] });
    const there = await beside.addPerson({ name, roles: ['champion'] });
    return { here, there };
  }

  it('chooses after the code was right, and is then who they are there', async () => {
    const { here, there } = await shared('Sal Shared');
    const { attempt, code } = await people.asked(here.email);
    expect(await codeFrom(signIn.choices(attempt))).toBe('sign-in-code-expired');
    expect(await codeFrom(signIn.choose(attempt, beside.code))).toBe('sign-in-code-expired');
    const entered = await signIn.enter(attempt, code);
    const choices = await signIn.choices(attempt);
    expect(entered).toEqual({ choose: choices });
    expect(choices.map((choice) => choice.code).sort()).toEqual([programme.code, beside.code].sort());
    expect(await codeFrom(signIn.choose(attempt, 'another'))).toBe('invalid-input');
    const { token } = await signIn.choose(attempt, beside.code);
    expect(await visitorOf(token)).toMatchObject({
      actor: { programmeId: beside.id, personId: there.personId, roles: ['champion'] },
      programme: { code: beside.code },
    });
    expect(await codeFrom(signIn.choose(attempt, programme.code))).toBe('sign-in-code-expired');
  });

  it('gets one session when they choose twice at once', async () => {
    const { here, there } = await shared('Sam Shared');
    const { attempt, code } = await people.asked(here.email);
    await signIn.enter(attempt, code);
    const answers = await people.allAtOnce(
      [programme, beside, programme, beside].map((chosen) => () => signIn.choose(attempt, chosen.code)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await people.sessionsOf(here.personId)) + (await people.sessionsOf(there.personId))).toBe(1);
  });

  it('has ten minutes to choose, and is not asked where only one is left', async () => {
    const { here, there } = await shared('Sky Shared');
    const first = await people.asked(here.email);
    people.later(9 * MINUTE);
    await signIn.enter(first.attempt, first.code);
    people.later(9 * MINUTE);
    expect(await signIn.choices(first.attempt)).toHaveLength(2);
    people.later(2 * MINUTE);
    expect(await codeFrom(signIn.choose(first.attempt, programme.code))).toBe('sign-in-code-expired');
    await people.deactivate(here.personId);
    const second = await people.asked(here.email);
    const visitor = await people.visitor(await signIn.enter(second.attempt, second.code));
    expect(visitor?.actor.personId).toBe(there.personId);
  });
});

describe('somebody who may not come in', () => {
  it('gets no code once they were deactivated, and no session for one they had', async () => {
    const person = await people.somebody();
    const { attempt, code } = await people.asked(person.email);
    await people.deactivate(person.personId);
    expect(await codeFrom(signIn.enter(attempt, code))).toBe('sign-in-code-wrong');
    await signIn.askForCode(person.email);
    expect(await people.codesTo(person.email)).toHaveLength(1);
  });

  it('gets no mail at an address that may not be mailed', async () => {
    const setup = service.get(ProgrammeSetup);
    const { council } = programme.agencies;
    const email = 'pat@elsewhere.example.net';
    await setup.addPerson(programme.id, {
      name: 'Pat Elsewhere',
      email,
      agencyId: council.id,
      teamId: council.teams[0]?.id ?? '',
      roles: ['practitioner'],
    });
    await signIn.askForCode(email);
    expect(await people.codesTo(email)).toEqual([]);
  });
});
