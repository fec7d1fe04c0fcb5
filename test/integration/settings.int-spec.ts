import {
  Agencies,
  Asking,
  Pathways,
  ProgrammeQueries,
  Programmes,
  ReplayQueries,
  Settings,
} from '@case-consultation/features';
import { until } from '../faults/support/until.js';
import { Journey } from '../support/service/journey.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let other: TestService;
let programme: TestProgramme;
let settings: Settings;

beforeAll(async () => {
  service = await TestService.start();
  other = await service.beside();
  settings = service.get(Settings);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
});
afterAll(async () => {
  await other.stop();
  await service.stop();
});

const why = (seen: number, reason = 'The board agreed to it') => ({ reason, seen });
const everything = { limit: 100, after: null };
/** Well below the time for which a programme is remembered: whoever knows by then was told. */
const AT_ONCE_MS = 2_000;

describe('settings', () => {
  it('change with who, when, from what to what, and why', async () => {
    const { lead } = programme;
    const { version } = await settings.view(lead);
    const changed = await settings.change(
      lead,
      { targetWorkingDays: { P1: 2, P2: 5, P3: 10 }, leadIsLastResort: false },
      why(version),
    );
    expect(changed).toMatchObject({ version: version + 1, settings: { leadIsLastResort: false } });
    expect(await settings.view(lead)).toEqual(changed);
    const { items, more } = await settings.history(lead, everything);
    expect([items, more]).toEqual([
      [
        {
          id: expect.any(Number) as number,
          subject: 'settings',
          subjectId: programme.id,
          subjectName: 'Settings',
          version: 1,
          at: expect.any(Date) as Date,
          by: { id: lead.personId, name: 'Lena Lead' },
          reason: 'The board agreed to it',
          changes: [
            {
              path: 'leadIsLastResort',
              label: 'The lead is asked only when nobody else fits',
              from: 'Yes',
              to: 'No',
            },
            {
              path: 'targetWorkingDays/P1',
              label: 'Target for priority 1, most urgent',
              from: '3 working days',
              to: '2 working days',
            },
          ],
        },
      ],
      false,
    ]);
  });

  it('hold in every other process at once', async () => {
    const { lead, id } = programme;
    expect((await other.get(Programmes).of(id)).settings.weeklyCap).toBe(2);
    const started = performance.now();
    await settings.change(lead, { weeklyCap: 5 }, why(0));
    expect((await service.get(Programmes).of(id)).settings.weeklyCap).toBe(5);
    await until(
      'the other process knows',
      async () => (await other.get(Programmes).of(id)).settings.weeklyCap === 5,
    );
    expect(performance.now() - started).toBeLessThan(AT_ONCE_MS);
  });

  it('are changed by one of two at once; the other is told what changed, and nothing is overwritten', async () => {
    const { lead, deputy } = programme;
    const [first, second] = await Promise.allSettled([
      settings.change(lead, { weeklyCap: 3 }, why(0)),
      settings.change(deputy, { weeklyCap: 4 }, why(0)),
    ]);
    const [won, lost] = first.status === 'fulfilled' ? [first, second] : [second, first];
    expect(won.status).toBe('fulfilled');
    const [winner, cap] = won === first ? ['Lena Lead', 3] : ['Dana Deputy', 4];
    expect(lost).toMatchObject({
      reason: {
        code: 'changed-meanwhile',
        message: `Somebody changed this while you had it open, so nothing of yours is saved yet. ${winner} changed “Consultations a week, at most” from 2 a week to ${cap} a week. Check it, then save again.`,
      },
    });
    expect((await settings.view(lead)).settings.weeklyCap).toBe(cap);
    expect((await settings.history(lead, everything)).items).toHaveLength(1);
  });

  it.each([
    [{ weeklyCap: 0 }, 'Why not', { code: 'invalid-input', field: 'weeklyCap' }],
    [{ closureDays: ['2027-02-30'] }, 'Why not', { code: 'invalid-input', field: 'closureDays' }],
    [{ weeklyCap: 3 }, '  ', { code: 'reason-needed', field: 'reason' }],
    [{ weeklyCap: 3 }, 'x'.repeat(501), { code: 'invalid-input', field: 'reason' }],
    [{ weeklyCap: 3 }, 'Ask 943 476 5870', { code: 'identifier-found', field: 'reason' }],
    [
      { allowedMailDomains: ['other.example.org'] },
      'Why not',
      {
        code: 'invalid-input',
        field: 'allowedMailDomains',
        message: expect.stringContaining('people have') as string,
      },
    ],
  ])('%j because of “%s” are refused, and all stays as it was', async (patch, reason, refusal) => {
    const before = await settings.view(programme.lead);
    await expect(settings.change(programme.lead, patch, why(0, reason))).rejects.toMatchObject(refusal);
    expect(await settings.view(programme.lead)).toEqual(before);
  });

  it('leave no trace when nothing changes, and keep the zone', async () => {
    const patch = { weeklyCap: 2, zone: 'Asia/Tokyo' };
    const { version, settings: kept } = await settings.change(programme.lead, patch, why(0, ''));
    expect([version, kept.zone]).toEqual([0, 'Europe/London']);
    expect((await settings.history(programme.lead, everything)).items).toEqual([]);
  });

  it('are for leads and administrators of the programme alone', async () => {
    const administrator = await programme.addPerson({ name: 'Ari Administrator', roles: ['administrator'] });
    expect((await settings.change(administrator, { weeklyCap: 3 }, why(0))).version).toBe(1);
    const beside = await aProgramme(service);
    expect((await settings.view(beside.lead)).settings.weeklyCap).toBe(2);
    expect((await settings.history(beside.lead, everything)).items).toEqual([]);
    for (const nobody of [programme.champions[0], programme.practitioners[0]]) {
      for (const call of [
        settings.view(nobody),
        settings.change(nobody, { weeklyCap: 4 }, why(1)),
        settings.history(nobody, everything),
        service.get(Agencies).list(nobody),
        service.get(Agencies).add(nobody, { name: 'New', kind: 'health' }),
        service.get(Pathways).list(nobody),
        service.get(Pathways).checkedToday(nobody, programme.pathwayId),
        service.get(ReplayQueries).replay(nobody, {}),
      ])
        await expect(call).rejects.toMatchObject({ code: 'not-your-task' });
    }
    await expect(service.get(ReplayQueries).replay(administrator, {})).rejects.toMatchObject({
      code: 'not-your-task',
    });
  });

  it('change nothing that is promised: neither an open offer nor a target that is set', async () => {
    const { lead, practitioners } = programme;
    const journey = new Journey(service, programme);
    const code = await journey.asked(practitioners[0]);
    const offer = await journey.offer(code);
    const { targetOn } = await journey.state(code);
    await settings.change(
      lead,
      {
        offerWindowMinutes: { P1: 30, P2: 30, P3: 30 },
        targetWorkingDays: { P1: 1, P2: 1, P3: 1 },
        sessionMinutes: 30,
      },
      why(0),
    );
    await service.drain();
    expect(await journey.offer(code)).toEqual(offer);
    expect((await journey.state(code)).targetOn).toBe(targetOn);
  });
});

