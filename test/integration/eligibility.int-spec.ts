import { ELIGIBILITY_RULES, type EligibilityRule } from '@case-consultation/domain';
import {
  type FormPart,
  Lead,
  type NewConsultant,
  Offers,
  RoutingQueries,
  TimesQueries,
} from '@case-consultation/features';
import { codeFrom, Journey } from '../support/service/journey.js';
import {
  aProgramme,
  OFFICE_HOURS,
  type TestPerson,
  type TestProgramme,
} from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let offers: Offers;

const FIRST_SLOT = new Date('2027-03-03T10:00:00Z');

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

describe('who can be asked', () => {
  const wednesday = (hour: number) => new Date(Date.UTC(2027, 2, 3, hour));
  const aWeek = { startsAt: new Date('2027-03-01T00:00:00Z'), endsAt: new Date('2027-03-29T00:00:00Z') };
  type Odd = {
    consultant?: Partial<NewConsultant>;
    person?: { agency?: 'council' | 'health'; team?: number };
    with?: (made: {
      programme: TestProgramme;
      odd: TestPerson;
      asker: TestPerson;
    }) => Promise<FormPart | undefined>;
  };
  const table: [EligibilityRule, Odd][] = [
    ['priority-not-taken', { consultant: { priorities: ['P1', 'P2'] } }],
    ['mode-not-taken', { consultant: { modes: ['in-person', 'phone'] } }],
    ['same-team', { person: { team: 0 } }],
    ['never-match', { with: never }],
    ['is-manager', { with: managed }],
    ['not-active', { with: inactive }],
    ['declared-conflict', { with: async ({ odd }) => ({ conflictPersonIds: [odd.personId] }) }],
    ['not-signed-off', { consultant: { signedOffUntil: '2027-03-02' } }],
    ['not-signed-off', { consultant: { signedOffFrom: '2027-04-01' } }],
    ['paused', { consultant: { pausedFrom: '2027-03-01', pausedUntil: null } }],
    ['on-leave', { consultant: { oneOff: [{ kind: 'leave', ...aWeek }] } }],
    ['not-free', { consultant: { oneOff: [{ kind: 'blocked', ...aWeek }] } }],
    ['not-free', { consultant: { hours: OFFICE_HOURS.map((hours) => ({ ...hours, until: '2027-03-02' })) } }],
    ['weekly-cap-reached', { consultant: { weeklyCap: 0 } }],
  ];

  async function never({ odd, asker }: { odd: TestPerson; asker: TestPerson }): Promise<undefined> {
    await service.admin.query('INSERT INTO never_match VALUES ($1, $2, $3)', [
      odd.personId,
      asker.personId,
      odd.programmeId,
    ]);
  }
  async function managed({ odd, asker }: { odd: TestPerson; asker: TestPerson }): Promise<undefined> {
    await service.admin.query('UPDATE person SET manager_id = $1 WHERE id = $2', [
      odd.personId,
      asker.personId,
    ]);
  }
  async function inactive({ odd }: { odd: TestPerson }): Promise<undefined> {
    await service.admin.query('UPDATE person SET active = false WHERE id = $1', [odd.personId]);
  }

  it.each(table)('never one to whom this applies: %s', async (rule, odd) => {
    const { programme, journey } = await anEmptyProgramme();
    const [asker] = programme.practitioners;
    const them = await addChampion(programme, 'Odd Champion', odd.consultant, odd.person);
    const fine = await addChampion(programme, 'Fine Champion', {}, { team: 2 });
    const given = await odd.with?.({ programme, odd: them, asker });
    const code = await journey.asked(asker, given);
    const first = await journey.offer(code);
    expect(first).toMatchObject({ consultant: fine, startsAt: FIRST_SLOT });

    const [run] = await service.get(RoutingQueries).runs(programme.lead, code);
    const considered = run?.outcome.considered.find(({ consultantId }) => consultantId === them.personId);
    const rules = [
      ...(considered?.ruledOutAlways ?? []),
      ...(considered?.ruledOutIn ?? []).flatMap((round) => round.rules),
    ];
    expect(rules).toContain(rule);
    expect(run?.sentences.join(' ')).toContain(`Odd Champion`);
    expect(run?.sentences.join(' ')).toContain(ELIGIBILITY_RULES[rule]);

    await offers.decline(fine, first.id, { because: 'not-the-right-person', reason: null });
    await service.drain();
    expect(await journey.state(code)).toMatchObject({ status: 'with_lead' });
    const lead = service.get(Lead).assign(programme.lead, code, {
      consultantId: them.personId,
      startsAt: wednesday(11),
      reason: 'They would be good for this',
    });
    expect(await codeFrom(lead)).toBe('consultant-not-eligible');
    // Nor is their time shown to choose from: only the other's was, and they have said no.
    expect(await service.get(TimesQueries).forRequest(asker, code, { from: null, days: 14 })).toEqual([]);
  });

  it('counts the weekly cap by week, tentative and confirmed alike', async () => {
    const { programme, journey } = await anEmptyProgramme();
    await addChampion(programme, 'Only Champion', { weeklyCap: 2 });
    const [pia, quin, rio] = programme.practitioners;
    const starts: Date[] = [];
    for (const asker of [pia, quin, rio]) {
      const code = await journey.asked(asker);
      starts.push((await journey.offer(code)).startsAt);
      if (asker === pia) await journey.accept(code);
    }
    expect(starts.map((start) => start.toISOString())).toEqual([
      '2027-03-03T10:00:00.000Z',
      '2027-03-03T11:30:00.000Z',
      '2027-03-08T10:00:00.000Z',
    ]);
  });

  it('is one place at a time over all of a person’s time, the quarter of an hour afterwards with it', async () => {
    const { programme, journey } = await anEmptyProgramme();
    await addChampion(programme, 'Only Champion', { weeklyCap: 40 });
    const starts: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const code = await journey.asked(programme.practitioners[0]);
      starts.push((await journey.offer(code)).startsAt.toISOString().slice(5, 16));
    }
    expect(starts).toEqual(['03-03T10:00', '03-03T11:30', '03-03T13:00', '03-03T14:30', '03-04T10:00']);
  });
});
