import { IDLE_MINUTES, LONGEST_SESSION_HOURS } from '@case-consultation/domain';
import { Database, type Row } from '@case-consultation/database';
import { Sessions, SignIn, type Visitor } from '@case-consultation/features';
import pg from 'pg';
import { until } from '../faults/support/until.js';
import { codeFrom } from '../support/service/journey.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';
import { MINUTE, SigningIn } from '../support/service/signing-in.js';

const HOUR = 60 * MINUTE;
/** Well below the time for which a visitor is remembered: whoever has forgotten by then was told to. */
const AT_ONCE_MS = 2_000;

let service: TestService;
let other: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let sessions: Sessions;
let people: SigningIn;

beforeAll(async () => {
  service = await TestService.start();
  other = await service.beside();
  programme = await aProgramme(service);
  beside = await aProgramme(service);
  sessions = service.get(Sessions);
  people = new SigningIn(service, programme, service.get(SignIn));
});
afterAll(async () => {
  await other.stop();
  await service.stop();
});

async function signedIn() {
  const person = await people.somebody();
  const { token } = await sessions.open(programme.id, person.personId);
  return { person, token };
}

function known(visitor: Visitor | null): Visitor {
  if (!visitor) throw new Error('Nobody is signed in');
  return visitor;
}

async function lastSeen(visitor: Visitor): Promise<Date | undefined> {
  const { rows } = await service.admin.query<{ last_seen_at: Date }>(
    'SELECT last_seen_at FROM session WHERE id = $1',
    [visitor.sessionId],
  );
  return rows[0]?.last_seen_at;
}

const isForgotten = (at: TestService, token: string) => async () =>
  (await at.get(Sessions).visitorOf(token)) === null;

describe('a session', () => {
  it('says who is there, with their roles, and how long it goes on', async () => {
    const { person, token } = await signedIn();
    const now = service.clock.now().getTime();
    const visitor = known(await sessions.visitorOf(token));
    expect(visitor).toMatchObject({
      actor: { programmeId: programme.id, personId: person.personId, roles: ['practitioner'] },
      name: person.name,
      email: person.email,
      programme: { code: programme.code, name: 'Elmbrook programme' },
    });
    expect(Math.abs(visitor.idleUntil.getTime() - now - IDLE_MINUTES * MINUTE)).toBeLessThan(5_000);
    expect(Math.abs(visitor.endsAt.getTime() - now - LONGEST_SESSION_HOURS * HOUR)).toBeLessThan(5_000);
  });

  it('is nobody’s without its token', async () => {
    const { token } = await signedIn();
    for (const presented of [
      '',
      'x',
      token.slice(0, -1),
      `${token} `,
      `bcc_${'A'.repeat(43)}`,
      `'${token}`,
    ]) {
      expect(await sessions.visitorOf(presented)).toBeNull();
      await sessions.end(presented);
    }
    expect(await sessions.visitorOf(token)).not.toBeNull();
  });

  it('is opened for nobody who was deactivated, is of another programme or does not exist', async () => {
    const person = await people.somebody();
    expect(await codeFrom(sessions.open(beside.id, person.personId))).toBe('not-found');
    expect(await codeFrom(sessions.open(programme.id, programme.id))).toBe('not-found');
    await people.deactivate(person.personId);
    expect(await codeFrom(sessions.open(programme.id, person.personId))).toBe('not-found');
    expect(await people.sessionsOf(person.personId)).toBe(0);
  });

  it('is over after 20 idle minutes, also where it is remembered, and does not come back', async () => {
    const { token } = await signedIn();
    const { idleUntil } = known(await sessions.visitorOf(token));
    service.clock.setTo(new Date(idleUntil.getTime() - 1_000));
    const moved = known(await sessions.visitorOf(token)).idleUntil;
    expect(moved.getTime()).toBeGreaterThan(idleUntil.getTime());
    service.clock.setTo(moved);
    expect(await sessions.visitorOf(token)).toBeNull();
    service.clock.setTo(idleUntil);
    expect(await sessions.visitorOf(token)).not.toBeNull();
  });

  it('is over after 9 hours, whatever is done in it', async () => {
    const { token } = await signedIn();
    const { endsAt } = known(await sessions.visitorOf(token));
    while (service.clock.now().getTime() + 19 * MINUTE < endsAt.getTime()) {
      people.later(19 * MINUTE);
      known(await sessions.visitorOf(token));
    }
    service.clock.setTo(new Date(endsAt.getTime() - 1_000));
    const last = known(await sessions.visitorOf(token));
    expect(last.idleUntil).toEqual(endsAt);
    service.clock.setTo(endsAt);
    expect(await sessions.visitorOf(token)).toBeNull();
  });

  it('is noted to be seen once a minute', async () => {
    const { token } = await signedIn();
    const visitor = known(await sessions.visitorOf(token));
    const opened = await lastSeen(visitor);
    people.later(30_000);
    expect(known(await other.get(Sessions).visitorOf(token)).idleUntil).toEqual(visitor.idleUntil);
    expect(await lastSeen(visitor)).toEqual(opened);
    people.later(31_000);
    await sessions.visitorOf(token);
    const minute = await lastSeen(visitor);
    expect((minute?.getTime() ?? 0) - (opened?.getTime() ?? 0)).toBeGreaterThan(60_000);
  });

  it('is kept alive by what is done in another process', async () => {
    const { token } = await signedIn();
    known(await sessions.visitorOf(token));
    people.later(15 * MINUTE);
    known(await other.get(Sessions).visitorOf(token));
    people.later(15 * MINUTE);
    known(await sessions.visitorOf(token));
  });

  it('is answered from memory in between', async () => {
    const { token } = await signedIn();
    await until('it is remembered', async () => {
      const first = await sessions.visitorOf(token);
      return first !== null && first === (await sessions.visitorOf(token));
    });
  });
});

