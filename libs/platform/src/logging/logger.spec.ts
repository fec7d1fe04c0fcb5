import { createLogger } from './logger.js';
import { NestLogger } from './nest-logger.js';
import { safeError } from './safe-error.js';

const canary = 'CANARY-the-words-of-a-case';

function logged() {
  const lines: string[] = [];
  const logger = createLogger({
    level: 'trace',
    name: 'api',
    destination: { write: (line) => void lines.push(line) },
  });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('the logger', () => {
  it('writes one JSON line with the known fields', () => {
    const { logger, last } = logged();
    logger.info({ consultationId: 'id-1', status: 201, ms: 3.5 }, 'Saved');
    expect(last()).toMatchObject({
      level: 'info',
      name: 'api',
      consultationId: 'id-1',
      status: 201,
      ms: 3.5,
      msg: 'Saved',
    });
    expect(last()['time']).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('drops every other field and names it', () => {
    const { logger, last, lines } = logged();
    logger.info(
      {
        background: canary,
        body: { text: canary },
        headers: { authorization: canary },
        code: canary.repeat(20),
      },
      'x',
    );
    const child = logger.child({ caseReference: canary, requestId: 'r-1' });
    child.child({ notes: canary, route: '/offers' }).info('y');
    expect(lines.join('')).not.toContain('CANARY');
    expect(lines[0]).toContain('"dropped":["background","body","headers","code"]');
    expect(last()).toMatchObject({ requestId: 'r-1', route: '/offers' });
  });

  it('writes addresses without query, user name or password', () => {
    const { logger, last } = logged();
    logger.info({ url: `/consultations?q=${canary}` }, 'x');
    expect(last()['url']).toBe('/consultations');
    logger.info({ url: 'redis://user:secret@queue.example.org:6379/0' }, 'x');
    expect(last()['url']).toBe('redis://queue.example.org:6379/0');
  });

  it('writes errors without what they repeat', () => {
    const { logger, lines, last } = logged();
    const database = Object.assign(new Error(`invalid input: "${canary}"`), {
      name: 'QueryFailedError',
      code: '22P02',
      severity: 'ERROR',
      detail: canary,
      query: `INSERT ${canary}`,
      parameters: [canary],
      constraint: 'offer_pkey',
    });
    logger.error({ err: new Error('Saving failed', { cause: database }) }, 'Failed');
    logger.error(database);
    logger.error({ err: database });
    logger.error(new SyntaxError(`Unexpected token in ${canary}`));
    expect(lines.join('')).not.toContain('CANARY');
    expect(lines[0]).toContain('"code":"22P02"');
    expect(lines[0]).toContain('offer_pkey');
    expect(last()['err']).toMatchObject({ type: 'SyntaxError' });
  });
});

describe('safeError', () => {
  it('keeps what helps: type, code, message and where', () => {
    const error = safeError(
      Object.assign(new Error('550 no such user sam@example.org'), { code: 'EENVELOPE' }),
    );
    expect(error).toMatchObject({ type: 'Error', code: 'EENVELOPE', message: '550 no such user [address]' });
    expect(error.at?.[0]).toContain('logger.spec');
  });

  it('is not fooled by a message that looks like a stack', () => {
    const error = safeError(new SyntaxError(`broken\n    at ${canary} (somewhere)`));
    expect(JSON.stringify(error)).not.toContain('CANARY');
  });

  it('takes anything that is thrown', () => {
    expect(safeError(canary)).toEqual({ type: 'string' });
    expect(safeError(undefined)).toEqual({ type: 'undefined' });
  });
});

describe('NestLogger', () => {
  it('writes the context, and errors without their messages when those repeat input', () => {
    const { logger, lines, last } = logged();
    const nest = new NestLogger(logger);
    nest.log('Starting', 'NestFactory');
    expect(last()).toMatchObject({ level: 'info', msg: 'Starting', context: 'NestFactory' });
    nest.error(new SyntaxError(canary), 'Router');
    nest.warn({ body: canary });
    nest.error('Failed', `Error: ${canary}\n    at somewhere`, 'Router');
    nest.debug('d');
    nest.verbose('v');
    nest.fatal('f');
    expect(lines.join('')).not.toContain('CANARY');
    expect(lines).toHaveLength(7);
  });
});
