/**
 * Why a message was not sent. `passing`: worth trying again (the server is away, slow, busy, or does not let us in).
 * `permanent`: the server refused this recipient or this message for good; trying again will not help.
 */
export type MailFailure = 'passing' | 'permanent';

/** A message was not sent, or nobody knows. Its text holds no address, subject or server text, so it may be logged. */
export class MailError extends Error {
  constructor(
    readonly failure: MailFailure,
    /**
     * true: the connection was cut or timed out while the message was on its way, so it may have arrived all the same. false: it
     * surely did not.
     */
    readonly mayHaveArrived: boolean,
    message: string,
    /** The SMTP reply code, such as 550, if the server gave one. */
    readonly replyCode: number | null = null,
  ) {
    super(message);
    this.name = 'MailError';
  }
}

/** What nodemailer puts on its errors, as far as it decides anything here. */
interface SmtpFailure {
  code?: string;
  originalCode?: string;
  command?: string;
  responseCode?: number;
  timeoutType?: string;
}

/** Steps whose 5xx is about the recipient or the message. One about the sender or our credentials is ours to repair. */
const STEPS_ABOUT_THE_MESSAGE = ['RCPT TO', 'DATA'];
/** 503 says that the session was out of step (RFC 5321, 4.2.4), not that the message is refused. */
const OUT_OF_STEP = 503;

const BEFORE_ANY_MESSAGE = ['EAUTH', 'EDNS', 'ETLS', 'EENVELOPE', 'EPROXY'];
const NO_CONNECTION = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];
const WAITS_BEFORE_ANY_MESSAGE = ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'];

/** Sorts what went wrong in an SMTP dialogue (RFC 5321, 4.2.1). */
export function mailError(cause: unknown): MailError {
  const { code, originalCode, command, responseCode, timeoutType } = failureOf(cause);
  if (responseCode !== undefined) {
    const isPermanent =
      responseCode >= 500 && responseCode !== OUT_OF_STEP && STEPS_ABOUT_THE_MESSAGE.includes(command ?? '');
    const what = isPermanent
      ? 'The mail server refused the message'
      : 'The mail server did not take the message';
    const detail = `${what} (${responseCode} to ${command ?? 'nothing'})`;
    return new MailError(isPermanent ? 'permanent' : 'passing', false, detail, responseCode);
  }
  const surelyNot =
    BEFORE_ANY_MESSAGE.includes(code ?? '') ||
    NO_CONNECTION.includes(originalCode ?? code ?? '') ||
    WAITS_BEFORE_ANY_MESSAGE.includes(timeoutType ?? '');
  const why = [code, originalCode, timeoutType].filter((part) => part !== undefined).join(', ');
  const what = surelyNot ? 'The mail server cannot be reached' : 'The connection to the mail server was cut';
  return new MailError('passing', !surelyNot, `${what} (${why || 'no reason given'})`);
}

function failureOf(cause: unknown): SmtpFailure {
  return typeof cause === 'object' && cause !== null ? cause : {};
}
