import { type LogLevel } from '@case-consultation/config';
import {
  type DestinationStream,
  type LogFn,
  type Logger as PinoLogger,
  type LoggerOptions as LoggerSettings,
  pino,
} from 'pino';
import { safeError } from './safe-error.js';

export type Logger = PinoLogger;

/**
 * The only fields that are logged. Whatever else a caller passes is dropped and only its name is kept, so that a
 * field of a case, a mail or a request cannot reach the log by being passed along.
 */
export const loggedFields: ReadonlySet<string> = new Set([
  // who and what, as ids and public codes
  'requestId',
  'programmeId',
  'personId',
  'consultationId',
  'consultationCode',
  'offerId',
  'bookingId',
  'actionId',
  'messageId',
  'tokenId',
  'outboxId',
  'subjectId',
  'jobId',
  // what happened
  'job',
  'event',
  'outcome',
  'code',
  'method',
  'route',
  'status',
  'attempt',
  'attempts',
  'count',
  'ms',
  'signal',
  'context',
  'err',
  // the process
  'engine',
  'host',
  'port',
  'version',
  'url',
]);

/** Longer texts are not ids or codes, and are dropped like unknown fields. */
const longestValue = 200;

export interface LoggerOptions {
  readonly level: LogLevel;
  /** The process: api, worker, local. */
  readonly name: string;
  /** Standard output by default. */
  readonly destination?: DestinationStream;
}

type MakeChild = (this: Logger, bindings: Record<string, unknown>, options?: object) => Logger;

/** A logger of JSON lines on standard output that writes known fields only; messages are constant sentences. */
export function createLogger({ level, name, destination }: LoggerOptions): Logger {
  const options: LoggerSettings = {
    level,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: keepKnownFields },
    // pino's own error serializer would write message and stack as they are.
    serializers: { err: (value: unknown) => value },
    hooks: { logMethod: withConstantMessage },
  };
  const logger = destination ? pino(options, destination) : pino(options);
  const makeChild = Reflect.get(logger, 'child') as unknown as MakeChild;
  // pino does not ask the formatters about what a child carries. Children inherit this method.
  const makeCarefulChild: MakeChild = function (bindings, childOptions) {
    return makeChild.call(this, keepKnownFields(bindings), childOptions);
  };
  Reflect.set(logger, 'child', makeCarefulChild);
  return logger;
}

/** An error alone, or without a sentence, would be written with its own message as the sentence. */
function withConstantMessage(this: Logger, args: Parameters<LogFn>, write: LogFn): void {
  const [first, ...rest]: readonly unknown[] = args;
  const fields = first instanceof Error ? { err: first } : first;
  if (typeof fields === 'object' && fields !== null && 'err' in fields && typeof rest[0] !== 'string') {
    write.call(this, fields, 'An error');
  } else {
    write.apply(this, [fields, ...rest] as Parameters<LogFn>);
  }
}

function keepKnownFields(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const dropped: string[] = [];
  for (const [field, value] of Object.entries(fields)) {
    if (field === 'err') kept[field] = safeError(value);
    else if (loggedFields.has(field) && isShort(value))
      kept[field] = field === 'url' ? withoutQuery(value) : value;
    else if (value !== undefined) dropped.push(field.slice(0, 40));
  }
  if (dropped.length > 0) kept['dropped'] = dropped;
  return kept;
}

function isShort(value: unknown): boolean {
  switch (typeof value) {
    case 'number':
    case 'boolean':
      return true;
    case 'string':
      return value.length <= longestValue;
    default:
      return value === null;
  }
}

/** An address without its query and without a user name and password. */
function withoutQuery(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const path = value.split(/[?#]/, 1)[0] ?? '';
  return path.replace(/^([a-z]+:\/\/)[^/]*@/i, '$1');
}
