import { dayOf, type DomainError } from '@case-consultation/domain';
import {
  type CollisionsAsked,
  Lead,
  LeadTasks,
  People,
  PeopleImports,
  PeopleQueries,
  Settings,
} from '@case-consultation/features';
import { TestApi } from '../support/http/test-api.js';
import { codeFrom, Journey, refusalFrom } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let journey: Journey;
let settings: Settings;
let people: People;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  settings = service.get(Settings);
  people = service.get(People);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const reason = 'The council agreed to it';
const asked = ({ details }: DomainError) => details as unknown as CollisionsAsked;

/** Something booked, and on which day by the clocks of the programme. */
async function booked(given: Parameters<Journey['booked']>[1] = {}) {
  const { code, consultant } = await journey.booked(programme.practitioners[0], given);
  const { booking } = await journey.state(code);
  if (!booking) throw new Error('It is booked');
  return { code, consultant, startsAt: booking.startsAt, day: dayOf(booking.startsAt, 'Europe/London') };
}
/** Given by the lead to this consultant at this time, whatever becomes of it. */
async function offering(consultant: TestPerson, startsAt: Date) {
  const code = await aSubmittedRequest(service, programme.practitioners[1]);
  const offer = () =>
    service.get(Lead).assign(programme.lead, code, {
      consultantId: consultant.personId,
      startsAt,
      reason: 'Knows the field',
    });
  return { code, offer };
}
/** Sends off both, the one or the other first, and gives back why one of them was refused. */
async function bothAtOnce(turn: number, one: () => Promise<unknown>, other: () => Promise<unknown>) {
  const results = await Promise.allSettled((turn % 2 === 0 ? [one, other] : [other, one]).map((go) => go()));
  const refusals = results.flatMap((result) =>
    result.status === 'rejected' ? [(result.reason as DomainError).code] : [],
  );
  expect(refusals).toHaveLength(1);
  return refusals[0] ?? '';
}

