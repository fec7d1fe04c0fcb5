import { Asking, Lead } from '@case-consultation/features';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { errorsOf, LeadAtWork, radiosOf } from '../../support/pages/lead-pages.js';
import { aSubmittedRequest } from '../../support/service/request.builder.js';
import { aProgramme, type TestPerson } from '../../support/service/programme.builder.js';

let work: LeadAtWork;
let ada: TestPerson;
let bea: TestPerson;
let visitor: PageVisitor;

const WEDNESDAY = new Date('2027-03-03T10:00:00Z');
const THURSDAY = new Date('2027-03-04T11:00:00Z');

beforeAll(async () => {
  work = await LeadAtWork.start();
});
beforeEach(async () => {
  await work.begin();
  ({ visitor } = work);
  [ada, bea] = work.programme.champions;
});
afterAll(() => work.stop());

async function booked(
  to: TestPerson,
  startsAt: Date,
  from = work.programme.practitioners[0],
): Promise<string> {
  const code = await aSubmittedRequest(work.service, from);
  const choice = { consultantId: to.personId, startsAt, reason: 'Now' };
  await work.service.get(Lead).assign(work.programme.lead, code, choice);
  await work.journey.accept(code);
  return code;
}

const asked = (over: Record<string, string> = {}) => ({
  consultantId: ada.personId,
  'from-day': '3',
  'from-month': '3',
  'from-year': '2027',
  lasts: 'until',
  'until-day': '5',
  'until-month': 'March',
  'until-year': '2027',
  what: 'plan',
  ...over,
});

async function planned(over: Record<string, string> = {}) {
  const form = await visitor.get('/board/cover');
  return visitor.submit(form, asked(over), 'Make the plan');
}

describe('asking for a cover plan', () => {
  it('is on the board, and says what is missing without losing what was typed', async () => {
    const board = await visitor.get('/board');
    expect(board.link('Cover')).toBe('/board/cover');
    const form = await visitor.get('/board/cover');
    const empty = await visitor.submit(form, {}, 'Make the plan');
    expect(empty.status).toBe(422);
    expect(errorsOf(empty)).toEqual([
      'Select who is away',
      'Enter the first day they are away',
      'Select whether you know the last day',
      'Select what you want',
    ]);
    const several = await planned({
      consultantId: '',
      'from-day': '1',
      'until-day': '29',
      'until-month': '2',
    });
    expect(errorsOf(several)).toEqual([
      'Select who is away',
      'The first day they are away must be today or later',
      'The last day they are away must be a real date',
    ]);
    const turnedPast = await planned({ 'from-day': '1', 'until-day': '28', 'until-month': '2', what: '' });
    expect(errorsOf(turnedPast)).toEqual([
      'The first day they are away must be today or later',
      'The last day they are away must be the first day or later',
      'Select what you want',
    ]);
    const wrong = await planned({ 'from-month': '', 'until-day': '31', 'until-month': '2' });
    expect([wrong.status, errorsOf(wrong)]).toEqual([
      422,
      ['The first day they are away must include a month', 'The last day they are away must be a real date'],
    ]);
    expect(wrong.fields['from-day']).toBe('3');
    const past = await planned({ 'from-day': '1' });
    expect([past.status, errorsOf(past)]).toEqual([
      422,
      ['The first day they are away must be today or later'],
    ]);
    const turned = await planned({ 'until-day': '2' });
    expect(errorsOf(turned)).toEqual(['The last day they are away must be the first day or later']);
    const unreal = await planned({ 'until-day': '31', 'until-month': '4' });
    expect(errorsOf(unreal)).toEqual(['The last day they are away must be a real date']);
  });

  it('shows what would happen without a way to apply it, and from there makes a plan to apply', async () => {
    const code = await booked(ada, WEDNESDAY);
    const whatIf = await planned({ what: 'what-if' });
    expect([whatIf.status, whatIf.heading]).toEqual([200, 'What if they were away']);
    expect(whatIf.text).toContain('1 booking: 1 keeps its time.');
    expect(whatIf.text).toContain('It keeps its time.');
    expect(whatIf.text).not.toContain('Apply this plan');
    const plan = await visitor.submit(whatIf, {}, 'Make a plan to apply');
    expect([plan.heading, plan.path.startsWith('/board/cover/plan/')]).toEqual(['Cover plan', true]);
    expect((await work.journey.state(code)).consultantId).toBe(ada.personId);
  });
});

