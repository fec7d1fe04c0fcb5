import { Database, type NamedStatement } from '@case-consultation/database';
import { type Actor, theService } from '@case-consultation/domain';
import { aProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';

const SAID: NamedStatement = {
  name: 'said',
  text: `SELECT current_setting('app.programme') AS programme, current_setting('app.person') AS person,
    ARRAY(SELECT p.id FROM programme p) AS seen, pg_backend_pid() AS backend, now() AS at, NULL::date AS nothing`,
};
const divided = (by: number): NamedStatement => ({
  name: 'divided',
  text: 'SELECT 8 / $1::int AS part',
  values: [by],
});

let service: TestService;
let database: Database;
let actors: Actor[];

beforeAll(async () => {
  service = await TestService.start();
  const programmes = [await aProgramme(service), await aProgramme(service)];
  actors = programmes.map(({ id }) => theService(id));
  database = await Database.connect({ url: service.urls.appUrl, poolSize: 4, name: 'reads' });
});
afterAll(async () => {
  await database.close();
  await service.stop();
});

/** One read each, all in one turn of the event loop, the actors taking turns. */
function atOnce<T>(count: number, read: (actor: Actor, index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => read(actors[index % actors.length] as Actor, index)),
  );
}

describe('reads that share a round trip', () => {
  it('go out on few connections, each seeing its own programme and no other', async () => {
    const answers = await atOnce(24, (actor) => database.read(actor, SAID));
    answers.forEach(([row], index) => {
      const { programmeId } = actors[index % actors.length] as Actor;
      expect(row).toMatchObject({ programme: programmeId, person: '', seen: [programmeId], nothing: null });
      expect(row?.['at']).toBeInstanceOf(Date);
    });
    expect(new Set(answers.map(([row]) => row?.['backend'])).size).toBeLessThanOrEqual(3);
  });

  it('are each on their own when one fails', async () => {
    const fared = await atOnce(12, (actor, index) =>
      database.read(actor, divided(index % 3)).then(
        ([row]) => row?.['part'],
        (error: unknown) => (error as { code?: string }).code,
      ),
    );
    expect(fared).toEqual(Array.from({ length: 4 }, () => ['22012', 8, 4]).flat());
  });

  it('say what is wrong with a statement that cannot be prepared, again and again', async () => {
    const wrong = { name: 'wrong', text: 'SELECT nothing_like_it FROM programme' };
    for (let time = 0; time < 2; time += 1) {
      const fared = atOnce(3, (actor) => database.read(actor, wrong));
      await expect(fared).rejects.toMatchObject({ code: '42703' });
    }
    expect(await atOnce(3, (actor) => database.read(actor, divided(4)))).toEqual([
      [{ part: 2 }],
      [{ part: 2 }],
      [{ part: 2 }],
    ]);
  });

  it('leave nothing said behind on their connection', async () => {
    await atOnce(8, (actor) => database.read(actor, SAID));
    const left = await Promise.all(
      Array.from({ length: 4 }, () =>
        database.ask(`SELECT current_setting('app.programme', true) AS said, pg_sleep(0.05)`),
      ),
    );
    for (const [row] of left) expect(['', null]).toContain(row?.['said']);
  });
});

describe('statements at once', () => {
  it('are all done or none', async () => {
    const [actor] = actors as [Actor];
    const rename = { name: 'rename', text: 'UPDATE programme SET name = $1', values: ['Renamed'] };
    await expect(database.atOnce(actor, rename, divided(0))).rejects.toMatchObject({ code: '22012' });
    const name = () => database.read(actor, { name: 'name', text: 'SELECT name FROM programme' });
    expect(await name()).not.toEqual([{ name: 'Renamed' }]);
    expect(await database.atOnce(actor, rename, divided(2))).toEqual([[], [{ part: 4 }]]);
    expect(await name()).toEqual([{ name: 'Renamed' }]);
  });
});
