import { theService } from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import {
  Asking,
  AvailabilityChanges,
  AvailabilityQueries,
  Bookings,
  type FormPart,
  FreedTime,
  Lead,
  type NewConsultant,
  OfferFreedTime,
  Offers,
  People,
  PeopleImports,
  Routing,
  Settings,
  type SettingsPatch,
} from '@case-consultation/features';
import { Journey } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
beforeAll(async () => {
  service = await TestService.start();
});
beforeEach(() => service.clock.setTo(TUESDAY_MORNING));
afterAll(() => service.stop());

/** Wednesdays and Thursdays at ten: four hours up to the target of what is asked on this Tuesday without urgency. */
const TWO_HOURS_A_WEEK = [3, 4].map((weekday) => ({ weekday, startMinute: 600, endMinute: 660 }));
const [WEDNESDAY, THURSDAY, NEXT_WEDNESDAY, NEXT_THURSDAY] = [3, 4, 10, 11].map(
  (day) => new Date(Date.UTC(2027, 2, day, 10)),
) as [Date, Date, Date, Date];
const URGENT: FormPart = { stage: 'section-47' };

interface Setting {
  programme: TestProgramme;
  journey: Journey;
  champion: TestPerson;
}

/** Nobody can be asked but one champion. */
async function oneChampion(given: Partial<NewConsultant> = {}): Promise<Setting> {
  const programme = await aProgramme(service, {
    leadConsults: false,
    champions: { hours: [], priorities: [] },
  });
  const champion = await programme.addPerson({ name: 'Only Champion', roles: ['champion'], team: 1 });
  await programme.addConsultant(champion, { hours: TWO_HOURS_A_WEEK, ...given });
  return { programme, journey: new Journey(service, programme), champion };
}

/** Every hour that the champion has is booked. @returns the codes, by the hour */
async function allBooked({ programme, journey }: Setting): Promise<Map<number, string>> {
  const codes = new Map<number, string>();
  for (let count = 0; count < 4; count += 1) {
    const { code } = await journey.booked(programme.practitioners[2]);
    codes.set((await journey.state(code)).booking?.startsAt.getTime() ?? 0, code);
  }
  expect([...codes.keys()]).toEqual([WEDNESDAY, THURSDAY, NEXT_WEDNESDAY, NEXT_THURSDAY].map(Number));
  return codes;
}

const at = (codes: Map<number, string>, hour: Date): string => codes.get(hour.getTime()) ?? '';
const note = (programme: TestProgramme) =>
  service
    .get(Database)
    .as(theService(programme.id), (tx) => Promise.resolve(service.get(FreedTime).note(tx)));

async function standing({ journey }: Setting, codes: readonly string[]): Promise<(Date | string)[]> {
  return Promise.all(
    codes.map(async (code) => {
      const { status, booking } = await journey.state(code);
      return booking?.startsAt ?? status;
    }),
  );
}

