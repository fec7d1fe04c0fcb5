import { problemIn } from '../../support/http/problems.js';
import { Workbench } from '../../support/http/workbench.js';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench.stop());

const BASE = '/api/v1/consultations';
/** The same hour of the same weekday, half a year on, when everybody would be free. */
const muchLater = (time: Date | undefined) => new Date((time?.getTime() ?? Number.NaN) + 26 * 7 * 86_400_000);

describe('a booking', () => {
  it.each(['reassigned', 'booked'] as const)(
    '%s is not moved beyond the horizon, by nobody',
    async (stage) => {
      const { cast, subjects, api } = workbench;
      const { code, consultantId } = await subjects.at(stage);
      const startsAt = muchLater((await subjects.journey.state(code)).booking?.startsAt);
      for (const person of [cast.requester, cast.lead, cast.programme.person(consultantId)]) {
        const client = await api.as(cast.programme, person);
        const to = { startsAt, reason: 'Much later' };
        expect(problemIn(await client.post(`${BASE}/${code}/reschedule`, to)).code).toBe('time-not-offered');
      }
      const lead = await api.as(cast.programme, cast.lead);
      const waiting = await subjects.at('waiting');
      for (const [route, json] of [
        ['assign', { consultantId, startsAt, reason: 'Much later' }],
        ['take', { noConflict: true, startsAt, reason: 'Much later' }],
      ] as const) {
        const { errors } = problemIn(await lead.post(`${BASE}/${waiting.code}/${route}`, json));
        expect(errors).toEqual([
          { pointer: '/startsAt', code: 'invalid-input', message: 'Select a time within the next 8 weeks.' },
        ]);
      }
    },
  );

  it('is moved without notice by its consultant, never by the one who asked', async () => {
    const { cast, subjects, api, service } = workbench;
    const { code, consultantId } = await subjects.at('booked');
    const { booking } = await subjects.journey.state(code);
    service.clock.setTo(new Date((booking?.startsAt.getTime() ?? Number.NaN) - 5_400_000));
    const startsAt = new Date((booking?.startsAt.getTime() ?? Number.NaN) + 1_800_000);
    const requester = await api.as(cast.programme, cast.requester);
    const to = { startsAt, reason: 'The train is late' };
    expect(problemIn(await requester.post(`${BASE}/${code}/reschedule`, to)).code).toBe('time-not-offered');
    const consultant = await api.as(cast.programme, cast.programme.person(consultantId));
    expect((await consultant.post(`${BASE}/${code}/reschedule`, to)).status).toBe(200);
  });
});