describe('signing out', () => {
  it('ends the session at once, here and everywhere, and no other', async () => {
    const { person, token } = await signedIn();
    const { token: second } = await sessions.open(programme.id, person.personId);
    for (const at of [sessions, other.get(Sessions)])
      for (const t of [token, second]) known(await at.visitorOf(t));
    await sessions.end(token);
    expect(await sessions.visitorOf(token)).toBeNull();
    await until('the other process has forgotten it', isForgotten(other, token), AT_ONCE_MS);
    for (const at of [sessions, other.get(Sessions)]) known(await at.visitorOf(second));
    expect(await people.sessionsOf(person.personId)).toBe(1);
    await sessions.end(token);
  });

  it('wins over a look that is under way: what that says is not remembered', async () => {
    const { token } = await signedIn();
    const database = service.get(Database);
    let answered = 0;
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    // The real database, whose answer to the first question is a long time on its way.
    const slow: Pick<Database, 'ask' | 'as' | 'listen'> = {
      as: (...given) => database.as(...given),
      listen: (...given) => database.listen(...given),
      async ask<R extends Row>(text: string, values?: readonly unknown[]) {
        const rows = await database.ask<R>(text, values);
        answered += 1;
        if (answered === 1) await gate;
        return rows;
      },
    };
    const behind = new Sessions(slow as Database, service.clock);
    try {
      const look = behind.visitorOf(token);
      await until('it was answered', () => answered === 1);
      await behind.end(token);
      letGo();
      await look;
      expect(await behind.visitorOf(token)).toBeNull();
    } finally {
      await behind.onModuleDestroy();
    }
  });
});

describe('a person who changes', () => {
  it('is out at once when they are deactivated, everywhere, and is not back in when they are active again', async () => {
    const { person, token } = await signedIn();
    for (const at of [service, other]) known(await at.get(Sessions).visitorOf(token));
    await people.deactivate(person.personId);
    for (const at of [service, other]) await until('they are out', isForgotten(at, token), AT_ONCE_MS);
    expect(await people.sessionsOf(person.personId)).toBe(0);
    await service.admin.query('UPDATE person SET active = true WHERE id = $1', [person.personId]);
    expect(await sessions.visitorOf(token)).toBeNull();
  });

  it('is out when the application itself deactivates them, in their programme', async () => {
    const { person, token } = await signedIn();
    const app = new pg.Client({ connectionString: service.urls.appUrl });
    await app.connect();
    try {
      await app.query('BEGIN');
      await app.query(`SELECT set_config('app.programme', $1, true)`, [programme.id]);
      await app.query('UPDATE person SET active = false WHERE id = $1', [person.personId]);
      await app.query('COMMIT');
    } finally {
      await app.end();
    }
    await until('they are out', isForgotten(service, token), AT_ONCE_MS);
  });

  it.each([
    ['roles', `'{champion}'`, (visitor: Visitor) => visitor.actor.roles.join() === 'champion'],
    ['name', `'Another Name'`, ({ name }: Visitor) => name === 'Another Name'],
    ['email', `'another@elmbrook.example.org'`, ({ email }: Visitor) => email.startsWith('another@')],
  ])('has new %s at once', async (column, value, isNew) => {
    const { person, token } = await signedIn();
    expect(isNew(known(await sessions.visitorOf(token)))).toBe(false);
    await service.admin.query(`UPDATE person SET ${column} = ${value} WHERE id = $1`, [person.personId]);
    await until('it shows', async () => isNew(known(await sessions.visitorOf(token))), AT_ONCE_MS);
  });
});

describe('the rows', () => {
  it('of sessions that are over are swept with the next that is opened in the programme', async () => {
    await signedIn();
    const { rows: before } = await service.admin.query('SELECT 1 FROM session WHERE programme_id = $1', [
      programme.id,
    ]);
    expect(before.length).toBeGreaterThan(1);
    people.later(30 * MINUTE);
    const { person } = await signedIn();
    const { rows } = await service.admin.query<{ person_id: string }>(
      'SELECT person_id FROM session WHERE programme_id = $1',
      [programme.id],
    );
    expect(rows).toEqual([{ person_id: person.personId }]);
  });

  it('are not the application’s to read outside of the programme, nor to prolong', async () => {
    await signedIn();
    const app = new pg.Client({ connectionString: service.urls.appUrl });
    await app.connect();
    try {
      expect((await app.query('SELECT 1 FROM session')).rows).toEqual([]);
      await expect(app.query('UPDATE session SET ends_at = now()')).rejects.toMatchObject({ code: '42501' });
      await expect(app.query('SELECT end_sessions_of_person()')).rejects.toThrow();
    } finally {
      await app.end();
    }
  });
});
