import { type OpenAPIObject } from '@nestjs/swagger';
import { PROBLEM_CODES, type ProblemCode, PROBLEMS } from '../http/problems/problem-codes.js';
import { PROBLEMS_OF_OPERATION } from '../operations/operation.decorator.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = Operation['responses'];

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;
const MEDIA_TYPE = 'application/problem+json';
const EXAMPLE_INSTANCE = 'urn:uuid:6f1c7d0e-3a52-4a7c-9a43-0c6c1b7f5a10';

/** Adds to every operation how it can be refused: its own codes, and those that its kind of request shares. */
export function describeProblems(document: OpenAPIObject): OpenAPIObject {
  for (const item of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation)
        operation.responses = { ...operation.responses, ...responsesOf(codesOf(operation, method)) };
    }
  }
  const schemas = { ...document.components?.schemas, Problem: PROBLEM_SCHEMA };
  const examples = Object.fromEntries(PROBLEM_CODES.map((code) => [code, { value: exampleOf(code) }]));
  return { ...document, components: { ...document.components, schemas, examples } };
}

function codesOf(
  operation: Operation & { [PROBLEMS_OF_OPERATION]?: readonly ProblemCode[] },
  method: (typeof METHODS)[number],
): ProblemCode[] {
  const parameters = (operation.parameters ?? []) as { in: string }[];
  const has = (place: string): boolean => parameters.some((parameter) => parameter.in === place);
  const own = operation[PROBLEMS_OF_OPERATION] ?? [];
  delete operation[PROBLEMS_OF_OPERATION];
  const shared: [boolean, readonly ProblemCode[]][] = [
    [operation.security !== undefined, ['not-signed-in', 'scope-missing', 'not-available', 'key-missing']],
    [has('path'), ['not-found', 'malformed-request']],
    [method !== 'get' || has('query') || has('header'), ['invalid-input']],
    [method !== 'get', ['malformed-json', 'body-too-large', 'unsupported-media-type']],
    [true, ['too-many-requests', 'internal-error']],
  ];
  const all = new Set([...own, ...shared.flatMap(([applies, codes]) => (applies ? codes : []))]);
  return PROBLEM_CODES.filter((code) => all.has(code));
}

/** One response for each status, with an example of every code that comes with it. */
function responsesOf(codes: readonly ProblemCode[]): Responses {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, its]) => [
      status,
      {
        description: its.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join(' · '),
        content: {
          [MEDIA_TYPE]: {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: Object.fromEntries(
              its.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
            ),
          },
        },
      },
    ]),
  );
}

function exampleOf(code: ProblemCode) {
  const { title, status, next } = PROBLEMS[code];
  return { type: `/api/problems/${code}`, title, status, detail: next, code, instance: EXAMPLE_INSTANCE };
}

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'Why a request was refused, and what to do next (RFC 9457)',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'Leads to what the code means' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What to do next' },
    code: { type: 'string', enum: [...PROBLEM_CODES] },
    instance: { type: 'string', format: 'uri', description: 'The reference of this occurrence' },
    errors: {
      type: 'array',
      description: 'Each thing that has to change',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'message'],
        properties: {
          pointer: {
            type: 'string',
            description: 'JSON pointer into the body, or the parameter’s or header’s name after a slash',
          },
          code: { type: 'string', enum: [...PROBLEM_CODES] },
          message: { type: 'string', description: 'What to do next' },
        },
      },
    },
    otherTimes: {
      type: 'array',
      description: 'Times that are left, when one has gone',
      items: { type: 'string', format: 'date-time' },
    },
    rules: {
      type: 'array',
      description: 'What stands in the way of a consultant; for the lead',
      items: { type: 'string' },
    },
    collisions: {
      type: 'array',
      description: 'What is booked or offered at a time that would no longer be right for it',
      items: {
        type: 'object',
        required: ['code', 'consultant', 'startsAt', 'endsAt', 'status', 'reasons'],
        properties: {
          code: { type: ['string', 'null'], description: 'null: it is not yours to see' },
          consultant: {
            type: 'object',
            required: ['id', 'name'],
            properties: { id: { type: 'string', format: 'uuid' }, name: { type: 'string' } },
          },
          startsAt: { type: 'string', format: 'date-time' },
          endsAt: { type: 'string', format: 'date-time' },
          status: { type: 'string', enum: ['tentative', 'confirmed'] },
          reasons: { type: 'array', items: { type: 'string' } },
        },
      },
    },
    unseen: { type: 'integer', description: 'How many collisions more there are that are not yours to see' },
    keep: {
      type: 'array',
      description: 'Names every collision: sent back in `keep`, they stay as they are',
      items: { type: 'string' },
    },
    stop: { type: 'string', enum: ['emergency', 'refer-first'] },
    contacts: {
      type: 'array',
      description: 'Where to turn first',
      items: {
        type: 'object',
        properties: { name: { type: 'string' }, phone: { type: 'string' }, when: { type: 'string' } },
      },
    },
  },
};
