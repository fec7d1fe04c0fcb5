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
  const list = (length: number) =>
    Array.from({ length }, (_, at) => ({ id: String(at + 1).padStart(6, '0') }));

  it('are newest first, and know their neighbours', () => {
    expect(partOf(list(5), undefined, 2)).toEqual({
      messages: [{ id: '000005' }, { id: '000004' }],
      first: 1,
      last: 2,
      total: 5,
      newer: undefined,
      older: { before: '000004' },
    });
    expect(partOf(list(5), '000002', 2)).toMatchObject({
      first: 5,
      last: 5,
      newer: { before: '000004' },
      older: undefined,
    });
    expect(partOf(list(5), '000004', 2)).toMatchObject({ first: 3, last: 4, newer: { before: undefined } });
    expect(partOf([], undefined, 2)).toMatchObject({ first: 0, last: 0, newer: undefined, older: undefined });
    expect(partOf(list(3), '000001', 2)).toMatchObject({ first: 0, newer: { before: '000003' } });
  });

  it('show every message once, forwards and backwards', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 9 }), (length, size) => {
        const all = list(length);
        const pages: ListPart<{ id: string }>[] = [partOf(all, undefined, size)];
        for (let page = pages[0]; page?.older; pages.push(page)) page = partOf(all, page.older.before, size);
        expect(pages.flatMap(({ messages }) => messages)).toEqual([...all].reverse());
        pages.slice(1).forEach(({ newer }, at) => {
          expect(partOf(all, newer?.before, size)).toEqual(pages[at]);
        });
      }),
    );
  });
});
