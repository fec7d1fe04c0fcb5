import { LocalSignIn, Sessions } from '@case-consultation/features';
import { codeFrom } from '../support/service/journey.js';
import { aProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';

let service: TestService;

beforeAll(async () => {
  service = await TestService.start();
});
afterAll(() => service.stop());

describe('choosing who one is', () => {
  it('is refused, as if there were no such thing, unless the service is a local one', async () => {
    const programme = await aProgramme(service);
    const local = service.get(LocalSignIn);
    const [pia] = programme.practitioners;
    expect(local.allowed).toBe(false);
    expect(await codeFrom(local.people())).toBe('not-found');
    const chosen = { programmeCode: programme.code, personId: pia.personId };
    expect(await codeFrom(local.enter(chosen))).toBe('not-found');
    const { rows } = await service.admin.query('SELECT 1 FROM session');
    expect(rows).toEqual([]);
  });

  it('shows the active people of every programme and lets one be any of them', async () => {
    const home = await TestService.start(undefined, { localSignIn: true });
    try {
      const [one, two] = [await aProgramme(home), await aProgramme(home)];
      await home.admin.query('UPDATE person SET active = false WHERE id = $1', [one.deputy.personId]);
      const local = home.get(LocalSignIn);
      expect(local.allowed).toBe(true);
      const all = await local.people();
      expect(all).toHaveLength(15);
      expect(all[0]).toEqual({
        personId: one.lead.personId,
        name: 'Lena Lead',
        roles: ['lead', 'practitioner'],
        agency: 'Elmbrook children’s services',
        programme: { code: one.code, name: 'Elmbrook programme' },
      });
      const { token } = await local.enter({ programmeCode: two.code, personId: two.lead.personId });
      expect(await home.get(Sessions).visitorOf(token)).toMatchObject({
        actor: { programmeId: two.id, personId: two.lead.personId },
      });
      for (const [programmeCode, personId] of [
        [two.code, one.lead.personId],
        [one.code, one.deputy.personId],
        ['nowhere', one.lead.personId],
        [one.code, 'no-id'],
      ] as const)
        expect(await codeFrom(local.enter({ programmeCode, personId }))).toBe('not-found');
    } finally {
      await home.stop();
    }
  });
});
