import { Asking, Lead, UnmetDemand } from '@case-consultation/features';
import { TestApi } from '../../support/http/test-api.js';
import { codesOf, rowsOf, sortOf } from '../../support/pages/board-rows.js';
import { pageFaults } from '../../support/pages/page-faults.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { aProgramme, type TestProgramme } from '../../support/service/programme.builder.js';
import { aRequest, aSubmittedRequest } from '../../support/service/request.builder.js';
import { TestService } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let beside: TestProgramme;
let lead: PageVisitor;
/** Turned down as out of area, at nine; sent after no time had suited, at ten; a draft of which that was said, at eleven. */
let outOfArea: string;
let sent: string;
let draft: string;

const at = (time: string) => service.clock.setTo(new Date(`2027-03-02T${time}:00Z`));

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  programme = await aProgramme(service);
  beside = await aProgramme(service);
  const [pia, quin] = programme.practitioners;
  const [asking, unmet] = [service.get(Asking), service.get(UnmetDemand)];
  at('09:00');
  outOfArea = await aSubmittedRequest(service, pia);
  await service.get(Lead).turnDown(programme.lead, outOfArea, {
    reason: 'Another borough helps this family',
    signpost: 'Their own programme',
    outOfArea: true,
  });
  at('10:00');
  ({ code: sent } = await asking.start(pia, aRequest({ stage: 'section-47', mode: 'phone' })));
  await unmet.noTimeSuits(pia, sent);
  await asking.submit(pia, sent);
  at('11:00');
  ({ code: draft } = await asking.start(quin, aRequest({ stage: 'plo-court' })));
  await unmet.noTimeSuits(quin, draft);
  at('11:05');
  lead = await signedIn(api, programme, programme.lead);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

describe('the list of demand that was not met', () => {
  it('shows when, why, what was asked for and what became of it, newest first, and names nobody', async () => {
    const page = await lead.get('/board/unmet');
    expect(page.heading).toBe('Demand not met');
    expect(rowsOf(page)).toMatchObject([
      {
        When: 'Tuesday 2 March 2027, 11:00am',
        Why: 'No time suited',
        Priority: 'Not set',
        'What was asked for': 'A draft, seen by its author alone',
        'Since then': 'Not sent yet',
      },
      {
        When: 'Tuesday 2 March 2027, 10:00am',
        Agency: 'Elmbrook children’s services',
        Priority: '2, soon',
        'What was asked for': `${sent} Phone call Section 47 enquiry Time: The soonest`,
        'Since then': 'Still looking',
      },
      { Why: 'Out of our area', 'Since then': 'Ended without one' },
    ]);
    const lines = page.$('main tbody').text();
    for (const hidden of [draft, 'Public Law', ...programme.practitioners.map(({ name }) => name)])
      expect(lines).not.toContain(hidden);
    expect(pageFaults(page)).toEqual([]);
    expect((await lead.get(page.link(sent))).heading).not.toBe('Page not found');
  });

  it('turns round, is narrowed by why and by what became of it, and says when nothing is left', async () => {
    const page = await lead.get('/board/unmet');
    expect(sortOf(page, 'When')).toBe('descending');
    const turned = await lead.get(page.link('When'));
    expect(sortOf(turned, 'When')).toBe('ascending');
    expect(rowsOf(turned)[0]?.['Why']).toBe('Out of our area');

    const abroad = await lead.get('/board/unmet?reason=out-of-area');
    expect(abroad.text).toContain('Showing only: Out of our area');
    expect(rowsOf(abroad)).toHaveLength(1);
    const open = await lead.get('/board/unmet?became=open');
    expect(rowsOf(open).map((row) => row['What was asked for'])).toEqual([expect.stringContaining(sent)]);
    expect((await lead.get('/board/unmet?stage=plo-court')).text).toContain(
      'Nothing here matches these filters.',
    );
    expect(rowsOf(await lead.get('/board/unmet?reason=nothing&became=nobody'))).toHaveLength(3);
  });

  it('is reached from the board and from the figures, with what they are filtered by', async () => {
    const figures = await lead.get('/board/demand?period=this-quarter&stage=section-47');
    const list = await lead.get(figures.link(/^See each of them/));
    expect(list.text).toContain('Showing only: Section 47 enquiry');
    expect(rowsOf(list)).toHaveLength(1);
    const all = await lead.get('/board/demand?period=this-quarter');
    expect(all.text).toContain('3 times a need was not met: no time suited (2), out of our area (1).');
    expect((await lead.get((await lead.get('/board')).link('Not met'))).heading).toBe('Demand not met');
  });

  it('is each programme’s own', async () => {
    const page = await (await signedIn(api, beside, beside.lead)).get('/board/unmet');
    expect(page.text).toContain('Nothing has been noted as not met.');
    expect(codesOf(page)).toEqual([]);
  });
});
