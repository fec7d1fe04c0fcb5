import { BadRequestException, NotFoundException } from '@nestjs/common';
import { DomainError, type ErrorCode } from '@case-consultation/domain';
import { CaseTextError } from '@case-consultation/platform';
import { ApiProblem, noSuchThing } from './api-problem.js';
import { PROBLEM_CODES, PROBLEMS } from './problem-codes.js';
import { problemOf } from './problem.js';

const ID = '6f1c7d0e-3a52-4a7c-9a43-0c6c1b7f5a10';
const bodyOf = (thrown: unknown) => problemOf(thrown, ID).body;

describe('every code', () => {
  it.each(PROBLEM_CODES)('%s has a status of a refusal or a fault, and says what to do next', (code) => {
    const { status, title, next } = PROBLEMS[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(next).toMatch(/^[A-Z].*\.$/);
  });

  it('keeps the statuses that clients know', () => {
    const statuses = Object.fromEntries(PROBLEM_CODES.map((code) => [code, PROBLEMS[code].status]));
    expect(statuses).toMatchObject({
      'not-signed-in': 401,
      'scope-missing': 403,
      'not-your-task': 403,
      'not-found': 404,
      'time-taken': 409,
      'wrong-state': 409,
      'invalid-input': 422,
      'too-many-requests': 429,
      'internal-error': 500,
    });
  });
});

describe('a refusal by a rule', () => {
  it('goes out with its code, words, type, status and reference', () => {
    expect(bodyOf(new DomainError('offer-expired', 'This offer has expired.'))).toEqual({
      type: '/api/problems/offer-expired',
      title: 'The offer has expired',
      status: 409,
      detail: 'This offer has expired.',
      code: 'offer-expired',
      instance: `urn:uuid:${ID}`,
    });
  });

  it('points at the field it is about', () => {
    const { errors } = bodyOf(new DomainError('reason-needed', 'Say why.', 'reason'));
    expect(errors).toEqual([{ pointer: '/reason', code: 'reason-needed', message: 'Say why.' }]);
  });

  it('points at every field of a form', () => {
    const problems = [
      { field: 'safetyFlags/stalking', code: 'request-incomplete', message: 'Select yes, no or not known' },
      { field: 'question', code: 'identifier-found', message: 'Take out what looks like a phone number' },
    ] as const;
    const { code, errors } = bodyOf(
      new DomainError('request-incomplete', problems[0].message, problems[0].field, { problems }),
    );
    expect(code).toBe('request-incomplete');
    expect(errors).toEqual([
      { pointer: '/safetyFlags/stalking', code: 'request-incomplete', message: problems[0].message },
      { pointer: '/question', code: 'identifier-found', message: problems[1].message },
    ]);
  });

  it('shows the times that are left', () => {
    const otherTimes = [new Date('2027-03-02T10:00:00Z')];
    expect(bodyOf(new DomainError('time-taken', 'Gone.', 'startsAt', { otherTimes }))['otherTimes']).toEqual(
      otherTimes,
    );
  });

  it('keeps to itself what a rule adds for others', () => {
    // Why a consultant is not free is for the lead alone; anybody may try to move a booking.
    const details = {
      rules: ['on-leave'],
      otherTimes: [],
      stop: 'emergency',
      status: 'held',
      anything: 'else',
    };
    const body = bodyOf(new DomainError('time-not-offered', 'Not free.', 'startsAt', details));
    expect(Object.keys(body).sort()).toEqual(
      ['code', 'detail', 'errors', 'instance', 'otherTimes', 'status', 'title', 'type'].sort(),
    );
  });

  it.each(PROBLEM_CODES)(
    'tells of the rules that stand in a consultant’s way to the lead alone: %s',
    (code) => {
      const thrown = new DomainError(code as ErrorCode, 'No.', undefined, { rules: ['on-leave'] });
      expect(bodyOf(thrown)['rules']).toEqual(code === 'consultant-not-eligible' ? ['on-leave'] : undefined);
    },
  );
});

describe('what is no refusal', () => {
  it.each([
    new Error('SELECT * FROM person WHERE name = secret'),
    new TypeError('secret is undefined'),
    Object.assign(new Error('secret'), { statusCode: 500 }),
    'secret',
    undefined,
    { secret: true },
  ])('is told by its reference alone', (thrown) => {
    const body = bodyOf(thrown);
    expect(body).toEqual({
      type: '/api/problems/internal-error',
      title: PROBLEMS['internal-error'].title,
      status: 500,
      detail: PROBLEMS['internal-error'].next,
      code: 'internal-error',
      instance: `urn:uuid:${ID}`,
    });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('is a lost key, which is never an empty field', () => {
    const body = bodyOf(new CaseTextError('key-lost', 'Key 2026a is not there'));
    expect(body).toMatchObject({ code: 'key-missing', status: 503 });
    expect(JSON.stringify(body)).not.toContain('2026a');
  });
});

describe('what Fastify and Nest refuse', () => {
  const fastifyError = (statusCode: number) => Object.assign(new Error('inner words'), { statusCode });

  it.each([
    [new BadRequestException('Unexpected token in JSON'), 'malformed-json', 400],
    [new NotFoundException('Cannot GET /secret'), 'no-such-address', 404],
    [fastifyError(400), 'malformed-request', 400],
    [fastifyError(413), 'body-too-large', 413],
    [fastifyError(414), 'malformed-request', 400],
    [fastifyError(415), 'unsupported-media-type', 415],
    [fastifyError(429), 'too-many-requests', 429],
    [fastifyError(503), 'not-available', 503],
  ] as const)('%p is %s', (thrown, code, status) => {
    const body = bodyOf(thrown);
    expect(body).toMatchObject({ code, status, detail: PROBLEMS[code].next });
  });
});

describe('what the API refuses', () => {
  it('carries its own headers, and a challenge where a token is the matter', () => {
    const limited = new ApiProblem('too-many-requests', 'Wait 3 seconds.', {
      headers: { 'retry-after': '3' },
    });
    expect(problemOf(limited, ID).headers).toEqual({ 'retry-after': '3' });
    expect(problemOf(new ApiProblem('not-signed-in', 'Sign in.'), ID).headers).toEqual({
      'www-authenticate': 'Bearer realm="api"',
    });
    expect(problemOf(new ApiProblem('scope-missing', 'Another token.'), ID).headers).toEqual({
      'www-authenticate': 'Bearer realm="api", error="insufficient_scope"',
    });
  });

  it('answers the same for what is not there as for what is no code', () => {
    expect(bodyOf(noSuchThing())).toMatchObject({ code: 'not-found', status: 404 });
  });
});