describe('agencies and teams', () => {
  it('are known in every other process at once', async () => {
    const { lead } = programme;
    const agencies = service.get(Agencies);
    const known = async () =>
      (await other.get(Programmes).of(programme.id)).agencies.map(({ name, teams }) => ({
        name,
        teams: teams.map((team) => team.name),
      }));
    const before = await known();
    const started = performance.now();
    const added = await agencies.add(lead, { name: 'Brookside School', kind: 'school' });
    await until('the other process knows the agency', async () => (await known()).length > before.length);
    await agencies.addTeam(lead, added, { name: 'Pastoral team' });
    await until('the other process knows the team', async () =>
      (await known()).some(({ teams }) => teams.includes('Pastoral team')),
    );
    expect(performance.now() - started).toBeLessThan(AT_ONCE_MS);
  });

  it('are added, renamed and closed with their history; one that is closed is not chosen any more', async () => {
    const { lead, practitioners } = programme;
    const agencies = service.get(Agencies);
    const id = await agencies.add(lead, { name: ' Elmbrook police ', kind: 'police' });
    const teamId = await agencies.addTeam(lead, id, { name: 'Safeguarding' });
    await agencies.change(lead, id, { name: 'Elmbrook police service' }, why(0));
    const chosen = () =>
      service
        .get(ProgrammeQueries)
        .programme(practitioners[0])
        .then((view) => view.agencies.map(({ name }) => name));
    expect(await chosen()).toContain('Elmbrook police service');
    await agencies.changeTeam(lead, teamId, { open: false }, why(0, 'Merged'));
    await agencies.change(lead, id, { open: false }, why(1, 'Merged'));
    expect(await chosen()).not.toContain('Elmbrook police service');
    expect(await agencies.one(lead, id)).toMatchObject({
      version: 2,
      closedAt: expect.any(Date) as Date,
      people: 0,
    });
    await expect(agencies.addTeam(lead, id, { name: 'Another' })).rejects.toMatchObject({
      code: 'wrong-state',
    });
    await expect(service.get(Asking).start(practitioners[0], { agencyId: id, teamId })).rejects.toMatchObject(
      { code: 'invalid-input', field: 'agencyId' },
    );
    const { items } = await settings.history(lead, { ...everything, subjectId: id });
    expect(
      items.map(({ changes, reason }) => [changes.map(({ from, to }) => `${from} → ${to}`), reason]),
    ).toEqual([
      [['Yes → No'], 'Merged'],
      [['Elmbrook police → Elmbrook police service'], 'The board agreed to it'],
      [['None → Added'], null],
    ]);
  });

  it('are not closed with people in them, nor named alike, nor changed over somebody else’s change', async () => {
    const { lead, agencies: had } = programme;
    const agencies = service.get(Agencies);
    await expect(agencies.change(lead, had.health.id, { open: false }, why(0))).rejects.toMatchObject({
      code: 'wrong-state',
      message: 'It cannot be closed yet: 2 people are in it. Move them to another team first.',
    });
    await expect(
      agencies.add(lead, { name: 'Elmbrook health visiting', kind: 'health' }),
    ).rejects.toMatchObject({ code: 'invalid-input', field: 'name' });
    await expect(agencies.add(lead, { name: ' ', kind: 'health' })).rejects.toMatchObject({ field: 'name' });
    await expect(agencies.add(lead, { name: 'X', kind: 'spaceship' })).rejects.toMatchObject({
      field: 'kind',
    });
    await agencies.change(lead, had.health.id, { name: 'Elmbrook nurses' }, why(0));
    await expect(agencies.change(lead, had.health.id, { name: 'Mine' }, why(0))).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    const beside = await aProgramme(service);
    await expect(
      agencies.change(beside.lead, had.health.id, { name: 'Theirs' }, why(1)),
    ).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('pathways', () => {
  it('are added, changed, retired and checked, each with its history', async () => {
    const { lead, practitioners } = programme;
    const pathways = service.get(Pathways);
    const given = { kind: 'idva', name: 'IDVA', guidance: 'Call first.', contact: '020 7946 0000' };
    const id = await pathways.add(lead, given);
    expect(await pathways.one(lead, id)).toMatchObject({
      ...given,
      checkedOn: '2027-03-02',
      checkDue: false,
    });
    service.clock.setTo(new Date('2027-09-02T09:00:00Z'));
    expect((await pathways.list(lead)).map(({ name, checkDue }) => [name, checkDue])).toEqual([
      ['Programme for people who cause harm', true],
      ['IDVA', true],
    ]);
    await Promise.all([pathways.checkedToday(lead, id), pathways.checkedToday(programme.deputy, id)]);
    expect(await pathways.one(lead, id)).toMatchObject({
      checkedOn: '2027-09-02',
      checkDue: false,
      version: 1,
    });
    await expect(pathways.change(lead, id, { contact: 'Elsewhere' }, why(0))).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    await pathways.change(lead, id, { active: false }, why(1, 'It has closed'));
    expect((await service.get(ProgrammeQueries).pathways(practitioners[0])).map(({ name }) => name)).toEqual([
      'Programme for people who cause harm',
    ]);
    await expect(pathways.change(lead, id, { name: '' }, why(2))).rejects.toMatchObject({ field: 'name' });
    const beside = await aProgramme(service);
    await expect(pathways.checkedToday(beside.lead, id)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a replay of what was asked lately', () => {
  it('gives what was with nothing changed, and says who would have got what by other rules', async () => {
    const { lead, practitioners } = programme;
    const journey = new Journey(service, programme);
    for (let asked = 0; asked < 5; asked += 1) {
      const code = await journey.asked(practitioners[0]);
      if (asked === 0) await service.get(Asking).withdraw(practitioners[0], code, 'No longer needed');
    }
    const replays = service.get(ReplayQueries);
    const same = await replays.replay(lead, {});
    expect(same).toMatchObject({ requests: 5, different: 0, cut: false, version: 0, examples: [] });
    expect(same.after).toEqual(same.before);
    const otherwise = await replays.replay(lead, { leadIsLastResort: false });
    expect(otherwise.different).toBeGreaterThan(0);
    // Four stand, and four share them: the lead as much as anybody, and perhaps the one that was withdrawn too.
    const { before = 0, after = 0 } =
      otherwise.load.find(({ consultantId }) => consultantId === lead.personId) ?? {};
    expect([before, after >= 1]).toEqual([0, true]);
    expect(otherwise.sentences).toContain(`Lena Lead would have got ${after} instead of 0.`);
    expect(otherwise.examples.map(({ code }) => code)).toEqual(
      otherwise.examples.map(() => expect.stringMatching(/^B-/) as string),
    );
    const beside = await aProgramme(service);
    expect(await replays.replay(beside.lead, {})).toMatchObject({
      requests: 0,
      sentences: ['There is no request to replay yet.'],
    });
  });

  it('asks the next where somebody would have answered too late', async () => {
    const { lead, practitioners } = programme;
    const journey = new Journey(service, programme);
    const late = await journey.asked(practitioners[0]);
    const inTime = await journey.asked(practitioners[0]);
    await journey.accept(inTime);
    service.clock.setTo(new Date(TUESDAY_MORNING.getTime() + 3 * 60 * 60_000));
    const consultant = await journey.accept(late);
    const replays = service.get(ReplayQueries);
    const all = (minutes: number) => ({ offerWindowMinutes: { P1: minutes, P2: minutes, P3: minutes } });
    expect(await replays.replay(lead, all(300))).toMatchObject({ requests: 2, different: 0 });
    const shorter = await replays.replay(lead, all(60));
    expect(shorter.examples.map(({ code }) => code)).toEqual([late]);
    expect(shorter.examples[0]?.before?.consultantId).toBe(consultant.personId);
    expect(shorter.examples[0]?.after).not.toBeNull();
    expect(shorter.examples[0]?.after?.consultantId).not.toBe(consultant.personId);
  });

  it('shows a lead no code of what they are shut out of', async () => {
    const { lead, deputy, practitioners } = programme;
    const journey = new Journey(service, programme);
    const code = await journey.asked(practitioners[0], { conflictPersonIds: [deputy.personId] });
    const change = { noticeWorkingDays: 10, horizonWeeks: 1 };
    const replays = service.get(ReplayQueries);
    const [seen, unseen] = [await replays.replay(lead, change), await replays.replay(deputy, change)];
    expect([seen.different, unseen.different]).toEqual([1, 1]);
    expect(seen.examples.map((one) => one.code)).toEqual([code]);
    expect(unseen.examples).toEqual([]);
  });
});
