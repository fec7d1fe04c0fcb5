import fc from 'fast-check';
import { partOf, placeOf, queryOf, type ListPart } from './list-place.js';

describe('a place in the mailbox', () => {
  it('survives being a link', () => {
    const place = { to: 'rowan.marsh+a@health.example.org', subject: 'code & time', before: '000123' };
    expect(placeOf(new URLSearchParams(queryOf(place)))).toEqual(place);
    expect(queryOf({ to: undefined, subject: undefined, before: undefined })).toBe('');
    expect(queryOf({ to: undefined, subject: undefined, before: '7' }, { as: 'html' })).toBe(
      '?before=7&as=html',
    );
  });

  it('leaves out what makes no sense', () => {
    expect(placeOf(new URLSearchParams('to=&subject=+&before=yesterday'))).toEqual({});
  });
});

describe('the pages of a list', () => {
  const day = (at: number) => new Date(Date.UTC(2027, 0, at)).toISOString();
  const message = (id: number, receivedAt = day(id)) => ({ id: String(id).padStart(6, '0'), receivedAt });
  const list = (length: number) => Array.from({ length }, (_, at) => message(at + 1));
  const ids = ({ messages }: ListPart<{ id: string; receivedAt: string }>) =>
    messages.map(({ id }) => Number(id));

  it('are newest first by the clock, then by which came last', () => {
    expect(ids(partOf([message(1, day(3)), message(2, day(1)), message(3, day(3))], undefined, 9))).toEqual([
      3, 1, 2,
    ]);
  });

  it('know their neighbours', () => {
    const first = partOf(list(5), undefined, 2);
    expect(ids(first)).toEqual([5, 4]);
    expect(first).toMatchObject({ first: 1, last: 2, total: 5, older: { before: '000004' } });
    expect(first.newer).toBeUndefined();
    const last = partOf(list(5), '000002', 2);
    expect(ids(last)).toEqual([1]);
    expect(last).toMatchObject({ first: 5, last: 5, newer: { before: '000004' } });
    expect(last.older).toBeUndefined();
    expect(partOf(list(5), '000004', 2)).toMatchObject({ first: 3, last: 4, newer: { before: undefined } });
  });

  it('have an end, and a beginning for a message that is gone', () => {
    expect(partOf([], undefined, 2)).toMatchObject({ first: 0, last: 0, newer: undefined, older: undefined });
    expect(partOf(list(3), '000001', 2)).toMatchObject({ first: 0, newer: { before: '000003' } });
    expect(ids(partOf(list(3), '000009', 2))).toEqual([3, 2]);
  });

  it('show every message once, forwards and backwards', () => {
    const days = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 9 }), (came, size) => {
        const all = came.map((at, index) => message(index + 1, day(at)));
        const pages = [partOf(all, undefined, size)];
        for (let older = pages[0]?.older; older; older = pages.at(-1)?.older)
          pages.push(partOf(all, older.before, size));
        expect(pages.flatMap(ids)).toEqual(ids(partOf(all, undefined, 60)));
        pages.slice(1).forEach(({ newer }, at) => {
          expect(partOf(all, newer?.before, size)).toEqual(pages[at]);
        });
      }),
    );
  });
});
