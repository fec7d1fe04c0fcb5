import { Lead, Offers } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { aStranger, signedIn } from '../../support/pages/sign-in.js';
import { Journey, type OfferRow } from '../../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let pia: TestPerson;

interface Asked {
  code: string;
  offer: OfferRow & { consultant: TestPerson };
  consultant: PageVisitor;
}

const WHEN = 'Wednesday 3 March 2027, 10:00am to 11:00am';

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const as = (person: TestPerson, there: TestProgramme = programme) => signedIn(api, there, person);

async function asked(): Promise<Asked> {
  const code = await journey.asked(pia);
  const offer = await journey.offer(code);
  return { code, offer, consultant: await as(offer.consultant) };
}

describe('the page of an offer', () => {
  it('shows what may be known before the conflict check, and nothing more', async () => {
    const { offer, consultant } = await asked();
    const page = await consultant.get(`/offers/${offer.id}`);
    expect([page.status, page.heading]).toEqual([200, 'Can you take this consultation?']);
    expect(page.summary).toEqual({
      When: WHEN,
      How: 'Video call',
      'Asked by': 'Elmbrook children’s services',
      Stage: 'Assessment',
      'What they want': 'See the pattern of behaviour',
      Priority: 'Priority 3, usual',
      'Your calendar':
        'This time is kept free for you until you answer. You have no other consultation that day.',
    });
    expect(page.text).toContain('Answer by Wednesday 3 March 2027, 9:00am');
    for (const secret of ['C-2027-1042', pia.name, 'How do I keep the focus'])
      expect(page.html).not.toContain(secret);
  });

  it('says what else is booked with me that day', async () => {
    const first = await asked();
    await service.get(Offers).accept(first.offer.consultant, first.offer.id, { noConflict: true });
    const second = await journey.asked(programme.practitioners[1]);
    await service.get(Lead).assign(programme.lead, second, {
      consultantId: first.offer.consultant.personId,
      startsAt: new Date('2027-03-03T13:00:00Z'),
      reason: 'They can then',
    });
    const { id } = await journey.offer(second);
    const page = await first.consultant.get(`/offers/${id}`);
    expect(page.summary['Your calendar']).toContain('That day you also have 10:00am to 11:00am.');
  });

  it('asks for the declaration before it accepts', async () => {
    const { code, offer, consultant } = await asked();
    const page = await consultant.get(`/offers/${offer.id}`);
    const refused = await consultant.submit(page, {}, 'Accept this consultation');
    expect([refused.status, refused.heading]).toEqual([422, 'Can you take this consultation?']);
    expect(refused.title).toMatch(/^Error: /);
    expect(refused.errors).toEqual([
      {
        text: 'Confirm that you have no conflict, or select “I have a conflict” below',
        href: '#noConflict',
      },
    ]);
    expect(refused.$('#noConflict')).toHaveLength(1);
    expect((await journey.state(code)).status).toBe('offered');
  });

  it('accepts, once, however often it is sent', async () => {
    const { code, offer, consultant } = await asked();
    const page = await consultant.get(`/offers/${offer.id}`);
    const accept = () => consultant.submit(page, { noConflict: 'yes' }, 'Accept this consultation');
    for (const sent of [await accept(), await accept()]) expect(sent.path).toBe(`/consultations/${code}`);
    expect((await journey.state(code)).status).toBe('booked');
    expect((await journey.events(code)).filter((event) => event === 'offer-accepted')).toHaveLength(1);
    const back = await consultant.get(`/offers/${offer.id}`);
    expect([back.status, back.heading]).toEqual([200, 'You have accepted this offer']);
    expect(back.link('See the consultation')).toBe(`/consultations/${code}`);
  });

  it('is accepted once when two tabs accept it at the same time', async () => {
    const { code, offer, consultant } = await asked();
    const page = await consultant.get(`/offers/${offer.id}`);
    const sent = await Promise.all(
      [1, 2].map(() => consultant.submit(page, { noConflict: 'yes' }, 'Accept this consultation')),
    );
    expect(sent.map(({ path }) => path)).toEqual([`/consultations/${code}`, `/consultations/${code}`]);
    expect((await journey.events(code)).filter((event) => event === 'offer-accepted')).toHaveLength(1);
  });

  it('declines with a reason, and somebody else is asked', async () => {
    const { code, offer, consultant } = await asked();
    const page = await consultant.get((await consultant.get(`/offers/${offer.id}`)).link('Decline'));
    expect(page.heading).toBe('Why can you not take it?');
    const empty = await consultant.submit(page, { reason: 'Thursdays are better' });
    expect([empty.status, empty.errors.map(({ text }) => text)]).toEqual([
      422,
      ['Select why you cannot take it'],
    ]);
    expect(empty.fields).toMatchObject({ reason: 'Thursdays are better' });
    const identified = await consultant.submit(empty, { because: 'other', reason: 'Ring 020 7946 0018' });
    expect(identified.status).toBe(422);
    expect(identified.errorBeside('reason')).toBe('Take out what looks like a phone number');
    expect(identified.fields).toMatchObject({ because: 'other', reason: 'Ring 020 7946 0018' });
    const long = await consultant.submit(page, { because: 'other', reason: 'x'.repeat(501) });
    expect([long.status, long.errorBeside('reason')]).toEqual([
      422,
      'Keep the reason to 500 characters or fewer.',
    ]);
    const declined = await consultant.submit(identified, { reason: 'Thursdays are better' });
    expect([declined.path, declined.notice]).toEqual([
      '/consulting',
      'You have declined. Someone else is being asked now.',
    ]);
    expect((await consultant.submit(identified, { reason: 'Again' })).path).toBe('/consulting');
    await service.drain();
    expect((await journey.offer(code)).consultant).not.toBe(offer.consultant);
    expect((await consultant.get(`/offers/${offer.id}`)).heading).toBe('You have declined this offer');
  });

  it('takes a conflict without asking why, and shuts the consultation for good', async () => {
    const { code, offer, consultant } = await asked();
    const page = await consultant.get(
      (await consultant.get(`/offers/${offer.id}`)).link('I have a conflict'),
    );
    expect(page.heading).toBe('You have a conflict');
    expect(page.$('main input:not([type=hidden]), main textarea')).toHaveLength(0);
    const said = await consultant.submit(page);
    expect([said.path, said.notice]).toEqual([
      '/consulting',
      'Thank you for saying so. Someone else is being asked, and that consultation is shut for you.',
    ]);
    expect((await consultant.submit(page)).path).toBe('/consulting');
    expect((await journey.state(code)).lockedOut).toEqual([offer.consultant.personId]);
    const gone = await consultant.get(`/consultations/${code}/conflict`);
    expect([gone.status, gone.heading, gone.text.includes(code)]).toEqual([
      200,
      'You have said that you have a conflict',
      false,
    ]);
    const ended = await consultant.get(`/offers/${offer.id}`);
    expect(ended.heading).toBe('You have said that you have a conflict');
    expect(ended.html).not.toContain(code);
  });

  it('says so kindly when its time is over, before and after the service has got to it', async () => {
    const { offer } = await asked();
    service.clock.setTo(offer.expiresAt);
    const late = await as(offer.consultant);
    const open = await late.get(`/offers/${offer.id}`);
    expect([open.status, open.heading]).toEqual([200, 'The time to answer this offer is over']);
    expect(open.text).toContain('There is nothing you need to do.');
    await service.drain();
    for (const path of ['', '/decline', '/conflict'])
      expect((await late.get(`/offers/${offer.id}${path}`)).heading).toBe(
        'The time to answer this offer is over',
      );
  });

  it('loses nothing but the offer when it expires, or the lead gives it to another, while I answer', async () => {
    const first = await asked();
    service.clock.setTo(new Date(first.offer.expiresAt.getTime() - 60_000));
    const visitor = await as(first.offer.consultant);
    const fresh = await visitor.get(`/offers/${first.offer.id}`);
    service.clock.setTo(first.offer.expiresAt);
    const late = await visitor.submit(fresh, { noConflict: 'yes' }, 'Accept this consultation');
    expect([late.status, late.heading]).toEqual([409, 'The time to answer this offer is over']);

    service.clock.setTo(TUESDAY_MORNING);
    const second = await asked();
    const declining = await second.consultant.get(`/offers/${second.offer.id}/decline`);
    await service.get(Lead).take(programme.lead, second.code, {
      startsAt: new Date('2027-03-04T13:00:00Z'),
      noConflict: true,
      reason: 'I have the time',
    });
    const gone = await second.consultant.submit(declining, { because: 'other' });
    expect([gone.status, gone.heading]).toEqual([409, 'This offer is no longer open']);
  });

  it('is not there for anybody but the one who was asked; a lead is told who was', async () => {
    const { code, offer } = await asked();
    const path = `/offers/${offer.id}`;
    const others = programme.champions.filter((champion) => champion !== offer.consultant);
    for (const person of [pia, programme.practitioners[1], ...others]) {
      const visitor = await as(person);
      for (const at of [path, `${path}/decline`, `${path}/conflict`]) {
        expect((await visitor.get(at)).status).toBe(404);
      }
      const token = (await visitor.get('/')).$('input[name=_token]').attr('value') ?? '';
      for (const at of [path, `${path}/conflict`]) {
        const sent = await visitor.post(at, { _token: token, noConflict: 'yes' });
        expect([403, 404]).toContain(sent.status);
      }
    }
    expect((await (await as(beside.lead, beside)).get(path)).status).toBe(404);
    expect((await (await as(beside.champions[0], beside)).get(path)).status).toBe(404);
    const lead = await (await as(programme.lead)).get(path);
    expect(lead.heading).toBe(`${offer.consultant.name} has been asked`);
    expect(lead.link('See the consultation')).toBe(`/consultations/${code}`);
    expect((await aStranger(api).once('GET', path)).headers.get('location')).toBe(
      `/sign-in?to=${encodeURIComponent(path)}`,
    );
    expect((await (await as(pia)).get('/offers/none')).status).toBe(404);
    expect((await journey.state(code)).status).toBe('offered');
  });
});
