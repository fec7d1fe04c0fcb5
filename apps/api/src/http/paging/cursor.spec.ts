import fc from 'fast-check';
import { z } from 'zod';
import { ApiProblem } from '../problems/api-problem.js';
import { Cursor } from './cursor.js';

const shape = z.strictObject({ dueOn: z.iso.date(), id: z.uuid() });
const actions = new Cursor('my actions', shape);
const place = fc.record({
  dueOn: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  id: fc.uuid(),
});

const codeOf = (read: () => unknown): string => {
  try {
    read();
    return 'read';
  } catch (error) {
    if (error instanceof ApiProblem) return error.code;
    throw error;
  }
};

describe('a cursor', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(place, (given) => {
        expect(actions.read(actions.write(given))).toEqual(given);
      }),
    );
  });

  it('brings instants back as instants', () => {
    const offers = new Cursor('offers', z.strictObject({ at: z.coerce.date() }));
    const at = new Date('2027-03-02T10:00:00.123Z');
    expect(offers.read(offers.write({ at }))).toEqual({ at });
  });

  it('needs none for the first page', () => {
    expect(actions.read(undefined)).toBeNull();
  });

  it('can stand in a URL as it is', () => {
    fc.assert(
      fc.property(place, (given) => {
        expect(actions.write(given)).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });

  it('is refused when one character of it was changed, added or lost', () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.constantFrom(...'ABCxyz019_-'), (given, at, character) => {
        const cursor = actions.write(given);
        const index = at % cursor.length;
        fc.pre(cursor[index] !== character);
        const changed = cursor.slice(0, index) + character + cursor.slice(index + 1);
        expect(codeOf(() => actions.read(changed))).toBe('bad-cursor');
        expect(codeOf(() => actions.read(cursor + character))).toBe('bad-cursor');
        expect(codeOf(() => actions.read(cursor.slice(0, index)))).toBe('bad-cursor');
      }),
      { numRuns: 500 },
    );
  });

  it('is refused by another list, even one of the same shape', () => {
    const others = new Cursor('their actions', shape);
    const cursor = others.write({ dueOn: '2027-03-02', id: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70' });
    expect(codeOf(() => actions.read(cursor))).toBe('bad-cursor');
  });

  it('is refused when the place is no place of this list', () => {
    const loose = new Cursor<unknown>('my actions', z.unknown());
    for (const odd of [null, 7, 'x', [], { dueOn: '2027-02-30', id: 'x' }, { id: crypto.randomUUID() }]) {
      expect(codeOf(() => actions.read(loose.write(odd)))).toBe('bad-cursor');
    }
  });

  it('is refused, and nothing worse, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), (text) => {
        expect(codeOf(() => actions.read(text))).toBe('bad-cursor');
      }),
    );
  });
});
