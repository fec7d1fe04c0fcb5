import { isDeepStrictEqual } from 'node:util';
import { type Walker } from '../../support/http/cast.js';
import { contentsButReads } from '../../support/http/rows.js';
import { type Stage, type Subject } from '../../support/http/subjects.js';
import { type Fields, type PageRoute, PageWalk, TOKEN } from '../../support/pages/page-walk.js';
import { type ReadPage } from '../../support/pages/read-page.js';

let walk: PageWalk;

beforeAll(async () => {
  walk = await PageWalk.start();
});
afterEach(() => walk.subjects.withdrawAll());
afterAll(() => walk.stop());

const of = (path: string) => `POST /consultations/:code${path}` as const;

/** Every text that a person writes on a page (beside those of asking), at a stage at which it is taken from them. */
const TEXTS: readonly (readonly [PageRoute, string, Stage, Walker])[] = [
  [of('/withdraw'), 'reason', 'offered', 'requester'],
  [of('/cancel'), 'reason', 'booked', 'requester'],
  [of('/cancel'), 'reason', 'reassigned', 'consultant'],
  [of('/reschedule'), 'reason', 'booked', 'consultant'],
  ['POST /offers/:id/decline', 'reason', 'offered', 'consultant'],
  [of('/record'), 'harm-to-the-children', 'held', 'consultant'],
  [of('/record'), 'language-agreed', 'held', 'consultant'],
  [of('/actions/new'), 'description', 'held', 'requester'],
  [of('/feedback'), 'comment', 'held', 'requester'],
  [of('/review'), 'note', 'shared', 'lead'],
  [of('/review/not-possible'), 'note', 'shared', 'lead'],
  [of('/assign/consultant'), 'reason', 'offered', 'lead'],
  [of('/take'), 'reason', 'offered', 'lead'],
  [of('/turn-down'), 'reason', 'waiting', 'lead'],
  [of('/turn-down'), 'signpost', 'waiting', 'lead'],
  [of('/priority'), 'reason', 'waiting', 'lead'],
  [of('/reassign'), 'reason', 'booked', 'lead'],
  [of('/hand-over'), 'reason', 'held', 'lead'],
  [of('/close'), 'reason', 'held', 'lead'],
];

const NAMED = 'Talk to Mrs Okonkwo first';
const WARNING = 'Take out what looks like someone’s name, or say why it has to stay';
const WHY = 'That is the name of the judge';

async function visitorAt(stage: Stage, walker: Walker) {
  const subject = await walk.subjects.at(stage);
  const visitor = await walk.as(walker, subject);
  if (!visitor) throw new Error(`${stage} has no ${walker}`);
  return { subject, visitor };
}

/** How a text comes back: refused beside its field, with all that was typed. */
function mustComeBack(page: ReadPage, field: string, text: string, message: string): void {
  expect([page.status, page.errorBeside(field)]).toEqual([422, message]);
  expect(page.errors).toContainEqual({ text: message, href: `#${field}` });
  expect(page.fields[field]).toBe(text);
  expect(page.text).toContain('“the mother”, “the older child” or “child A” instead of a name');
}

describe('what may identify a person', () => {
  it.each(TEXTS)(
    '%s: %s, when %s, by the %s, is warned of once and may stay',
    async (route, field, stage, walker) => {
      const { subject, visitor } = await visitorAt(stage, walker);
      const good = await walk.filled(visitor, route, subject, stage);
      const send = async (at: Subject, more: Fields) => {
        const fields = { ...good, ...more, [TOKEN]: await walk.token(visitor) };
        const before = await contentsButReads(walk.service);
        const page = await walk.send(visitor, route, at, fields);
        return { page, changed: !isDeepStrictEqual(before, await contentsButReads(walk.service)) };
      };
      const surely = 'The number is NHS 943 476 5870';
      const blocked = await send(subject, { [field]: surely, identifierReason: WHY });
      mustComeBack(blocked.page, field, surely, 'Take out what looks like an NHS number');
      expect(blocked.changed).toBe(false);

      const warned = await send(subject, { [field]: NAMED });
      mustComeBack(warned.page, field, NAMED, WARNING);
      expect(warned.changed).toBe(false);
      expect(warned.page.$('label[for=identifierReason]').text()).toContain('Why does it have to stay?');

      const kept = await send(subject, { [field]: NAMED, identifierReason: WHY });
      expect([kept.page.status, kept.changed]).toEqual([303, true]);
    },
  );

  it('is kept sealed, and read by the leads and by whoever said why', async () => {
    const { subject, visitor } = await visitorAt('held', 'consultant');
    const path = `/consultations/${subject.code}`;
    const form = await visitor.get(`${path}/record`);
    const warned = await visitor.submit(form, { 'language-agreed': NAMED }, 'Save');
    const saved = await visitor.submit(warned, { identifierReason: WHY }, 'Save');
    expect([saved.status, saved.notice]).toEqual([
      200,
      'The record is saved. Nobody else can see it until you share it.',
    ]);
    // Not asked again of what it was said of.
    const more = await visitor.submit(saved, { 'harm-to-the-children': 'Child B is quiet' }, 'Save');
    expect(more.status).toBe(200);
    const heading = 'Why something that may identify a person was kept';
    const seen = await visitor.get(path);
    expect(seen.text).toContain(heading);
    expect(seen.text).toContain(WHY);
    for (const walker of ['lead', 'requester'] as const)
      expect((await (await walk.as(walker, subject))?.get(path))?.text).not.toContain(WHY);
    await visitor.submit(await visitor.get(`${path}/record/share`), {}, 'Share the record');
    expect((await (await walk.as('lead', subject))?.get(path))?.text).toContain(WHY);
    expect((await (await walk.as('requester', subject))?.get(path))?.text).not.toContain(WHY);
    const rows = await walk.service.admin.query<{ reason: Buffer }>('SELECT reason FROM identifier_reason');
    expect(rows.rows.some(({ reason }) => reason.includes('judge'))).toBe(false);
  });

  it('needs no reason any more once it is taken out', async () => {
    const { subject, visitor } = await visitorAt('held', 'consultant');
    const form = await visitor.get(`/consultations/${subject.code}/record`);
    const warned = await visitor.submit(form, { 'language-agreed': NAMED }, 'Save');
    const saved = await visitor.submit(warned, { identifierReason: WHY }, 'Save');
    const out = await visitor.submit(saved, { 'language-agreed': 'Talk to the judge first' }, 'Save');
    expect((await visitor.submit(out, { 'language-agreed': NAMED }, 'Save')).status).toBe(422);
  });
});
