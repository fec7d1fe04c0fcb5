import { simpleParser } from 'mailparser';
import { type PersonDetails } from '@case-consultation/domain';
import {
  LeadTasks,
  Lead,
  Offers,
  People,
  PeopleQueries,
  ProgrammeSetup,
  Sessions,
  Tokens,
} from '@case-consultation/features';
import { until } from '../faults/support/until.js';
import { codeFrom, Journey, refusalFrom } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let administrator: TestPerson;
let people: People;
let queries: PeopleQueries;

beforeAll(async () => {
  service = await TestService.start();
  beside = await aProgramme(service);
  people = service.get(People);
  queries = service.get(PeopleQueries);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  administrator = await programme.addPerson({ name: 'Ari Administrator', roles: ['administrator'], team: 3 });
});
afterAll(() => service.stop());

const somebody = (given: Partial<PersonDetails> = {}): PersonDetails => ({
  name: 'Nia Newcomer',
  email: 'nia.newcomer@elmbrook.example.org',
  teamId: programme.agencies.health.teams[1]?.id ?? '',
  managerEmail: null,
  roles: ['practitioner'],
  signedOffFrom: null,
  signedOffUntil: null,
  ...given,
});
const history = async (id: string) =>
  (await queries.history(programme.lead, id, { limit: 50 })).items.map(({ event, by, changes }) => ({
    event,
    by,
    changes,
  }));
async function mailsTo(email: string): Promise<string[]> {
  await service.drain();
  const mails = service.mailbox.messages.filter(({ to }) => to.includes(email));
  const read = await Promise.all(mails.map(({ raw }) => simpleParser(raw)));
  return read.map(({ subject, text }) => `${subject}\n${text}`);
}

describe('adding a person', () => {
  it('keeps who they are, tells the history, and invites them once', async () => {
    const { id } = await people.add(
      administrator,
      somebody({ name: '  Nia   Newcomer ', email: 'Nia.Newcomer@Elmbrook.example.org' }),
      { invite: true },
    );
    expect(await queries.person(programme.lead, id)).toMatchObject({
      name: 'Nia Newcomer',
      email: 'nia.newcomer@elmbrook.example.org',
      agency: 'Elmbrook health visiting',
      team: 'South',
      roles: ['practitioner'],
      active: true,
      version: 1,
      signedOff: null,
      invited: { at: expect.any(Date), state: 'owed' },
    });
    await people.invite(administrator, id);
    const [mail, ...more] = await mailsTo('nia.newcomer@elmbrook.example.org');
    expect(more).toEqual([]);
    expect(mail).toContain('https://consultations.example.org/sign-in');
    expect(mail).not.toMatch(/abuse|case|child|famil|Elmbrook/i);
    expect((await queries.person(programme.lead, id)).invited?.state).toBe('sent');
    expect(await history(id)).toEqual([
      { event: 'invited', by: 'Ari Administrator', changes: [] },
      {
        event: 'added',
        by: 'Ari Administrator',
        changes: expect.arrayContaining([{ field: 'team', from: null, to: 'South' }]),
      },
    ]);
    service.clock.setTo(new Date(TUESDAY_MORNING.getTime() + 11 * 60_000));
    await people.invite(administrator, id);
    expect(await mailsTo('nia.newcomer@elmbrook.example.org')).toHaveLength(2);
  });

  it('says everything that has to be put right, at once', async () => {
    const taken = programme.practitioners[0];
    const refusal = await refusalFrom(
      people.add(
        programme.lead,
        somebody({
          name: ' ',
          email: taken.email,
          teamId: beside.practitioners[0].teamId,
          managerEmail: 'nobody@elmbrook.example.org',
          roles: ['champion'],
        }),
        { invite: false },
      ),
    );
    const problems = refusal.details?.['problems'] as { field: string; message: string }[];
    expect(problems.map(({ field }) => field)).toEqual([
      'name',
      'teamId',
      'managerEmail',
      'signedOffFrom',
      'email',
    ]);
    expect(
      await codeFrom(
        people.add(programme.lead, somebody({ email: 'nia@gmail.example.com' }), { invite: true }),
      ),
    ).toBe('email-not-allowed');
  });

  it('is never told to a domain that is not on the list, whoever put the address there', async () => {
    const { council } = programme.agencies;
    const id = await service.get(ProgrammeSetup).addPerson(programme.id, {
      name: 'Olly Outside',
      email: 'olly@outside.example.com',
      agencyId: council.id,
      teamId: council.teams[0]?.id ?? '',
      roles: ['practitioner'],
    });
    expect(await codeFrom(people.invite(programme.lead, id))).toBe('email-not-allowed');
    expect(await mailsTo('olly@outside.example.com')).toEqual([]);
    // A domain that was taken off the list between the asking and the sending.
    const { id: late } = await people.add(programme.lead, somebody({ email: 'late@elmbrook.example.org' }), {
      invite: true,
    });
    await service.admin.query(
      `UPDATE programme SET settings = settings || '{"allowedMailDomains": []}' WHERE id = $1`,
      [programme.id],
    );
    const fresh = await service.beside();
    await fresh.drain();
    await fresh.stop();
    expect((await queries.person(programme.lead, late)).invited?.state).toBe('skipped');
    expect(await mailsTo('late@elmbrook.example.org')).toEqual([]);
  });
});