describe('a closure day on which something is booked or offered', () => {
  const close = async (days: readonly string[], keeping: readonly string[] = [], by = programme.lead) => {
    const { version: seen, settings: present } = await settings.view(by);
    const closureDays = [...present.closureDays, ...days];
    return settings.change(by, { closureDays }, { reason, seen, keeping });
  };
  const closed = async () => (await settings.view(programme.lead)).settings.closureDays;

  it('is asked about with what it meets; saved all the same, everything stays, and it asks no more', async () => {
    const { code, consultant, startsAt, day } = await booked();
    const refusal = await refusalFrom(close([day]));
    expect(refusal).toMatchObject({
      code: 'collides-with-bookings',
      details: { collisions: [{ code, startsAt, status: 'confirmed', reasons: ['closed'] }], unseen: 0 },
    });
    const { personId: id, name } = consultant;
    expect(asked(refusal).collisions[0]?.consultant).toEqual({ id, name });
    expect(await closed()).toEqual([]);
    const before = await journey.state(code);
    await close([day], asked(refusal).keep);
    expect(await closed()).toEqual([day]);
    await service.drain();
    expect(await journey.state(code)).toEqual(before);
    await close(['2027-12-24']);
    expect(await closed()).toEqual([day, '2027-12-24']);
  });

  it('asks for a reason first, and not at all on days on which nothing is held', async () => {
    const { day } = await booked();
    const change = { closureDays: [day] };
    const unsaid = settings.change(programme.lead, change, { reason: '', seen: 0 });
    expect(await codeFrom(unsaid)).toBe('reason-needed');
    service.clock.setTo(new Date(`${day}T20:00:00Z`));
    await close([day]);
    expect(await closed()).toEqual([day]);
  });

  it('asks again about what came since it was shown', async () => {
    const { consultant, day, startsAt } = await booked();
    const { keep } = asked(await refusalFrom(close([day])));
    const [ada, bea] = programme.champions;
    const another = consultant.personId === ada.personId ? bea : ada;
    const { offer } = await offering(another, new Date(startsAt.getTime() + 2 * 3_600_000));
    await offer();
    const again = await refusalFrom(close([day], keep));
    expect(asked(again).collisions.map(({ status }) => status)).toEqual(['confirmed', 'tentative']);
    expect(await closed()).toEqual([]);
    await close([day], asked(again).keep);
    expect(await closed()).toEqual([day]);
  });

  it('tells those who may not see a consultation no more than a number', async () => {
    const shutOut = { conflictPersonIds: [programme.deputy.personId] };
    const { code, day, startsAt } = await booked(shutOut);
    const administrator = await programme.addPerson({ name: 'Ari Administrator', roles: ['administrator'] });
    for (const by of [programme.deputy, administrator]) {
      const refusal = await refusalFrom(close([day], [], by));
      expect(asked(refusal)).toEqual({
        collisions: [],
        unseen: 1,
        keep: [expect.stringMatching(/^[\w-]{16}$/)],
      });
      const told = JSON.stringify([refusal.message, refusal.details]);
      expect(told).not.toContain(code);
      expect(told).not.toContain(startsAt.toISOString());
      expect(await codeFrom(close([day], ['something'], by))).toBe('collides-with-bookings');
    }
    const { keep } = asked(await refusalFrom(close([day], [], administrator)));
    await close([day], keep, administrator);
    expect(await closed()).toEqual([day]);
  });

  it('cannot slip in between: of a booking and a closure day at once, one knows of the other', async () => {
    const [ada] = programme.champions;
    const refusals: string[] = [];
    for (let week = 0; week < 6; week += 1) {
      const startsAt = new Date(Date.UTC(2027, 2, 4 + week * 7, 11));
      const day = startsAt.toISOString().slice(0, 10);
      const { code, offer } = await offering(ada, startsAt);
      const refusal = await bothAtOnce(week, offer, () => close([day]));
      refusals.push(refusal);
      const isOffered = (await journey.state(code)).status === 'offered';
      expect([(await closed()).includes(day), isOffered]).toEqual(
        refusal === 'collides-with-bookings' ? [false, true] : [true, false],
      );
    }
    expect(['collides-with-bookings', 'consultant-not-eligible']).toEqual(expect.arrayContaining(refusals));
  });

  it('is asked about over the API: with `keep` of the refusal sent back it is saved', async () => {
    const { code, day } = await booked();
    const client = await api.as(programme, programme.lead);
    const change = { closureDays: [day], reason };
    const send = (json: object) => client.patch('/api/v1/settings', json, { 'if-match': '"0"' });
    const refused = await send(change);
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({
        code: 'collides-with-bookings',
        collisions: [expect.objectContaining({ code, status: 'confirmed', reasons: ['closed'] })],
        unseen: 0,
      }),
    ]);
    const { keep } = refused.body as CollisionsAsked;
    expect((await send({ ...change, keep })).status).toBe(200);
    expect(await closed()).toEqual([day]);
  });
});

