import { dayOf } from '@case-consultation/domain';
import { Asking, TimesQueries } from '@case-consultation/features';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { aRequest } from '../support/service/request.builder.js';
import { TestService } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
beforeAll(async () => {
  service = await TestService.start(new Date('2026-12-17T09:00:00Z'));
  programme = await aProgramme(service, { settings: { closureDays: ['2026-12-24'] } });
});
afterAll(() => service.stop());

it('offers no time on a bank holiday or a day on which the council is closed', async () => {
  const [pia] = programme.practitioners;
  const { code } = await service.get(Asking).start(pia, aRequest());
  const times = await service.get(TimesQueries).forRequest(pia, code, { from: null, days: 20 });
  const days = new Set(times.map((time) => dayOf(time, 'Europe/London')));
  expect([...days]).toEqual(expect.arrayContaining(['2026-12-23', '2026-12-29', '2026-12-31', '2027-01-04']));
  for (const closed of ['2026-12-24', '2026-12-25', '2026-12-28', '2027-01-01'])
    expect(days).not.toContain(closed);
});
