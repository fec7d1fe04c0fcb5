import { theService } from '@case-consultation/domain';
import {
  Asking,
  Lead,
  LeadTasks,
  type NewConsultant,
  Offers,
  RoutingQueries,
} from '@case-consultation/features';
import { KeyRing } from '@case-consultation/platform';
import { parseCaseKeys } from '@case-consultation/config';
import { codeFrom, Journey } from '../support/service/journey.js';
import { subjectsTo } from '../support/service/mails.js';
import { aProgramme, OFFICE_HOURS, type TestProgramme } from '../support/service/programme.builder.js';
import { aRequest, aSubmittedRequest } from '../support/service/request.builder.js';
import { TEST_CASE_KEYS, TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let offers: Offers;

const FIRST_SLOT = new Date('2027-03-03T10:00:00Z');
const A_PAGE = { limit: 50, after: null };

beforeAll(async () => {
  service = await TestService.start();
  offers = service.get(Offers);
});
beforeEach(() => service.clock.setTo(TUESDAY_MORNING));
afterAll(() => service.stop());

/** A programme in which only those can be asked whom the test adds. */
async function anEmptyProgramme(): Promise<{ programme: TestProgramme; journey: Journey }> {
  const programme = await aProgramme(service, {
    leadConsults: false,
    champions: { hours: [], priorities: [] },
  });
  return { programme, journey: new Journey(service, programme) };
}

async function addChampion(
  programme: TestProgramme,
  name: string,
  given: Partial<NewConsultant> = {},
  person = {},
) {
  const champion = await programme.addPerson({ name, roles: ['champion'], team: 1, ...person });
  await programme.addConsultant(champion, given);
  return champion;
}

async function unmetDemand(programme: TestProgramme, code: string): Promise<string[]> {
  const { rows } = await service.admin.query<{ kind: string }>(
    `SELECT u.kind FROM unmet_demand u JOIN consultation c ON c.id = u.consultation_id
     WHERE u.programme_id = $1 AND c.code = $2 ORDER BY u.id`,
    [programme.id, code],
  );
  return rows.map(({ kind }) => kind);
}

describe('which time', () => {
  const times = ['2027-03-04T14:00:00Z', '2027-03-03T13:00:00Z', '2027-03-05T10:00:00Z'].map(
    (text) => new Date(text),
  );

  it('is the preferred ones in their order, then the soonest', async () => {
    const { programme, journey } = await anEmptyProgramme();
    await addChampion(programme, 'Only Champion');
    const code = await journey.asked(programme.practitioners[0], { preferredTimes: times, soonest: false });
    const offered: Date[] = [];
    for (let count = 0; count < 4; count += 1) {
      const { id, consultant, startsAt } = await journey.offer(code);
      offered.push(startsAt);
      await offers.decline(consultant, id, { because: 'time-does-not-suit', reason: null });
      await service.drain();
    }
    expect(offered).toEqual([...times, FIRST_SLOT]);
  });

  it('passes over a preferred time that went while it waited', async () => {
    const { programme, journey } = await anEmptyProgramme();
    await addChampion(programme, 'Only Champion');
    const asking = service.get(Asking);
    const [pia, quin] = programme.practitioners;
    const codes = await Promise.all(
      [pia, quin].map(async (asker) => {
        const wish = { preferredTimes: times, soonest: false };
        const { code } = await asking.start(asker, aRequest(wish));
        await asking.submit(asker, code);
        return code;
      }),
    );
    await service.drain();
    const starts = await Promise.all(
      codes.map(async (code) => (await journey.offer(code)).startsAt.getTime()),
    );
    expect(starts.sort()).toEqual([times[0]?.getTime(), times[1]?.getTime()].sort());
  });
});

describe('what is restricted', () => {
  it('is with the lead by rule, so that it is not counted as demand that was not met', async () => {
    const { programme, journey } = await anEmptyProgramme();
    const code = await journey.asked(programme.practitioners[0], { familyWorksForAgency: true });
    expect((await journey.state(code)).status).toBe('with_lead');
    expect(await unmetDemand(programme, code)).toEqual([]);
  });
});

describe('when nobody fits', () => {
  it('is with the lead, who is told at once, and counted as demand that was not met', async () => {
    const { programme, journey } = await anEmptyProgramme();
    const beside = await aProgramme(service);
    const [pia] = programme.practitioners;
    const code = await journey.asked(pia);
    expect(await journey.state(code)).toMatchObject({ status: 'with_lead' });
    for (const lead of [programme.lead, programme.deputy]) {
      expect(subjectsTo(service, lead.email, code)).toEqual(['one is waiting for you']);
    }
    expect(subjectsTo(service, pia.email, code)).toEqual(['we are arranging it']);
    expect(await unmetDemand(programme, code)).toEqual(['nobody-eligible']);

    const tasks = service.get(LeadTasks);
    const { items } = await tasks.open(programme.lead, A_PAGE);
    expect(items).toEqual([expect.objectContaining({ kind: 'request-with-lead', code })]);
    expect((await tasks.open(beside.lead, A_PAGE)).items).toEqual([]);
    expect(await codeFrom(tasks.open(pia, A_PAGE))).toBe('not-your-task');

    const late = await addChampion(programme, 'Late Champion');
    await service.get(Lead).assign(programme.lead, code, {
      consultantId: late.personId,
      startsAt: FIRST_SLOT,
      reason: 'They have just joined us',
    });
    expect((await tasks.open(programme.lead, A_PAGE)).items).toEqual([]);
    expect((await journey.offer(code)).consultant).toBe(late);
  });

  it('tells apart that there was somebody but no time', async () => {
    const { programme, journey } = await anEmptyProgramme();
    await addChampion(programme, 'Away Champion', { pausedFrom: '2027-01-01' });
    const code = await journey.asked(programme.practitioners[0]);
    expect(await unmetDemand(programme, code)).toEqual(['no-acceptable-time']);
  });
});

describe('a target at risk', () => {
  const dayBefore = new Date('2027-03-15T09:00:00Z');
  const onTheDay = [new Date('2027-03-16T14:00:00Z')];

  it('is told to the leads once while it is only offered, and nothing else is touched', async () => {
    const programme = await aProgramme(service);
    const journey = new Journey(service, programme);
    service.clock.setTo(new Date('2027-03-02T09:00:00Z'));
    const code = await journey.asked(programme.practitioners[0], {
      preferredTimes: onTheDay,
      soonest: false,
    });
    const toldLeads = () =>
      subjectsTo(service, programme.lead.email, code).filter((subject) => subject === 'one may be late');
    // Each lets the offer run out, so that it is on offer on the day before the target.
    await service.at(new Date('2027-03-05T10:00:00Z'));
    await service.at(new Date('2027-03-10T10:00:00Z'));
    await service.at(new Date('2027-03-12T17:00:00Z'));
    expect(toldLeads()).toEqual([]);
    await service.at(dayBefore);
    const { status, id } = await journey.state(code);
    expect(status).toBe('offered');
    expect(toldLeads()).toHaveLength(1);
    await service.get(Lead).flagTargetAtRisk(theService(programme.id), id);
    await service.drain();
    expect(toldLeads()).toHaveLength(1);
  });

  it('brings what still waits to the lead', async () => {
    const programme = await aProgramme(service);
    const journey = new Journey(service, programme);
    const code = await aSubmittedRequest(service, programme.practitioners[0]);
    const { id } = await journey.state(code);
    const flag = () => service.get(Lead).flagTargetAtRisk(theService(programme.id), id);
    service.clock.setTo(new Date('2027-03-12T12:00:00Z'));
    await flag();
    expect((await journey.state(code)).status).toBe('waiting');
    service.clock.setTo(dayBefore);
    await flag();
    await flag();
    expect((await journey.state(code)).status).toBe('with_lead');
    await service.drain();
    expect((await journey.state(code)).status).toBe('with_lead');
    expect(subjectsTo(service, programme.deputy.email, code)).toEqual(['one is waiting for you']);
  });
});

describe('continuity', () => {
  const reference = { caseReference: 'C-2027-4242' };

  it('brings a case back to whoever consulted on it, also after the key has been rotated', async () => {
    const programme = await aProgramme(service, { champions: { weeklyCap: 40 } });
    const journey = new Journey(service, programme);
    const [pia, quin, rio] = programme.practitioners;
    const { consultant } = await journey.held(pia, reference);
    // The others are further below their share now, and still it comes back.
    for (let count = 0; count < 3; count += 1) {
      const again = await journey.asked(count === 1 ? rio : quin, reference);
      const offer = await journey.offer(again);
      expect(offer.consultant).toBe(consultant);
      const [run] = await service.get(RoutingQueries).runs(programme.lead, again);
      expect(run?.sentences.join(' ')).toContain('they consulted on the same case on Wednesday 3 March 2027');
    }
    const unknown = await journey.asked(rio, { caseReference: 'C-2027-4243' });
    expect((await journey.offer(unknown)).consultant).not.toBe(consultant);

    const key = new KeyRing(parseCaseKeys(TEST_CASE_KEYS)).newDataKey({
      programmeId: programme.id,
      version: 2,
    });
    await service.admin.query('INSERT INTO programme_key VALUES ($1, 2, $2, $3, now())', [
      programme.id,
      key.kekId,
      key.wrapped,
    ]);
    const rotated = await service.beside();
    try {
      const there = new Journey(rotated, programme);
      const code = await there.asked(quin, reference);
      expect((await there.offer(code)).consultant).toBe(consultant);
      expect(await there.state(code)).toMatchObject({ priority: 'P2' });
      const { rows } = await service.admin.query<{ version: number }>(
        `SELECT DISTINCT get_byte(question, 4) AS version FROM case_text WHERE programme_id = $1 ORDER BY 1`,
        [programme.id],
      );
      expect(rows).toEqual([{ version: 1 }, { version: 2 }]);
    } finally {
      await rotated.stop();
    }
  });

  it('knows nothing of the same reference in the programme beside it', async () => {
    const [one, two] = [await aProgramme(service), await aProgramme(service)];
    await new Journey(service, one).held(one.practitioners[0], reference);
    service.clock.setTo(TUESDAY_MORNING);
    const journey = new Journey(service, two);
    const code = await journey.asked(two.practitioners[0], reference);
    const { rows } = await service.admin.query<{ case_key: Buffer }>(
      `SELECT DISTINCT t.case_key FROM case_text t WHERE t.programme_id IN ($1, $2)`,
      [one.id, two.id],
    );
    expect(rows).toHaveLength(2);
    const [run] = await service.get(RoutingQueries).runs(two.lead, code);
    expect(run?.sentences.join(' ')).not.toContain('the same case');
    expect(await journey.state(code)).toMatchObject({ priority: 'P3' });
  });
});

describe('the explanation', () => {
  it('is stored with every run, reads as sentences, replays, and is the leads’ alone', async () => {
    const programme = await aProgramme(service);
    const beside = await aProgramme(service);
    const journey = new Journey(service, programme);
    const [pia] = programme.practitioners;
    const code = await journey.asked(pia);
    const { id, consultant } = await journey.offer(code);
    await offers.decline(consultant, id, { because: 'not-the-right-person', reason: 'I know the uncle' });
    await service.drain();
    await service.get(Lead).assign(programme.lead, code, {
      consultantId: programme.lead.personId,
      startsAt: new Date('2027-03-05T13:00:00Z'),
      reason: 'I know this team',
    });

    const queries = service.get(RoutingQueries);
    const runs = await queries.runs(programme.deputy, code);
    expect(runs.map(({ replays }) => replays)).toEqual([true, true, true]);
    expect(runs[0]?.override).toEqual({ by: programme.lead.personId, consultantId: programme.lead.personId });
    expect(runs[2]?.override).toBeNull();
    expect(runs[2]?.sentences[0]).toBe(
      `${consultant.name} is asked for Wednesday 3 March 2027, 10:00am: the soonest time up to Tuesday 16 March 2027.`,
    );
    expect(runs[1]?.sentences).toContain(
      `${consultant.name} was offered this consultation and did not take it.`,
    );
    expect(JSON.stringify(runs)).not.toMatch(/uncle|C-2027-1042|I know this team/);

    for (const reader of [pia, programme.champions[0], programme.champions[1], beside.lead]) {
      const mine = reader === pia;
      expect(await codeFrom(queries.runs(reader, code))).toBe(mine ? 'not-your-task' : 'not-found');
      expect(await codeFrom(queries.candidates(reader, code, FIRST_SLOT))).toBe(
        mine ? 'not-your-task' : 'not-found',
      );
    }
    const candidates = await queries.candidates(programme.lead, code, FIRST_SLOT);
    expect(candidates).toHaveLength(4);
    expect(candidates.find((row) => row.consultant.id === consultant.personId)?.rules).toContainEqual({
      code: 'declined-altogether',
      sentence: `${consultant.name} was offered this consultation and did not take it.`,
    });
  });

  it('shares the work out evenly', async () => {
    const { programme, journey } = await anEmptyProgramme();
    for (const name of ['Una Even', 'Duo Even', 'Tria Even']) {
      await addChampion(programme, name, { weeklyCap: 40, hours: OFFICE_HOURS });
    }
    const count = new Map<string, number>();
    for (let asked = 0; asked < 9; asked += 1) {
      const code = await journey.asked(programme.practitioners[0], { caseReference: `C-2027-${asked}00` });
      const { consultantId } = await journey.offer(code);
      count.set(consultantId, (count.get(consultantId) ?? 0) + 1);
    }
    expect([...count.values()]).toEqual([3, 3, 3]);
  });
});
