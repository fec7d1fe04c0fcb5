import fc from 'fast-check';
import { type JsonSchema, type OpenApiDocument } from './openapi.js';

type Schemas = OpenApiDocument['components']['schemas'];

const MOST_ITEMS = 4;
const DAYS = ['2027-03-02', '2027-03-28', '2027-12-31', '2028-02-29', '0001-01-01', '9999-12-31'];
const INSTANTS = [
  '2027-03-04T10:00:00Z',
  '2027-03-28T01:30:00+01:00',
  '2027-10-31T01:30:00Z',
  '2028-02-29T09:00:00.123Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59+14:00',
];

/** Texts that have broken something somewhere: quotes, SQL, scripts, templates, control and odd characters. */
export const NASTY_TEXTS: readonly string[] = [
  '',
  ' ',
  `'; DROP TABLE person; --`,
  `' OR '1'='1`,
  `") UNION SELECT token_hash FROM api_token --`,
  '<script>alert(1)</script>',
  '{{constructor.constructor("return process")()}}',
  '${7*7}',
  '../../../../etc/passwd',
  '%00%0d%0aX-Evil: 1',
  'line\r\nBcc: everyone@example.com',
  'nul \u0000 byte',
  'lone \ud800 surrogate',
  '\u202Eright to left',
  'e\u0301'.repeat(20),
  '👩‍👩‍👧‍👦'.repeat(10),
  '\\',
  '__proto__',
];

/** Values of the wrong kind for nearly everything. */
export const NASTY_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  [],
  {},
  [null],
  { $ne: null },
  ['x'.repeat(3_000)],
  'x'.repeat(20_000),
  '2027-02-30',
  '2027-02-29T10:00:00Z',
  '2027-03-02T25:00:00Z',
  '2027-03-02T10:00:00',
  '+275760-09-13T00:00:00Z',
  'not-a-uuid',
  '00000000-0000-0000-0000-00000000000g',
  ...NASTY_TEXTS,
];

/** What a schema allows, leaning towards the edges and towards what people should not send. */
export function valueOf(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const named = schemas[reference.split('/').at(-1) ?? ''];
    if (!named) throw new Error(`The description has no ${reference}`);
    return valueOf(named, schemas);
  }
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const forms = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined;
  if (forms) return fc.oneof(...forms.map((form) => valueOf(form, schemas)));
  if (Array.isArray(schema['type'])) {
    const types = schema['type'] as readonly string[];
    return fc.oneof(...types.map((type) => valueOf({ ...schema, type }, schemas)));
  }
  switch (schema['type']) {
    case 'object':
      return objectOf(schema, schemas);
    case 'array':
      return fc.array(valueOf(schema['items'] as JsonSchema, schemas), { maxLength: MOST_ITEMS });
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.oneof(fc.integer({ min: -2, max: 70 }), fc.constantFrom(2 ** 31, -(2 ** 31) - 1));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      throw new Error(`Not a schema these tests know: ${JSON.stringify(schema)}`);
  }
}

function objectOf(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const names = schema['propertyNames'] as JsonSchema | undefined;
  if (names) {
    const value = valueOf(schema['additionalProperties'] as JsonSchema, schemas);
    return fc.dictionary(valueOf(names, schemas) as fc.Arbitrary<string>, value, { maxKeys: 6 });
  }
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, valueOf(property, schemas)]),
  );
  return fc.record(model, { requiredKeys: (schema['required'] ?? []) as string[] });
}

function textOf(schema: JsonSchema): fc.Arbitrary<string> {
  switch (schema['format']) {
    case 'uuid':
      return fc.uuid();
    case 'date':
      return fc.constantFrom(...DAYS);
    case 'date-time':
      return fc.constantFrom(...INSTANTS);
    default: {
      const maxLength = (schema['maxLength'] as number | undefined) ?? 200;
      return fc
        .oneof(fc.constantFrom(...NASTY_TEXTS), fc.string({ unit: 'grapheme', maxLength: 80 }), fc.lorem())
        .map((text) => text.slice(0, maxLength));
    }
  }
}

/** The same with one thing in it broken: a value of the wrong kind, a field too many, or one too few. */
export function brokenFrom(good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(good, fc.nat(), fc.constantFrom(...NASTY_VALUES), fc.nat(4))
    .map(([value, where, nasty, how]) => {
      const places = placesIn(value);
      const place = places[where % places.length] ?? [];
      if (how === 0)
        return changed(value, place, (old) => (isObject(old) ? { ...old, surprise: nasty } : nasty));
      if (how === 1) return changed(value, place.slice(0, -1), (old) => without(old, place.at(-1)));
      return changed(value, place, () => nasty);
    });
}

type Step = string | number;

function placesIn(value: unknown, above: readonly Step[] = []): Step[][] {
  const inside: [Step, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [[...above], ...inside.flatMap(([step, one]) => placesIn(one, [...above, step]))];
}

function changed(
  value: unknown,
  [step, ...rest]: readonly Step[],
  change: (old: unknown) => unknown,
): unknown {
  if (step === undefined) return change(value);
  if (Array.isArray(value)) return value.map((one, at) => (at === step ? changed(one, rest, change) : one));
  const object = value as Record<string, unknown>;
  return { ...object, [step]: changed(object[step], rest, change) };
}

function without(value: unknown, step: Step | undefined): unknown {
  if (!isObject(value) || step === undefined) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== step));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