describe('who may do what', () => {
  it('is for leads and administrators of the programme alone', async () => {
    const [pia] = programme.practitioners;
    for (const actor of [pia, programme.champions[0]]) {
      expect(await codeFrom(people.add(actor, somebody(), { invite: false }))).toBe('not-your-task');
      expect(await codeFrom(people.deactivate(actor, programme.practitioners[1].personId))).toBe(
        'not-your-task',
      );
      expect(await codeFrom(queries.person(actor, pia.personId))).toBe('not-your-task');
    }
    expect(await codeFrom(queries.person(beside.lead, pia.personId))).toBe('not-found');
    expect(await codeFrom(people.update(beside.lead, pia.personId, { name: 'X' }))).toBe('not-found');
    expect(await codeFrom(people.deactivate(beside.lead, pia.personId))).toBe('not-found');
    const { items } = await queries.list(beside.lead, {
      search: null,
      role: null,
      agencyId: programme.agencies.council.id,
      active: 'all',
      limit: 100,
      after: null,
    });
    expect(items).toEqual([]);
  });

  it('leaves what opens cases to leads', async () => {
    const [pia] = programme.practitioners;
    const [ada] = programme.champions;
    for (const work of [
      people.update(administrator, administrator.personId, { roles: ['administrator', 'lead'] }),
      people.update(administrator, pia.personId, { roles: ['champion'], signedOffFrom: '2027-03-02' }),
      people.update(administrator, ada.personId, { signedOffUntil: '2028-01-01' }),
      people.update(administrator, ada.personId, { email: 'mine@elmbrook.example.org' }),
      people.update(administrator, programme.lead.personId, { email: 'mine@elmbrook.example.org' }),
      people.add(administrator, somebody({ roles: ['lead'] }), { invite: false }),
      people.deactivate(administrator, administrator.personId),
    ])
      expect(await codeFrom(work)).toBe('not-your-task');
    await people.deactivate(administrator, ada.personId);
    expect(await codeFrom(people.reactivate(administrator, ada.personId))).toBe('not-your-task');
    await people.reactivate(programme.lead, ada.personId);
  });

  it('counts the roles that somebody has at that moment, not those that they came with', async () => {
    await people.update(programme.lead, programme.deputy.personId, { roles: ['practitioner'] });
    expect(await codeFrom(people.add(programme.deputy, somebody(), { invite: false }))).toBe('not-your-task');
  });
});