describe('time that became free', () => {
  it('is offered to those who wait, the earliest target first, then who asked first', async () => {
    const setting = await oneChampion();
    const { programme, journey } = setting;
    const [pia, quin, rio] = programme.practitioners;
    const booked = await allBooked(setting);
    const first = await journey.asked(pia);
    service.clock.setTo(new Date(TUESDAY_MORNING.getTime() + 60_000));
    const second = await journey.asked(quin);
    const urgent = await journey.asked(pia, URGENT);
    expect(await standing(setting, [first, second, urgent])).toEqual(['with_lead', 'with_lead', 'with_lead']);

    const asking = service.get(Asking);
    await asking.withdraw(rio, at(booked, NEXT_WEDNESDAY), 'It is settled');
    await asking.withdraw(rio, at(booked, THURSDAY), 'It is settled');
    await service.drain();
    expect(await standing(setting, [first, second, urgent])).toEqual([NEXT_WEDNESDAY, 'with_lead', THURSDAY]);
    // Seen to: nothing about those two is left on the leads' list.
    const { rows } = await service.admin.query<{ code: string }>(
      `SELECT c.code FROM lead_task t JOIN consultation c ON c.id = t.consultation_id
       WHERE t.programme_id = $1 AND t.done_at IS NULL`,
      [programme.id],
    );
    expect(rows).toEqual([{ code: second }]);
  });

  it('is offered once, however many passes go over it at the same time or again', async () => {
    const setting = await oneChampion();
    const { programme, journey } = setting;
    const booked = await allBooked(setting);
    const codes = [];
    for (const asker of programme.practitioners) codes.push(await journey.asked(asker));
    const cancel = (hour: Date) =>
      service.get(Asking).withdraw(programme.practitioners[2], at(booked, hour), 'It is settled');
    await Promise.all([cancel(WEDNESDAY), cancel(NEXT_THURSDAY)]);

    const passes = service.get(OfferFreedTime);
    const actor = theService(programme.id);
    await Promise.all([passes.offer(actor), passes.offer(actor), passes.offer(actor)]);
    const stand = [WEDNESDAY, NEXT_THURSDAY, 'with_lead'];
    expect(await standing(setting, codes)).toEqual(stand);
    await service.drain();
    await note(programme);
    await passes.offer(actor);
    await passes.offer(actor);
    await service.drain();
    expect(await standing(setting, codes)).toEqual(stand);
    expect(await Promise.all(codes.map(async (code) => (await journey.offers(code)).length))).toEqual([
      1, 1, 0,
    ]);
    // What was looked at in vain leaves no further trace.
    expect((await journey.events(codes[2] ?? '')).slice(1)).toEqual(['moved-to-lead']);
  });

  it.each([
    [
      'cancelled by the consultant',
      async ({ champion }: Setting, code: string) => {
        await service.get(Bookings).cancel(champion, code, { reason: 'I am needed elsewhere', wish: null });
        return null;
      },
    ],
    [
      'moved',
      async ({ champion }: Setting, code: string) => {
        await service
          .get(Bookings)
          .reschedule(champion, code, { startsAt: NEXT_THURSDAY, reason: 'A hearing' });
        return THURSDAY;
      },
    ],
    [
      'given to another',
      async ({ programme }: Setting, code: string) => {
        const other = await programme.addPerson({ name: 'Other Champion', roles: ['champion'], team: 1 });
        await programme.addConsultant(other, { hours: TWO_HOURS_A_WEEK, priorities: ['P3'] });
        await service
          .get(Lead)
          .reassign(programme.lead, code, { consultantId: other.personId, reason: 'They know the team' });
        return THURSDAY;
      },
    ],
  ])('is found when a booking is %s', async (_, free) => {
    const setting = await oneChampion({ weeklyCap: 4 });
    const { programme, journey } = setting;
    const [pia, quin] = programme.practitioners;
    const wish = { preferredTimes: [THURSDAY], soonest: false };
    const { code } = await journey.booked(pia, wish);
    const before = await journey.booked(quin, { preferredTimes: [WEDNESDAY], soonest: false });
    const waiting = await journey.asked(quin, URGENT);
    expect(await standing(setting, [before.code, waiting])).toEqual([WEDNESDAY, 'with_lead']);
    const freed = await free(setting, code);
    await service.drain();
    expect(await standing(setting, [waiting])).toEqual([freed ?? THURSDAY]);
  });

  it('is found when an offer is not taken, unless the time did not suit', async () => {
    const setting = await oneChampion();
    const { programme, journey, champion } = setting;
    const booked = await allBooked(setting);
    const [pia, quin, rio] = programme.practitioners;
    const next = await journey.asked(pia);
    const last = await journey.asked(quin);
    await service.get(Asking).withdraw(rio, at(booked, WEDNESDAY), 'It is settled');
    await service.drain();
    expect(await standing(setting, [next, last])).toEqual([WEDNESDAY, 'with_lead']);
    const { id } = await journey.offer(next);
    await service.get(Offers).decline(champion, id, { because: 'not-the-right-person', reason: null });
    await service.drain();
    expect(await standing(setting, [next, last])).toEqual(['with_lead', WEDNESDAY]);
  });

  it('is found when hours are added, far down the list too', async () => {
    const { programme, journey } = await oneChampion({ priorities: ['P2'], hours: [] });
    const [pia, quin] = programme.practitioners;
    for (let count = 0; count < 52; count += 1) await aSubmittedRequest(service, quin);
    const code = await journey.asked(pia, URGENT);
    // Behind all others, and behind what one pass looks at.
    await service.admin.query(`UPDATE consultation SET target_on = target_on + 14 WHERE code = $1`, [code]);
    const champion = await programme.addPerson({ name: 'New Champion', roles: ['champion'], team: 1 });
    await programme.addConsultant(champion, { hours: TWO_HOURS_A_WEEK, priorities: ['P2'] });
    await note(programme);
    expect((await service.drain()).filter((job) => job === 'offer-freed-time')).toHaveLength(2);
    expect((await journey.offer(code)).consultant).toBe(champion);
    await note(programme);
    expect((await service.drain()).filter((job) => job === 'offer-freed-time')).toHaveLength(2);
  });

  it('is not offered while more became free that an earlier turn may have', async () => {
    const setting = await oneChampion();
    const { programme, journey } = setting;
    const booked = await allBooked(setting);
    const code = await journey.asked(programme.practitioners[0]);
    await service.get(Asking).withdraw(programme.practitioners[2], at(booked, WEDNESDAY), 'It is settled');
    const { id } = await journey.state(code);
    const routing = service.get(Routing);
    const moreIsFree = () => Promise.resolve(false);
    expect(await routing.offerIfSomebodyFits(programme.id, id, moreIsFree)).toBe('overtaken');
    expect(await standing(setting, [code])).toEqual(['with_lead']);
    await service.drain();
    expect(await standing(setting, [code])).toEqual([WEDNESDAY]);
  });
});

