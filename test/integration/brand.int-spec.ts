import { ProgrammeQueries, ProgrammeSetup } from '@case-consultation/features';
import { refusalFrom } from '../support/service/journey.js';
import { aProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';

let service: TestService;

beforeAll(async () => {
  service = await TestService.start();
});
afterAll(() => service.stop());

describe('the brand of a programme', () => {
  it('is its own, and the default where nothing is set', async () => {
    const brand = { organisation: 'Elmbrook Council', colour: '#5B2D6E' };
    const [own, plain] = [await aProgramme(service, { settings: { brand } }), await aProgramme(service)];
    const queries = service.get(ProgrammeQueries);
    expect((await queries.programme(own.practitioners[0])).brand).toEqual({
      name: 'Elmbrook Council',
      colour: '#5b2d6e',
    });
    expect((await queries.programme(plain.lead)).brand).toEqual({
      name: 'Elmbrook programme',
      colour: '#1f3a5f',
    });
  });

  it('is refused when white text on it cannot be read, and never shown like that', async () => {
    const brand = { organisation: 'Elmbrook Council', colour: '#ffdd00' };
    const made = service
      .get(ProgrammeSetup)
      .create({ code: 'too-bright', name: 'Elmbrook', settings: { brand } });
    expect(await refusalFrom(made)).toMatchObject({ code: 'invalid-input', field: 'brand/colour' });
    expect(await service.get(ProgrammeSetup).exists('too-bright')).toBe(false);

    const programme = await aProgramme(service);
    await service.admin.query('UPDATE programme SET settings = settings || $2::jsonb WHERE id = $1', [
      programme.id,
      JSON.stringify({ brand }),
    ]);
    expect((await service.get(ProgrammeQueries).programme(programme.lead)).brand).toEqual({
      name: 'Elmbrook Council',
      colour: '#1f3a5f',
    });
  });
});