describe('the last lead and the last administrator', () => {
  it('stay, whoever wants it otherwise', async () => {
    const { lead, deputy } = programme;
    await people.deactivate(lead, deputy.personId);
    expect(await codeFrom(people.update(lead, lead.personId, { roles: ['practitioner'] }))).toBe('last-lead');
    expect(await codeFrom(people.deactivate(administrator, lead.personId))).toBe('last-lead');
    expect(await codeFrom(people.deactivate(lead, administrator.personId))).toBe('last-administrator');
    expect(
      await codeFrom(people.update(administrator, administrator.personId, { roles: ['steering'] })),
    ).toBe('last-administrator');
    await people.reactivate(lead, deputy.personId);
    await people.deactivate(administrator, lead.personId);
  });

  it('are one when two leads take the role from each other at once', async () => {
    const { lead, deputy } = programme;
    const settled = await Promise.allSettled([
      people.deactivate(lead, deputy.personId),
      people.deactivate(deputy, lead.personId),
    ]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { rows } = await service.admin.query(
      `SELECT 1 FROM person WHERE programme_id = $1 AND active AND 'lead' = ANY (roles)`,
      [programme.id],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('changing a person', () => {
  it('is told with what was and what is, and a second one who saw the same is refused', async () => {
    const [pia, quin] = programme.practitioners;
    const given = { name: 'Pia Practitioner-Bell', managerEmail: quin.email };
    expect(await people.update(administrator, pia.personId, given, 1)).toMatchObject({ version: 2 });
    expect(await codeFrom(people.update(programme.lead, pia.personId, { name: 'Pia Other' }, 1))).toBe(
      'changed-meanwhile',
    );
    expect(await people.update(administrator, pia.personId, given, 2)).toMatchObject({ version: 2 });
    expect(await history(pia.personId)).toEqual([
      {
        event: 'changed',
        by: 'Ari Administrator',
        changes: [
          { field: 'name', from: 'Pia Practitioner', to: 'Pia Practitioner-Bell' },
          { field: 'manager', from: null, to: 'Quin Practitioner' },
        ],
      },
    ]);
  });

  it('lets one of two at once through', async () => {
    const [pia] = programme.practitioners;
    const settled = await Promise.allSettled(
      ['One', 'Two', 'Three'].map((name) => people.update(programme.lead, pia.personId, { name }, 1)),
    );
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await history(pia.personId)).toHaveLength(1);
  });

  it('signs out whoever had the old address, and tells that address', async () => {
    const [pia] = programme.practitioners;
    const { token } = await service.get(Sessions).open(programme.id, pia.personId);
    await people.update(administrator, pia.personId, { email: 'pia.new@elmbrook.example.org' });
    await until('it is heard of', async () => (await service.get(Sessions).visitorOf(token)) === null);
    const [mail] = await mailsTo(pia.email);
    expect(mail).toContain('The email address of your account was changed');
  });

  it('makes a champion with sign-off and no hours, who is eligible between the days and not beside them', async () => {
    const [, , rio] = programme.practitioners;
    const roles = ['practitioner', 'champion'] as const;
    await people.update(programme.lead, rio.personId, {
      roles,
      signedOffFrom: '2027-03-04',
      signedOffUntil: '2027-03-11',
    });
    const { rows } = await service.admin.query(
      'SELECT (SELECT count(*)::int FROM weekly_hours w WHERE w.consultant_id = c.person_id) AS hours FROM consultant c WHERE person_id = $1',
      [rio.personId],
    );
    expect(rows).toEqual([{ hours: 0 }]);
    await service.admin.query(
      `INSERT INTO weekly_hours (id, programme_id, consultant_id, weekday, start_minute, end_minute, effective_from)
       SELECT gen_random_uuid(), $1, $2, d, 600, 960, '2020-01-01' FROM generate_series(1, 5) d`,
      [programme.id, rio.personId],
    );
    const journey = new Journey(service, programme);
    const code = await journey.asked(programme.practitioners[0]);
    const can = async (day: string): Promise<boolean> =>
      service
        .get(Lead)
        .assign(programme.lead, code, {
          consultantId: rio.personId,
          startsAt: new Date(`${day}T14:00:00Z`),
          reason: 'They know the school',
        })
        .then(
          () => true,
          () => false,
        );
    expect([await can('2027-03-03'), await can('2027-03-12')]).toEqual([false, false]);
    expect([await can('2027-03-04'), await can('2027-03-11')]).toEqual([true, true]);
    // Renewed after a gap: what counts is the new sign-off alone.
    const renewed = { signedOffFrom: '2027-03-15', signedOffUntil: null };
    const asked = await refusalFrom(people.update(programme.lead, rio.personId, renewed));
    const keep = asked.details?.['keep'] as string[];
    await people.update(programme.lead, rio.personId, renewed, undefined, keep);
    expect([await can('2027-03-11'), await can('2027-03-12'), await can('2027-03-15')]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('deactivating', () => {
  it('ends sessions and tokens at once, and reactivating brings back no token', async () => {
    const [pia] = programme.practitioners;
    const { token } = await service.get(Sessions).open(programme.id, pia.personId);
    const bearer = await service
      .get(Tokens)
      .issue(programme.code, pia.email, { name: 'A script', scopes: ['consultations:read'], days: 1 });
    expect(await service.get(Sessions).visitorOf(token)).not.toBeNull();
    expect(await service.get(Tokens).bearerOf(bearer.token)).not.toBeNull();
    const after = await people.deactivate(programme.lead, pia.personId, 1);
    expect(after.version).toBe(2);
    await until('it is heard of', async () => (await service.get(Sessions).visitorOf(token)) === null);
    await people.reactivate(programme.lead, pia.personId, 2);
    const fresh = await service.beside();
    expect(await fresh.get(Tokens).bearerOf(bearer.token)).toBeNull();
    await fresh.stop();
    expect((await history(pia.personId)).map(({ event }) => event)).toEqual(['reactivated', 'deactivated']);
  });

  it('tells the leads what somebody leaves behind, and takes that back when they return', async () => {
    const journey = new Journey(service, programme);
    const [pia] = programme.practitioners;
    const { code, consultant } = await journey.booked(pia);
    const tasks = async () =>
      (await service.get(LeadTasks).open(programme.deputy, { limit: 50, after: null })).items.map(
        ({ kind, code: about }) => [kind, about],
      );
    await people.deactivate(programme.lead, pia.personId);
    expect(await tasks()).toEqual([['requester-left', code]]);
    expect((await journey.state(code)).status).toBe('booked');
    await people.reactivate(programme.lead, pia.personId);
    expect(await tasks()).toEqual([]);
    await people.deactivate(administrator, consultant.personId);
    expect(await tasks()).toEqual([['consultant-left', null]]);
    const seenBy = async (actor: TestPerson) => (await queries.person(actor, consultant.personId)).holds;
    expect(await seenBy(programme.deputy)).toEqual({ count: 1, codes: [code] });
    expect(await seenBy(administrator)).toEqual({ count: 1, codes: [] });
  });

  it('lets nobody be offered anything any more', async () => {
    const journey = new Journey(service, programme);
    for (const { personId } of programme.champions) await people.deactivate(programme.lead, personId);
    const code = await journey.asked(programme.practitioners[0]);
    const offer = await journey.offer(code);
    expect(offer.consultantId).toBe(programme.lead.personId);
    await service
      .get(Offers)
      .decline(programme.lead, offer.id, { because: 'not-the-right-person', reason: null });
    await service.drain();
    expect((await journey.state(code)).status).toBe('with_lead');
  });
});

describe('the list', () => {
  it('is paged by name, searched and filtered', async () => {
    const all: string[] = [];
    let after: { name: string; id: string } | null = null;
    for (;;) {
      const wish = { search: null, role: null, agencyId: null, active: 'active', limit: 3, after } as const;
      const page = await queries.list(administrator, wish);
      all.push(...page.items.map(({ name }) => name));
      const last = page.items.at(-1);
      if (!page.more || !last) break;
      after = { name: last.name, id: last.id };
    }
    expect(all).toHaveLength(9);
    expect(new Set(all).size).toBe(9);
    expect([...all].sort()).toEqual(all);
    const found = async (wish: object) =>
      (
        await queries.list(programme.lead, {
          search: null,
          role: null,
          agencyId: null,
          active: 'active',
          limit: 50,
          after: null,
          ...wish,
        })
      ).items.map(({ name }) => name);
    expect(await found({ search: 'QUIN' })).toEqual(['Quin Practitioner']);
    expect(await found({ search: 'ada.champion@' })).toEqual(['Ada Champion']);
    expect(await found({ search: '%' })).toEqual([]);
    expect(await found({ role: 'lead' })).toEqual(['Dana Deputy', 'Lena Lead']);
    expect(await found({ agencyId: programme.agencies.health.id })).toEqual(['Ada Champion', 'Bea Champion']);
    await people.deactivate(programme.lead, programme.practitioners[1].personId);
    expect(await found({ search: 'quin' })).toEqual([]);
    expect(await found({ search: 'quin', active: 'deactivated' })).toEqual(['Quin Practitioner']);
    expect(await found({ search: 'quin', active: 'all' })).toEqual(['Quin Practitioner']);
  });
});
