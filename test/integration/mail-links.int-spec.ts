import { Actions, Asking, Bookings, Lead } from '@case-consultation/features';
import { TestApi } from '../support/http/test-api.js';
import { signedIn } from '../support/pages/sign-in.js';
import { Journey } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let journey: Journey;
let pia: TestPerson;
let quin: TestPerson;
/** Up to which message they were opened. */
let seen: string;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia, quin] = programme.practitioners;
  seen = '0';
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

interface Sent {
  kind: string;
  recipient_id: string;
  link_path: string;
  position: string;
}

/** What has come of late, its link opened by whom it is for. */
async function opened(): Promise<[string, number][]> {
  const { rows } = await service.admin.query<Sent>(
    'SELECT kind, recipient_id, link_path, position FROM message WHERE programme_id = $1 AND position > $2 ORDER BY position',
    [programme.id, seen],
  );
  seen = rows.at(-1)?.position ?? seen;
  const found: [string, number][] = [];
  for (const { kind, recipient_id: id, link_path } of rows.filter((row) => row.recipient_id !== null)) {
    const visitor = await signedIn(api, programme, programme.person(id));
    found.push([kind, (await visitor.get(link_path)).status]);
  }
  return found;
}

const kinds = (found: readonly [string, number][]) => new Set(found.map(([kind]) => kind));
const closed = (found: readonly [string, number][]) => found.filter(([, status]) => status !== 200);

describe('the link of a mail can be opened by whom it is for', () => {
  it('who is asked, has passed it on, and to whom it goes', async () => {
    const code = await journey.asked(pia, { attendees: [quin.email] });
    const found = await opened();
    const first = await journey.offer(code);
    const choice = { startsAt: first.startsAt, reason: 'Nearer' };
    const next = programme.champions.find(({ personId }) => personId !== first.consultant.personId);
    await service.get(Lead).assign(programme.lead, code, { ...choice, consultantId: next?.personId ?? '' });
    await service.drain();
    found.push(...(await opened()));
    await journey.accept(code);
    found.push(...(await opened()));
    await service
      .get(Lead)
      .reassign(programme.lead, code, { consultantId: first.consultant.personId, reason: 'Illness' });
    await service.drain();
    found.push(...(await opened()));
    await service
      .get(Bookings)
      .cancel(programme.person(first.consultant.personId), code, { reason: 'Illness', wish: null });
    await service.drain();
    found.push(...(await opened()));
    await service.get(Asking).withdraw(pia, code, 'No longer needed');
    await service.drain();
    found.push(...(await opened()));
    expect(closed(found)).toEqual([]);
    for (const kind of [
      'offer-made',
      'offer-closed',
      'booking-confirmed',
      'booking-moved-away',
      'booking-cancelled',
    ])
      expect(kinds(found)).toContain(kind);
  });

  it('who is to do something that was agreed, and is no party to it', async () => {
    const { code } = await journey.held(pia);
    const action = { description: 'Ask the school', about: 'child' as const, pathwayId: null };
    const today = service.clock.now().toISOString().slice(0, 10);
    await service.get(Actions).add(programme.lead, code, { ...action, ownerId: quin.personId, dueOn: today });
    await service.drain();
    const found = await opened();
    expect(closed(found)).toEqual([]);
    // Also of one that is due on the very day.
    expect(kinds(found)).toContain('action-due-today');
  });
});
