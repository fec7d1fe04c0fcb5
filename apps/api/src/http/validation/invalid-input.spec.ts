import { z } from 'zod';
import { codeInPath, idInPath, instantGiven } from './fields.js';
import { invalidInput } from './invalid-input.js';
import { speakPlainly } from './plain-words.js';

beforeAll(speakPlainly);

/** The errors that a schema's issues become, as `pointer message`. */
function told(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  return (invalidInput(error?.issues ?? []).options.errors ?? []).map(
    ({ pointer, message }) => `${pointer} ${message}`,
  );
}

const schema = z.strictObject({
  name: z.string().min(2).max(5),
  count: z.int().min(1).max(100).optional(),
  mode: z.enum(['video', 'phone', 'in-person']).optional(),
  startsAt: instantGiven.optional(),
  list: z
    .array(z.strictObject({ 'a/b': z.boolean() }))
    .max(1)
    .optional(),
});

describe('what is said of a body that is wrong', () => {
  it.each([
    [{}, '/name This is needed'],
    [{ name: 7 }, '/name Give text here'],
    [{ name: 'x' }, '/name Give 2 characters or more'],
    [{ name: 'too long' }, '/name Give 5 characters or fewer'],
    [{ name: 'abc', count: 0 }, '/count Give 1 or more'],
    [{ name: 'abc', count: 101 }, '/count Give 100 or less'],
    [{ name: 'abc', count: 1.5 }, '/count Give a whole number here'],
    [{ name: 'abc', mode: 'pigeon' }, '/mode Give video, phone or in-person'],
    [
      { name: 'abc', startsAt: 'tomorrow' },
      '/startsAt Give an instant with its offset, such as 2027-03-02T10:00:00Z',
    ],
    [
      { name: 'abc', startsAt: '2027-03-02T10:00:00' },
      '/startsAt Give an instant with its offset, such as 2027-03-02T10:00:00Z',
    ],
    [{ name: 'abc', list: [{ 'a/b': 1 }] }, '/list/0/a~1b Give true or false here'],
    [{ name: 'abc', list: [{ 'a/b': true }, { 'a/b': true }] }, '/list Give 1 entries or fewer'],
    [{ name: 'abc', extra: 1 }, '/extra There is no such field here. Leave it out'],
    [[], ' Give an object here'],
    [undefined, ' This is needed'],
  ])('%j: %s', (body, words) => {
    expect(told(schema, body)).toEqual([words]);
  });

  it('names every unknown field', () => {
    expect(told(schema, { name: 'abc', one: 1, two: 2, list: [{ 'a/b': true, three: 3 }] })).toEqual([
      '/list/0/three There is no such field here. Leave it out',
      '/one There is no such field here. Leave it out',
      '/two There is no such field here. Leave it out',
    ]);
  });

  it('never repeats a value that was sent', () => {
    const secret = 'Ms Example, 1 Example Street';
    const { message, options } = invalidInput(
      schema.safeParse({ name: secret, mode: secret, startsAt: secret, count: secret }).error?.issues ?? [],
    );
    expect(JSON.stringify([message, options])).not.toContain(secret);
    expect(options.errors).toHaveLength(4);
  });

  it('tells of a union by the form that came closest', () => {
    const union = z.union([
      z.strictObject({ a: z.string(), b: z.string() }),
      z.strictObject({ c: z.string() }),
    ]);
    expect(told(union, { a: 'x' })).toEqual(['/b This is needed']);
  });

  it('tells of a discriminated union by the form that was chosen', () => {
    const union = z.discriminatedUnion('held', [
      z.strictObject({ held: z.literal(true) }),
      z.strictObject({ held: z.literal(false), next: z.enum(['rebook', 'close']) }),
    ]);
    expect(told(union, { held: false })).toEqual(['/next Give rebook or close']);
    expect(told(union, { held: 'maybe' })).toEqual(['/held Give true or false']);
  });

  it('says the one thing in the detail, and counts several', () => {
    const detailOf = (body: unknown) => invalidInput(schema.safeParse(body).error?.issues ?? []).message;
    expect(detailOf({ name: 7 })).toBe('/name: Give text here.');
    expect(detailOf({ name: 7, count: 0 })).toBe('2 things have to change; `errors` names them.');
  });

  it('tells of so many things and no more', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`field${i}`, i]));
    expect(told(schema, { name: 'abc', ...many })).toHaveLength(50);
  });
});

describe('what is named in a path', () => {
  it.each(['B-7F3K2Q', 'b-7f3k2q', 'b 7f3k2q', 'B7F3K2Q', 'B–7F3K2Q'])(
    '%s is the consultation B-7F3K2Q',
    (typed) => {
      expect(codeInPath.parse(typed)).toBe('B-7F3K2Q');
    },
  );

  it('is an id in either case', () => {
    expect(idInPath.parse('0190F3C2-8D1E-7C3A-9B5E-2F6A1D4C8E70')).toBe(
      '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70',
    );
  });

  it.each(['', 'x', 'B-7F3K2', 'A-7F3K2Q', '\0', '../../etc/passwd', 'B-7F3K2Q; DROP TABLE'])(
    '%j is nothing that exists',
    (typed) => {
      for (const schema of [codeInPath, idInPath]) {
        expect(invalidInput(schema.safeParse(typed).error?.issues ?? [])).toMatchObject({
          code: 'not-found',
        });
      }
    },
  );
});