describe('a cover plan', () => {
  it('is read, changed for one booking, and applied in one go', async () => {
    const first = await booked(ada, WEDNESDAY);
    const second = await booked(ada, THURSDAY, work.programme.practitioners[1]);
    const plan = await planned();
    expect(plan.text).toContain('2 bookings: 2 keep their time.');
    const change = await visitor.get(
      plan
        .$(`main a[href$="/${second}"]`)
        .filter((_, a) => (plan.$(a).attr('href') ?? '').startsWith('/board/cover'))
        .attr('href') ?? '',
    );
    expect(change.heading).toBe('What becomes of this booking?');
    const nothing = await visitor.submit(change, { choice: 'nonsense' }, 'Put it in the plan');
    expect([nothing.status, errorsOf(nothing)]).toEqual([422, ['Select what becomes of this booking']]);
    const changed = await visitor.submit(change, { choice: 'left' }, 'Put it in the plan');
    expect(changed.text).toContain('2 bookings: 1 keeps its time, 1 stays as it is.');
    // A tab that still shows the plan as it was cannot do what was thought better of.
    const stale = await visitor.submit(plan, {}, 'Apply this plan');
    expect([stale.status, errorsOf(stale)[0]]).toEqual([
      409,
      expect.stringMatching(/^You changed this plan since/),
    ]);
    expect([stale.link('Open the changed plan'), stale.text.includes('Apply this plan')]).toEqual([
      changed.path,
      false,
    ]);
    expect((await work.journey.state(first)).consultantId).toBe(ada.personId);
    const noReason = await visitor.submit(changed, { reason: '' }, 'Apply this plan');
    expect([noReason.status, errorsOf(noReason)]).toEqual([422, ['Say why they are moved']]);
    const applied = await visitor.submit(changed, { recordAway: 'yes' }, 'Apply this plan');
    expect([applied.status, applied.heading]).toEqual([200, 'Cover is arranged']);
    expect(applied.text).toContain('Ada Champion is marked as away');
    expect(applied.text).toMatch(/Applied by Lena Lead on .*Before ?Ada Champion, .*After ?\w/);
    expect(applied.link(first)).toBe(`/consultations/${first}`);

    // It is on the list for every lead, who reads what they may see of it; nobody else does.
    const list = await visitor.get('/board/cover');
    expect(list.text).toMatch(/Applied by Lena Lead, .* 1 went to somebody else, 1 stayed as it was\./);
    const deputy = await signedIn(work.api, work.programme, work.programme.deputy);
    const read = await deputy.get((await deputy.get('/board/cover')).link(/^Ada Champion, away /));
    expect([read.path, read.heading]).toEqual([applied.path, 'Cover is arranged']);
    expect(read.link(first)).toBe(`/consultations/${first}`);
    const elsewhere = await aProgramme(work.service);
    const stranger = await signedIn(work.api, elsewhere, elsewhere.lead);
    expect((await stranger.get(applied.path)).status).toBe(404);
    expect((await stranger.get('/board/cover')).text).toContain('Cover that was arranged None yet.');
    expect((await work.journey.state(first)).consultantId).not.toBe(ada.personId);
    expect((await work.journey.state(second)).consultantId).toBe(ada.personId);

    // Sent once more, as with the back button: nothing more is done, and the same page is shown.
    const again = await visitor.submit(changed, { recordAway: 'yes' }, 'Apply this plan');
    expect(again.heading).toBe('Cover is arranged');
    expect((await work.journey.events(first)).filter((event) => event === 'reassigned')).toHaveLength(1);
  });

  it('does nothing once something has changed, says what, and can be made again', async () => {
    const first = await booked(ada, WEDNESDAY);
    const second = await booked(ada, THURSDAY, work.programme.practitioners[1]);
    const plan = await planned();
    await work.service.get(Asking).withdraw(work.programme.practitioners[1], second, 'No longer needed');
    const refused = await visitor.submit(plan, { reason: 'On leave' }, 'Apply this plan');
    expect(refused.status).toBe(409);
    expect(errorsOf(refused)).toEqual([
      `${second} changed since this plan was made, so nothing was done. Make the plan again to see where things stand.`,
    ]);
    expect(refused.text).toContain(`Changed since this plan was made: ${second}`);
    expect(refused.fields['reason']).toBe('On leave');
    expect((await work.journey.state(first)).consultantId).toBe(ada.personId);
    const anew = await visitor.submit(refused, {}, 'Make the plan again');
    expect(anew.text).toContain('1 booking: 1 keeps its time.');
  });

  it('is not there for another lead, a champion or another programme', async () => {
    await booked(ada, WEDNESDAY);
    const { path } = await planned();
    for (const person of [work.programme.deputy, ada, work.programme.practitioners[0]]) {
      expect((await (await work.as(person)).get(path)).status).toBe(404);
    }
    const elsewhere = await work.as(work.beside.lead, work.beside);
    expect((await elsewhere.get(path)).status).toBe(404);
    expect((await (await work.as(ada)).get('/board/cover')).status).toBe(404);
  });
});

describe('swapping two bookings', () => {
  it('shows only those that can, and changes both', async () => {
    const first = await booked(ada, WEDNESDAY);
    const second = await booked(bea, THURSDAY, work.programme.practitioners[1]);
    const page = await work.open(first, 'swap');
    expect(Object.values(radiosOf(page, 'with'))).toEqual([
      'Bea Champion, Thursday 4 March 2027, 11:00am to midday',
    ]);
    const [choice = ''] = Object.keys(radiosOf(page, 'with'));
    const bare = await work.visitor.submit(page, {});
    expect([bare.status, errorsOf(bare)]).toEqual([
      422,
      ['Select a booking to swap with', 'Say why they are swapped'],
    ]);
    const done = await work.visitor.submit(page, { with: choice, reason: 'Better so' });
    expect(done.text).toContain('The two bookings have changed consultants.');
    expect((await work.journey.state(first)).consultantId).toBe(bea.personId);
    expect((await work.journey.state(second)).consultantId).toBe(ada.personId);
    const late = await work.visitor.submit(page, { with: choice, reason: 'Better so' });
    expect(late.status).toBe(409);
  });
});