describe('the end of somebody’s consulting before something they hold', () => {
  const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

  it.each([
    ['the last day of the sign-off', (day: string) => ({ signedOffUntil: dayBefore(day) }), 'not-signed-off'],
    ['the role', () => ({ roles: ['practitioner'] as const }), 'no-consultant'],
  ])('is asked about when %s is taken away; kept, it stays theirs', async (_, change, why) => {
    const { code, consultant, day } = await booked();
    const patch = change(day);
    const refusal = await refusalFrom(people.update(programme.lead, consultant.personId, patch));
    expect(refusal).toMatchObject({
      code: 'collides-with-bookings',
      details: { collisions: [{ code, status: 'confirmed', reasons: [why] }], unseen: 0 },
    });
    const queries = service.get(PeopleQueries);
    expect((await queries.person(programme.lead, consultant.personId)).version).toBe(1);
    const { keep } = asked(refusal);
    await people.update(programme.lead, consultant.personId, patch, 1, keep);
    expect((await queries.person(programme.lead, consultant.personId)).version).toBe(2);
    expect(await journey.state(code)).toMatchObject({
      status: 'booked',
      booking: { consultantId: consultant.personId },
    });
    const tasks = (await service.get(LeadTasks).open(programme.lead, { limit: 10, after: null })).items;
    expect(tasks.map(({ kind }) => kind)).toEqual(why === 'no-consultant' ? ['consultant-left'] : []);
  });

  it('asks nothing about what lies within the days, nor when something else changes', async () => {
    const { consultant, day } = await booked();
    for (const patch of [{ signedOffUntil: day }, { signedOffUntil: null }, { name: 'Another Name' }])
      await people.update(programme.lead, consultant.personId, patch);
    expect((await service.get(PeopleQueries).person(programme.lead, consultant.personId)).version).toBe(4);
  });

  it('tells a lead who is shut out of it a number, and no day', async () => {
    const { code, consultant, day, startsAt } = await booked({
      conflictPersonIds: [programme.deputy.personId],
    });
    const patch = { signedOffUntil: dayBefore(day) };
    const refusal = await refusalFrom(people.update(programme.deputy, consultant.personId, patch));
    expect(asked(refusal)).toMatchObject({ collisions: [], unseen: 1 });
    expect(JSON.stringify(refusal.details)).not.toContain(code);
    expect(JSON.stringify(refusal.details)).not.toContain(startsAt.toISOString());
    await people.update(programme.deputy, consultant.personId, patch, 1, asked(refusal).keep);
  });

  it('cannot slip in between: of an offer and the end at once, one knows of the other', async () => {
    const [ada] = programme.champions;
    const refusals: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const startsAt = new Date(Date.UTC(2027, 2, 4 + turn * 7, 11));
      const { offer } = await offering(ada, startsAt);
      const signedOffUntil = dayBefore(startsAt.toISOString().slice(0, 10));
      const end = () => people.update(programme.lead, ada.personId, { signedOffUntil });
      const refusal = await bothAtOnce(turn, offer, end);
      refusals.push(refusal);
      if (refusal !== 'collides-with-bookings')
        await people.update(programme.lead, ada.personId, { signedOffUntil: null });
    }
    expect(['collides-with-bookings', 'consultant-not-eligible']).toEqual(expect.arrayContaining(refusals));
  });

  it('is asked about over the API, in the same way', async () => {
    const { code, consultant } = await booked();
    const client = await api.as(programme, programme.lead);
    const send = (json: object) =>
      client.patch(`/api/v1/people/${consultant.personId}`, json, { 'if-match': '"1"' });
    const change = { roles: ['practitioner'] };
    const refused = await send(change);
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({
        code: 'collides-with-bookings',
        collisions: [expect.objectContaining({ code, reasons: ['no-consultant'] })],
        unseen: 0,
      }),
    ]);
    const { keep } = refused.body as CollisionsAsked;
    expect((await send({ ...change, keep })).body).toMatchObject({ roles: ['practitioner'], version: 2 });
  });

  it('from a file is told in its line, and is not done once it meets something else', async () => {
    const { consultant, startsAt } = await booked();
    const imports = service.get(PeopleImports);
    const csv = `Name,Email,Agency,Team,Signed off until\n,${consultant.email},,,02/03/2027\n,${programme.deputy.email},,,`;
    const { id } = await imports.read(programme.lead, csv);
    const view = async () => {
      const found = await imports.view(programme.lead, id);
      if ('confirmedAt' in found) throw new Error('Nobody has confirmed it');
      return found;
    };
    const first = await view();
    const { offer } = await offering(consultant, new Date(startsAt.getTime() + 7 * 86_400_000));
    expect(first.lines).toMatchObject([{ outcome: 'change', meets: [startsAt.getTime() / 60_000] }, {}]);
    await offer();
    const confirm = (seen: string) => imports.confirm(programme.lead, id, { seen, invite: false });
    expect(await codeFrom(confirm(first.seen))).toBe('changed-meanwhile');
    const second = await view();
    expect(second.otherwise).toEqual([2]);
    const client = await api.as(programme, programme.lead);
    expect((await client.get(`/api/v1/people-imports/${id}`)).body).toMatchObject({
      lines: [
        { line: 2, meets: 2 },
        { line: 3, meets: 0 },
      ],
    });
    expect(await confirm(second.seen)).toMatchObject({ changed: 1 });
  });
});
