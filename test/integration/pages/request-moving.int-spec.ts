import { Asking, Attendees } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { Journey } from '../../support/service/journey.js';
import { header } from '../../support/service/mails.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { aRequest, aSubmittedRequest } from '../../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let elsewhere: TestProgramme;
let journey: Journey;
let pia: TestPerson;

const as = (person: TestPerson): Promise<PageVisitor> => signedIn(api, programme, person);
const timesOn = (page: ReadPage, name: string): string[] =>
  page
    .$(`input[name=${name}]`)
    .map((_, input) => page.$(input).attr('value') ?? '')
    .get();

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  programme = await aProgramme(service, { champions: { weeklyCap: 40 } });
  elsewhere = await aProgramme(service);
  journey = new Journey(service, programme);
  pia = programme.practitioners[0];
});
beforeEach(() => {
  service.clock.setTo(TUESDAY_MORNING);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

describe('moving a booking', () => {
  it('is done by choosing a real free time and saying why', async () => {
    const { code } = await journey.booked(pia);
    const visitor = await as(pia);
    const page = await visitor.get(`/consultations/${code}/reschedule`);
    expect([page.status, page.heading]).toEqual([200, 'Move it to another time']);
    const label = page
      .$('label')
      .filter((_, one) => page.$(one).text().includes('Thursday 4 March 2027, 2:00pm to 3:00pm'));
    expect(label).toHaveLength(1);
    const done = await visitor.submit(
      page,
      { startsAt: '2027-03-04T14:00:00.000Z', reason: 'A visit came up' },
      'Move it',
    );
    expect([done.status, done.path, done.notice]).toEqual([
      200,
      `/consultations/${code}`,
      'It is moved. Everybody concerned gets an updated invitation.',
    ]);
    expect(done.text).toContain('Booked for Thursday 4 March 2027, 2:00pm to 3:00pm');
    expect(done.text).toContain('A visit came up');
  });

  it.each(['reschedule', 'cancel'])(
    'says beside a time to %s to when it is after the target',
    async (verb) => {
      const { code } = await journey.booked(pia);
      const visitor = await as(pia);
      const page = await visitor.get(`/consultations/${code}/${verb}`);
      expect(page.text).not.toContain('After the target.');
      // The target is on Tuesday of that week.
      const later = await visitor.submit(page, { week: '2027-03-15' });
      expect(later.text).toContain(
        'Tuesday 16 March 2027, 1:00pm to 2:00pm Tuesday 16 March 2027, 1:30pm to 2:30pm',
      );
      expect(later.text).toContain('Wednesday 17 March 2027, 1:00pm to 2:00pm After the target.');
    },
  );

  it('shows another week without losing what was typed', async () => {
    const { code } = await journey.booked(pia);
    const visitor = await as(pia);
    const page = await visitor.get(`/consultations/${code}/reschedule`);
    const chosen = timesOn(page, 'startsAt')[0] ?? '';
    const later = await visitor.submit(page, { startsAt: chosen, reason: 'A visit' }, 'Later times');
    expect(later.status).toBe(200);
    expect(later.errors).toEqual([]);
    expect(later.fields['reason']).toBe('A visit');
    expect(later.fields['startsAt']).toBe(chosen);
    expect(timesOn(later, 'startsAt')).not.toEqual(timesOn(page, 'startsAt'));
  });

  it.each([
    ['nothing', {}, { startsAt: 'Select a time', reason: 'Say why, in a few words' }],
    [
      'no reason',
      { startsAt: '2027-03-04T14:00:00.000Z', reason: '  ' },
      { reason: 'Say why, in a few words' },
    ],
    ['what is no time', { startsAt: 'soon', reason: 'x' }, { startsAt: 'Select a time' }],
    [
      'a reason without end',
      { startsAt: '2027-03-04T14:00:00.000Z', reason: 'x'.repeat(501) },
      { reason: 'Keep the reason to 500 characters or fewer' },
    ],
  ])(
    'says what to put right when it is given %s',
    async (_, filled: Record<string, string>, errors: Record<string, string>) => {
      const { code } = await journey.booked(pia);
      const visitor = await as(pia);
      const page = await visitor.get(`/consultations/${code}/reschedule`);
      const again = await visitor.submit(page, filled, 'Move it');
      expect([again.status, again.title.startsWith('Error: ')]).toEqual([422, true]);
      for (const [field, message] of Object.entries(errors)) {
        expect(again.errorBeside(field)).toBe(message);
        expect(again.errors).toContainEqual({ text: message, href: `#${field}` });
        expect(again.$(`#${field}`)).toHaveLength(1);
      }
      expect(again.errors).toHaveLength(Object.keys(errors).length);
      if (filled['reason']) expect(again.fields['reason']).toBe(filled['reason']);
    },
  );

  it('says that a time has gone, and keeps the reason', async () => {
    const { code } = await journey.booked(pia);
    const visitor = await as(pia);
    const page = await visitor.get(`/consultations/${code}/reschedule`);
    const again = await visitor.submit(
      page,
      { startsAt: '2027-03-04T03:00:00.000Z', reason: 'A visit' },
      'Move it',
    );
    expect(again.status).toBe(409);
    expect(again.errorBeside('startsAt')).toBe(
      'The consultant is not free at that time. Select one of the times shown.',
    );
    expect(again.fields['reason']).toBe('A visit');
  });

  it('says where it stands to whoever comes too late', async () => {
    const { code } = await journey.booked(pia);
    const startsAt = (await journey.state(code)).booking?.startsAt.getTime() ?? 0;
    service.clock.setTo(new Date(startsAt - 5 * 60_000));
    const visitor = await as(pia);
    const page = await visitor.get(`/consultations/${code}/reschedule`);
    service.clock.setTo(new Date(startsAt));
    const to = { startsAt: '2027-03-11T14:00:00.000Z', reason: 'Late' };
    const late = await visitor.submit(page, to, 'Move it');
    expect([late.status, late.heading]).toEqual([409, 'That cannot be done now']);
    expect(late.text).toMatch(/It was booked for \w+ \d+ March 2027/);
    expect(late.link('Say whether it took place')).toBe(`/consultations/${code}/attendance`);
    expect((await visitor.get(`/consultations/${code}/cancel`)).status).toBe(409);
  });
});

describe('cancelling a booking', () => {
  it('asks the requester what would suit instead', async () => {
    const { code } = await journey.booked(pia);
    const visitor = await as(pia);
    const page = await visitor.get(`/consultations/${code}/cancel`);
    const nothing = await visitor.submit(page, { reason: 'Unwell' }, 'Cancel this time');
    expect(nothing.status).toBe(422);
    expect(nothing.errorBeside('times')).toBe('Select a time, or select the soonest');
    expect(nothing.fields['reason']).toBe('Unwell');
    const both = await visitor.submit(
      nothing,
      { times: ['soonest', '2027-03-05T11:00:00.000Z'] },
      'Cancel this time',
    );
    expect(both.errorBeside('times')).toBe('Select times, or select the soonest, but not both');
    const gone = await visitor.submit(both, { times: ['2027-03-06T11:00:00.000Z'] }, 'Cancel this time');
    expect([gone.status, gone.errorBeside('times')]).toEqual([
      409,
      'A time you selected has just gone. Select another.',
    ]);
    const done = await visitor.submit(
      gone,
      { times: ['2027-03-05T12:00:00.000Z', '2027-03-05T11:00:00.000Z'] },
      'Cancel this time',
    );
    expect(done.notice).toBe('The time is cancelled. Another one is being found.');
    const { status, preferredTimes, soonest } = await journey.state(code);
    expect([status, soonest]).toEqual(['waiting', false]);
    expect(preferredTimes).toEqual([new Date('2027-03-05T11:00:00Z'), new Date('2027-03-05T12:00:00Z')]);
  });

  it('asks a consultant and the lead only why, and is done once however often it is sent', async () => {
    const { code, consultant } = await journey.booked(pia);
    const visitor = await as(consultant);
    const page = await visitor.get(`/consultations/${code}/cancel`);
    expect(timesOn(page, 'times')).toEqual([]);
    const twice = await Promise.all([
      visitor.submit(page, { reason: 'A hearing' }),
      visitor.submit(page, { reason: 'A hearing' }),
    ]);
    const once = await visitor.submit(page, { reason: 'A hearing' });
    // The consultant it was with may no longer see it: it is with nobody now.
    for (const answer of [...twice, once]) expect([answer.status, answer.path]).toEqual([200, '/consulting']);
    expect(once.notice).toBe('The time is cancelled. Another one is being found.');
    expect((await visitor.get(`/consultations/${code}/cancel`)).status).toBe(404);
    expect((await journey.events(code)).filter((event) => event === 'booking-cancelled')).toHaveLength(1);
  });
});

describe('a booking of a consultant who has yet to say whether they have a conflict', () => {
  let quick: TestProgramme;
  let there: Journey;
  let code: string;
  let visitor: PageVisitor;

  beforeAll(async () => {
    quick = await aProgramme(service, { champions: { autoAccept: true } });
    there = new Journey(service, quick);
  });
  beforeEach(async () => {
    code = await there.asked(quick.practitioners[0]);
    const holder = quick.person((await there.state(code)).consultantId);
    visitor = await signedIn(api, quick, holder);
  });

  it('is moved by them, without the case being shown', async () => {
    const first = await visitor.get(`/consultations/${code}`);
    expect(first.heading).toBe('Do you have a conflict?');
    const page = await visitor.get(first.link('move it to another time'));
    expect([page.status, page.heading]).toEqual([200, 'Move it to another time']);
    expect(page.html).not.toContain('C-2027-1042');
    const startsAt = timesOn(page, 'startsAt')[0] ?? '';
    const done = await visitor.submit(page, { startsAt, reason: 'A hearing' }, 'Move it');
    expect([done.heading, done.notice]).toEqual([
      'Do you have a conflict?',
      'It is moved. Everybody concerned gets an updated invitation.',
    ]);
    expect((await there.state(code)).booking?.startsAt).toEqual(new Date(startsAt));
  });

  it('is cancelled by them, and goes on to somebody else', async () => {
    const page = await visitor.get((await visitor.get(`/consultations/${code}`)).link('cancel this time'));
    const done = await visitor.submit(page, { reason: 'A hearing' });
    expect([done.path, done.notice]).toEqual([
      '/consulting',
      'The time is cancelled. Another one is being found.',
    ]);
    expect(await there.events(code)).toContain('booking-cancelled');
  });

  it('is no longer moved once it has begun', async () => {
    const startsAt = (await there.state(code)).booking?.startsAt.getTime() ?? 0;
    service.clock.setTo(new Date(startsAt));
    const late = await signedIn(api, quick, quick.person((await there.state(code)).consultantId));
    const first = await late.get(`/consultations/${code}`);
    expect(first.html).not.toContain(`/consultations/${code}/reschedule`);
    const page = await late.get(`/consultations/${code}/reschedule`);
    expect(page.status).toBe(409);
  });
});

describe('withdrawing a request', () => {
  it('needs a reason, is asked once more, and is done once', async () => {
    const { code } = await journey.booked(pia);
    const visitor = await as(pia);
    const page = await visitor.get(`/consultations/${code}/withdraw`);
    expect(page.text).toMatch(/A time is held: \w+ \d+ March 2027/);
    const again = await visitor.submit(page);
    expect([again.status, again.errorBeside('reason')]).toEqual([422, 'Say why, in a few words']);
    const done = await visitor.submit(page, { reason: 'The case was closed' });
    expect([done.path, done.notice]).toEqual(['/requests', 'The request is withdrawn.']);
    const twice = await visitor.submit(page, { reason: 'The case was closed' });
    expect([twice.status, twice.heading]).toEqual([409, 'That cannot be done now']);
    expect(twice.text).toContain('You withdrew this request.');
    expect((await journey.events(code)).filter((event) => event === 'withdrawn')).toHaveLength(1);
  });

  it('of a draft needs none', async () => {
    const { code } = await service.get(Asking).start(pia, aRequest());
    const visitor = await as(pia);
    const page = await visitor.get(`/consultations/${code}/withdraw`);
    expect(page.heading).toBe('Delete this draft?');
    expect((await visitor.submit(page)).notice).toBe('Your draft is deleted.');
  });

  it('is only for the person who asked', async () => {
    const { code, consultant } = await journey.booked(pia);
    for (const person of [consultant, programme.lead]) {
      const visitor = await as(person);
      expect((await visitor.get(`/consultations/${code}/withdraw`)).status).toBe(403);
      const form = await visitor.get(`/consultations/${code}/cancel`);
      const token = form.form('Cancel this time').hidden;
      expect(
        (
          await visitor.post(`/consultations/${code}/withdraw`, {
            ...Object.fromEntries(token),
            reason: 'No',
          })
        ).status,
      ).toBe(403);
    }
    const away = await signedIn(api, elsewhere, elsewhere.lead);
    expect((await away.get(`/consultations/${code}/withdraw`)).status).toBe(404);
    expect((await journey.state(code)).status).toBe('booked');
  });
});

describe('other times for a request that waits', () => {
  it('are chosen from real free times, over several weeks', async () => {
    const code = await aSubmittedRequest(service, pia);
    const visitor = await as(pia);
    const page = await visitor.get(`/consultations/${code}/change-times`);
    const first = timesOn(page, 'times').find((value) => value !== 'soonest') ?? '';
    const later = await visitor.submit(page, { times: [first] }, 'Later times');
    expect(later.fields['times']).toEqual([first]);
    expect((await visitor.submit(page, { times: [first], week: '2027-03-15' })).text).toContain(
      'After the target.',
    );
    const second = timesOn(later, 'times').find((value) => value !== 'soonest' && value !== first) ?? '';
    const done = await visitor.submit(later, { times: [second, first] }, 'Ask for these times');
    expect(done.notice).toBe('We are looking for a consultant at the times you asked for.');
    expect((await journey.state(code)).preferredTimes.map((time) => time.toISOString())).toEqual([
      first,
      second,
    ]);
  });

  it('free whoever is asked at that moment, and the search begins anew', async () => {
    const code = await journey.asked(pia);
    const { id, consultant: asked, startsAt } = await journey.offer(code);
    const visitor = await as(pia);
    const page = await visitor.get(`/consultations/${code}/change-times`);
    expect(page.text).toContain('They are told that they need not');
    const other = timesOn(page, 'times').find((value) => value.startsWith('2027-03-05'));
    expect(other).not.toBe(startsAt.toISOString());
    await visitor.submit(page, { times: [other ?? ''] }, 'Ask for these times');
    await service.drain();
    const { rows } = await service.admin.query('SELECT status FROM offer WHERE id = $1', [id]);
    expect(rows).toEqual([{ status: 'withdrawn' }]);
    const { offer: now } = await journey.state(code);
    expect(now?.id).not.toBe(id);
    expect(now?.startsAt.toISOString()).toBe(other);
    expect(
      service.mailbox.messages.some(
        (mail) =>
          mail.to.includes(asked.email) &&
          header(mail, 'Subject') === 'Practice consultation: no longer held for you',
      ),
    ).toBe(true);
  });

  it('are the lead’s to find for what is restricted, and its page says why', async () => {
    const alone = await aProgramme(service, { leadConsults: false });
    const [quin] = alone.practitioners;
    const code = await new Journey(service, alone).asked(quin, { familyWorksForAgency: true });
    const visitor = await signedIn(api, alone, quin);
    const why = 'It is restricted, so the lead finds who takes it and when.';
    for (const path of [`/consultations/${code}`, `/consultations/${code}/change-times`, '/requests']) {
      const page = await visitor.get(path);
      expect(page.text).toContain(why);
      expect(page.text).not.toMatch(/Nobody was free|no free times/);
    }
    const leads = await (await signedIn(api, alone, alone.lead)).get(`/consultations/${code}`);
    expect(leads.text).toContain('It is restricted, so it is for you to find who takes it, or turn it down');
    const { code: draft } = await service.get(Asking).start(quin, aRequest({ familyWorksForAgency: true }));
    expect((await visitor.get(`/consultations/${draft}/ask/times/choose`)).text).toContain(
      'Because someone in the family works for a partner agency, the lead finds who takes it and when.',
    );
  });

  it.each([
    ['none', [], 422, 'Select a time, or select the soonest'],
    [
      'too many',
      [9, 10, 11, 12].map((day) => `2027-03-${String(day).padStart(2, '0')}T11:00:00.000Z`),
      422,
      'Select up to 3 times',
    ],
    ['what is no time', ['tomorrow'], 422, 'Select a time, or select the soonest'],
    [
      'one in the night',
      ['2027-03-09T02:00:00.000Z'],
      409,
      'A time you selected has just gone. Select another.',
    ],
  ])('are refused when there are %s', async (_, times, status, message) => {
    const code = await aSubmittedRequest(service, pia);
    const visitor = await as(pia);
    const again = await visitor.submit(
      await visitor.get(`/consultations/${code}/change-times`),
      { times },
      'Ask for these times',
    );
    expect([again.status, again.errorBeside('times')]).toEqual([status, message]);
    expect(again.errors[0]?.href).toBe('#times');
    expect(again.$('#times')).toHaveLength(1);
  });
});

describe('who else attends', () => {
  const sam = 'sam@elmbrook.example.org';

  it('is added and taken off, and what is wrong stands beside its input', async () => {
    const { code } = await journey.booked(pia);
    const visitor = await as(pia);
    const page = await visitor.get(`/consultations/${code}/attendees`);
    const wrong = await visitor.submit(page, { 'new-0': sam, 'new-1': 'ann@home.example.com' });
    expect(wrong.status).toBe(422);
    expect(wrong.errorBeside('new-1')).toMatch(/^Enter a work email address/);
    expect(wrong.fields['new-0']).toBe(sam);
    const done = await visitor.submit(wrong, { 'new-1': '' });
    expect(done.notice).toBe('Who else attends is saved. Those it concerns are told.');
    expect(done.summary['Who else attends']).toBe(sam);
    const twice = await visitor.submit(page, { 'new-0': sam });
    expect(twice.summary['Who else attends']).toBe(sam);

    const second = await visitor.get(`/consultations/${code}/attendees`);
    expect(second.fields['stay']).toEqual([sam]);
    const late = { add: ['lee@elmbrook.example.org'], remove: [] };
    await service.get(Attendees).change(programme.lead, code, late);
    const off = await visitor.submit(second, { stay: [] });
    expect(off.summary['Who else attends']).toBe('lee@elmbrook.example.org');
  });

  it('is not for its consultant to say', async () => {
    const { code, consultant } = await journey.booked(pia);
    expect((await (await as(consultant)).get(`/consultations/${code}/attendees`)).status).toBe(409);
  });
});
