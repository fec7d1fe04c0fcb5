import { CODES_AN_HOUR, CODES_OF_ALL_AN_HOUR, MOST_TRIES } from '@case-consultation/domain';
import { Sessions, SignIn } from '@case-consultation/features';
import { createLogger } from '@case-consultation/platform';
import { codeFrom, refusalFrom } from '../support/service/journey.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';
import { MINUTE, SigningIn, tokenOf, wrong } from '../support/service/signing-in.js';

const NOBODY = 'nobody.at.all@elmbrook.example.org';

let service: TestService;
let programme: TestProgramme;
let signIn: SignIn;
let people: SigningIn;
const log: string[] = [];

beforeAll(async () => {
  const destination = { write: (line: string) => void log.push(line) };
  service = await TestService.start(undefined, {
    logger: createLogger({ level: 'trace', name: 'sign-in', destination }),
  });
  programme = await aProgramme(service);
  signIn = service.get(SignIn);
  people = new SigningIn(service, programme, signIn);
});
afterAll(() => service.stop());

const visitorOf = (token: string) => service.get(Sessions).visitorOf(token);

describe('an unknown address', () => {
  it('is answered like a known one, step by step, and nothing is sent to it', async () => {
    const said: unknown[][] = [];
    const known = await people.somebody();
    const before = service.mailbox.messages.length;
    for (const email of [known.email, NOBODY]) {
      const answers: unknown[] = [];
      const { attempt } = await signIn.askForCode(email);
      const code = (await people.codesTo(known.email)).at(-1) ?? '';
      answers.push(attempt.length);
      for (let time = 0; time < MOST_TRIES + 1; time += 1) {
        const {
          code: refused,
          message,
          field,
          details,
        } = await refusalFrom(signIn.enter(attempt, wrong(code)));
        answers.push([refused, message, field, details]);
      }
      answers.push(
        await codeFrom(signIn.choices(attempt)),
        await codeFrom(signIn.choose(attempt, programme.code)),
      );
      for (let time = 1; time < CODES_AN_HOUR; time += 1) await signIn.askForCode(email);
      const { code: refused, message } = await refusalFrom(signIn.askForCode(email));
      answers.push([refused, message]);
      said.push(answers);
    }
    await service.drain();
    expect(said[1]).toEqual(said[0]);
    const mails = service.mailbox.messages.slice(before);
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.every(({ to }) => to.includes(known.email))).toBe(true);
  });

  it('leaves the same rows, and is in none of them', async () => {
    const known = await people.somebody();
    const stranger = 'stranger.canary@private.example.net';
    for (const email of [known.email, stranger]) await signIn.askForCode(email);
    const { rows } = await service.admin.query<Record<string, unknown>>(
      `SELECT a.person_id, a.tries, a.superseded_at, a.right_at, length(a.address_key) AS address, length(a.handle_hash) AS handle,
         o.job, o.done_at, r.code AS programme
       FROM sign_in_attempt a JOIN outbox o ON o.id = a.outbox_id JOIN programme r ON r.id = a.programme_id
       ORDER BY a.id DESC LIMIT 2`,
    );
    const [second, first] = rows;
    expect(second).toEqual({ ...first, person_id: null });
    expect(await inTheDatabase(stranger, 'stranger.canary')).toEqual([]);
  });

  it('cannot be entered by whatever code would be its own', async () => {
    const { attempt } = await signIn.askForCode('no.one@elmbrook.example.org');
    await service.admin.query(
      `UPDATE sign_in_attempt SET right_at = asked_at WHERE id = (SELECT max(id::text)::uuid FROM sign_in_attempt)`,
    );
    expect(await signIn.choices(attempt)).toEqual([]);
    expect(await codeFrom(signIn.choose(attempt, programme.code))).toBe('invalid-input');
  });
});