/** What keeps the one champion from being asked, and then what takes that away. */
type Freeing = [
  what: string,
  keep: (setting: Setting) => Promise<unknown>,
  free: (setting: Setting) => Promise<unknown>,
];

const people = () => service.get(People);
const said = () => service.get(AvailabilityChanges);
async function set({ programme: { lead } }: Setting, patch: SettingsPatch): Promise<void> {
  const settings = service.get(Settings);
  const { version: seen } = await settings.view(lead);
  await settings.change(lead, patch, { reason: 'It is agreed', seen });
}
const sql =
  (text: string) =>
  ({ champion }: Setting): Promise<unknown> =>
    service.admin.query(text, [champion.personId]);
const signedOffUntilYesterday = sql(
  `UPDATE consultant SET signed_off_until = '2027-03-01' WHERE person_id = $1`,
);
const noHours = sql('DELETE FROM weekly_hours WHERE consultant_id = $1');

const BY_PEOPLE: Freeing[] = [
  [
    'a sign-off is renewed',
    signedOffUntilYesterday,
    ({ programme: { lead }, champion: { personId } }) =>
      people().update(lead, personId, { signedOffUntil: '2028-03-01' }),
  ],
  [
    'a sign-off is renewed by a file',
    signedOffUntilYesterday,
    async ({ programme: { lead }, champion: { name, email } }) => {
      const imports = service.get(PeopleImports);
      const { id } = await imports.read(
        lead,
        `Name,Email,Agency,Team,Roles,Signed off from,Signed off until\n${name},${email},Elmbrook children’s services,Court,champion,2020-01-01,2028-03-01\n`,
      );
      const preview = await imports.view(lead, id);
      if (!('seen' in preview)) throw new Error('It was confirmed already');
      expect([preview.problems, preview.counts.change]).toEqual([[], 1]);
      await imports.confirm(lead, id, { seen: preview.seen, invite: false });
    },
  ],
  [
    'somebody is a champion again',
    ({ programme: { lead }, champion: { personId } }) =>
      people().update(lead, personId, { roles: ['practitioner'] }),
    ({ programme: { lead }, champion: { personId } }) =>
      people().update(lead, personId, { roles: ['champion'] }),
  ],
  [
    'a champion leaves the team of whoever asks',
    ({ programme, champion: { personId } }) =>
      people().update(programme.lead, personId, { teamId: programme.practitioners[0].teamId }),
    ({ programme: { lead }, champion: { personId, teamId } }) => people().update(lead, personId, { teamId }),
  ],
  [
    'somebody is reactivated',
    ({ programme: { lead }, champion: { personId } }) => people().deactivate(lead, personId),
    ({ programme: { lead }, champion: { personId } }) => people().reactivate(lead, personId),
  ],
];

const BY_SETTINGS: Freeing[] = [
  [
    'the weekly cap is raised',
    async (setting) => {
      await set(setting, { weeklyCap: 1 });
      for (const hour of [WEDNESDAY, NEXT_WEDNESDAY])
        await setting.journey.booked(setting.programme.practitioners[2], {
          preferredTimes: [hour],
          soonest: false,
        });
    },
    (setting) => set(setting, { weeklyCap: 2 }),
  ],
  [
    'a closure day is taken away',
    (setting) =>
      set(setting, {
        closureDays: [3, 4, 10, 11, 17, 18, 24, 25].map((day) => `2027-03-${String(day).padStart(2, '0')}`),
      }),
    (setting) => set(setting, { closureDays: [] }),
  ],
  [
    'sessions are shorter',
    (setting) => set(setting, { sessionMinutes: 90 }),
    (setting) => set(setting, { sessionMinutes: 60 }),
  ],
];

const BY_AVAILABILITY: Freeing[] = [
  [
    'hours are given',
    noHours,
    ({ champion }) =>
      said().changeHours(champion, champion.personId, {
        hours: TWO_HOURS_A_WEEK,
        from: '2027-03-02',
        until: null,
      }),
  ],
  [
    'extra time is given',
    noHours,
    ({ champion }) =>
      said().addTime(champion, champion.personId, {
        kind: 'extra',
        startsAt: THURSDAY,
        endsAt: new Date('2027-03-04T11:00:00Z'),
      }),
  ],
  [
    'leave is taken back',
    ({ champion }) =>
      said().takeLeave(champion, champion.personId, { from: '2027-03-02', until: '2027-03-31' }),
    async ({ champion }) => {
      const { leave } = await service.get(AvailabilityQueries).of(champion, champion.personId);
      await said().takeLeaveBack(champion, champion.personId, leave[0]?.id ?? '');
    },
  ],
  [
    'a pause is over',
    sql(`UPDATE consultant SET paused_from = '2027-03-01', paused_until = NULL WHERE person_id = $1`),
    ({ champion }) => said().resume(champion, champion.personId),
  ],
  [
    'more priorities are taken',
    sql(`UPDATE consultant SET priorities = '{P1}' WHERE person_id = $1`),
    async ({ champion }) => {
      const { preferences } = await service.get(AvailabilityQueries).of(champion, champion.personId);
      await said().changePreferences(champion, champion.personId, {
        ...preferences,
        priorities: ['P1', 'P2', 'P3'],
      });
    },
  ],
  [
    'whoever asks may be matched again',
    ({ programme, champion }) =>
      said().changeNeverMatch(champion, champion.personId, [programme.practitioners[0].personId]),
    ({ champion }) => said().changeNeverMatch(champion, champion.personId, []),
  ],
];

describe('whoever waits is offered time at once', () => {
  it.each([...BY_PEOPLE, ...BY_SETTINGS, ...BY_AVAILABILITY])('when %s', async (_, keep, free) => {
    const setting = await oneChampion();
    const { programme, journey, champion } = setting;
    await keep(setting);
    await service.drain();
    const code = await journey.asked(programme.practitioners[0]);
    expect(await standing(setting, [code])).toEqual(['with_lead']);
    await free(setting);
    await service.drain();
    expect((await journey.offer(code)).consultant).toBe(champion);
  });

  it('and nobody is looked for when only a name or how a page looks has changed', async () => {
    const setting = await oneChampion();
    const { programme, champion } = setting;
    await people().update(programme.lead, champion.personId, { name: 'Other Name' });
    await set(setting, { reviewWeeks: 10 });
    expect(await service.drain()).not.toContain('offer-freed-time');
  });
});

describe('whoever cancels and would take the soonest', () => {
  it('is not offered that hour again, and the next in turn is', async () => {
    const setting = await oneChampion();
    const { programme, journey } = setting;
    const booked = await allBooked(setting);
    const [pia, , rio] = programme.practitioners;
    const waiting = await journey.asked(pia);
    const code = at(booked, WEDNESDAY);
    const wish = { preferredTimes: [], soonest: true };
    await service.get(Bookings).cancel(rio, code, { reason: 'I am in court', wish });
    await service.drain();
    expect(await standing(setting, [waiting, code])).toEqual([WEDNESDAY, 'with_lead']);
  });

  it('is not offered it, or half an hour beside it, when nobody else waits', async () => {
    const setting = await oneChampion({ hours: [{ weekday: 3, startMinute: 600, endMinute: 780 }] });
    const { programme, journey } = setting;
    const [pia] = programme.practitioners;
    const { code } = await journey.booked(pia);
    const wish = { preferredTimes: [], soonest: true };
    await service.get(Bookings).cancel(pia, code, { reason: 'I am in court', wish });
    await service.drain();
    expect((await journey.offer(code)).startsAt).toEqual(new Date('2027-03-03T11:00:00Z'));
  });

  it('has it again by naming it', async () => {
    const setting = await oneChampion();
    const { programme, journey } = setting;
    const [pia] = programme.practitioners;
    const { code } = await journey.booked(pia);
    const wish = { preferredTimes: [NEXT_WEDNESDAY], soonest: false };
    await service.get(Bookings).cancel(pia, code, { reason: 'I am in court', wish });
    await service.get(Asking).changeTimes(pia, code, { preferredTimes: [WEDNESDAY], soonest: false });
    await service.drain();
    expect((await journey.offer(code)).startsAt).toEqual(WEDNESDAY);
  });
});

describe('what a lead has to decide', () => {
  it('is left to the lead, and other wishes of whoever waits are tried at once', async () => {
    const setting = await oneChampion();
    const { programme, journey } = setting;
    const booked = await allBooked(setting);
    const [pia, quin, rio] = programme.practitioners;
    const restricted = await journey.asked(pia, { familyWorksForAgency: true });
    const code = await journey.asked(quin);
    await service.get(Asking).withdraw(rio, at(booked, NEXT_THURSDAY), 'It is settled');
    await service.drain();
    expect(await standing(setting, [restricted, code])).toEqual(['with_lead', NEXT_THURSDAY]);

    const late = await journey.asked(quin);
    const inApril = new Date('2027-04-07T09:00:00Z');
    expect(await standing(setting, [late])).toEqual(['with_lead']);
    await service.get(Asking).changeTimes(quin, late, { preferredTimes: [inApril], soonest: false });
    await service.drain();
    expect(await standing(setting, [late])).toEqual([inApril]);
  });
});