describe('asking for codes', () => {
  it('refuses what is no address', async () => {
    for (const email of ['', 'nobody', 'a@b', 'a b@elmbrook.example.org', 'a@x.example.org, b@x.example.org'])
      expect(await codeFrom(signIn.askForCode(email))).toBe('invalid-input');
  });

  it('is limited for an address, at once or one after another, and opens again after an hour', async () => {
    const { email } = await people.somebody();
    const said = await Promise.allSettled(Array.from({ length: 9 }, () => signIn.askForCode(email)));
    expect(said.filter(({ status }) => status === 'fulfilled')).toHaveLength(CODES_AN_HOUR);
    expect(await codeFrom(signIn.askForCode(email.toUpperCase()))).toBe('too-many-requests');
    people.later(61 * MINUTE);
    await people.asked(email);
  });

  it('does not take the last code away when it is refused', async () => {
    const { email } = await people.somebody();
    for (let time = 1; time < CODES_AN_HOUR; time += 1) await signIn.askForCode(email);
    const { attempt, code } = await people.asked(email);
    expect(await codeFrom(signIn.askForCode(email))).toBe('too-many-requests');
    tokenOf(await signIn.enter(attempt, code));
  });

  it('is limited for all together', async () => {
    const elsewhere = await TestService.start();
    try {
      const { id } = await aProgramme(elsewhere);
      await elsewhere.admin.query(
        `INSERT INTO sign_in_attempt (id, programme_id, address_key, handle_hash, outbox_id, asked_at, expires_at)
         SELECT gen_random_uuid(), $1, sha256(n::text::bytea), sha256(n::text::bytea), gen_random_uuid(), $2, $2
         FROM generate_series(1, $3) AS n`,
        [id, elsewhere.clock.now(), CODES_OF_ALL_AN_HOUR - 1],
      );
      await elsewhere.get(SignIn).askForCode('first@elmbrook.example.org');
      expect(await codeFrom(elsewhere.get(SignIn).askForCode('second@elmbrook.example.org'))).toBe(
        'too-many-requests',
      );
    } finally {
      await elsewhere.stop();
    }
  });

  it('sweeps what no longer counts, with its outbox row', async () => {
    people.later(2 * 60 * MINUTE);
    await signIn.askForCode(NOBODY);
    const { rows } = await service.admin.query(
      `SELECT (SELECT count(*)::int FROM sign_in_attempt) AS attempts,
         (SELECT count(*)::int FROM outbox WHERE job = 'send-sign-in-code') AS owed`,
    );
    expect(rows).toEqual([{ attempts: 1, owed: 1 }]);
  });

  it('answers in a service without any programme', async () => {
    const empty = await TestService.start();
    try {
      const { attempt } = await empty.get(SignIn).askForCode(NOBODY);
      expect(await codeFrom(empty.get(SignIn).enter(attempt, '123456'))).toBe('sign-in-code-expired');
    } finally {
      await empty.stop();
    }
  });
});

/** The tables in which one of these stands, in the open or in hexadecimal. */
async function inTheDatabase(...secrets: readonly string[]): Promise<string[]> {
  const { rows: tables } = await service.admin.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await service.admin.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`);
    const all = rows.map(({ text }) => text).join('\n');
    for (const secret of secrets)
      if (all.includes(secret) || all.includes(Buffer.from(secret).toString('hex'))) found.push(name);
  }
  return found;
}

describe('what was given to a person', () => {
  it('stands in no row and no line of the log: neither code, nor handle, nor token', async () => {
    const person = await people.somebody();
    const { attempt, code } = await people.asked(person.email);
    // Before it is used, too.
    expect(await inTheDatabase(attempt)).toEqual([]);
    const { rows } = await service.admin.query<{ text: string }>(
      `SELECT concat_ws(' ', to_jsonb(a) - ARRAY['address_key', 'handle_hash', 'id', 'outbox_id', 'person_id', 'programme_id', 'asked_at', 'expires_at'],
         (SELECT to_jsonb(o) - ARRAY['id', 'subject_id', 'programme_id', 'due_at', 'created_at', 'queued_at', 'done_at'] FROM outbox o WHERE o.id = a.outbox_id)) AS text
       FROM sign_in_attempt a WHERE a.person_id = $1`,
      [person.personId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.text).not.toContain(code);
    const token = tokenOf(await signIn.enter(attempt, code));
    await visitorOf(token);
    expect(await inTheDatabase(attempt, token)).toEqual([]);
    const left = await service.admin.query('SELECT 1 FROM sign_in_attempt WHERE person_id = $1', [
      person.personId,
    ]);
    expect(left.rows).toEqual([]);
    const logged = log.join('\n');
    for (const secret of [attempt, token, person.email]) expect(logged).not.toContain(secret);
  });
});
