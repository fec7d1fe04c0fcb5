import { Mailer } from '@case-consultation/platform';
import { inPairs, ratios } from './support/pairs.js';
import { startMailSink } from './support/processes.js';
import { atLeast, type BenchRow, row } from './support/rows.js';
import { BOUNCES, CONNECTIONS, FROM, openBarePool, sentPerSecond, someMail } from './support/some-mail.js';

const MESSAGES = 400;
const PAIRS = 15;

/**
 * Messages a second with a calendar part, made from facts and sent by the service's own mailer, over those of a bare
 * nodemailer pool of as many connections that sends the same bytes, ready made; both against an SMTP server in a process
 * of its own that throws the mail away.
 */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const sink = await startMailSink();
  const mailer = new Mailer({
    smtpUrl: sink.smtpUrl,
    from: FROM,
    bounceEmail: BOUNCES,
    connections: CONNECTIONS,
  });
  const bare = await openBarePool(sink.smtpUrl);
  try {
    const pairs = await inPairs(
      PAIRS,
      () => sentPerSecond(MESSAGES, (sequence) => mailer.send(someMail(sequence))),
      () => sentPerSecond(MESSAGES, bare.send),
    );
    const rates = pairs.map(({ own }) => own);
    return {
      rows: [
        row(
          'mail with a calendar part ÷ bare nodemailer pool of 5: the mailer',
          '',
          ratios(pairs),
          atLeast(0.6, 0.95),
        ),
        row('mail with a calendar part: the mailer', 'per s', rates, null),
      ],
    };
  } finally {
    await mailer.close();
    bare.close();
    await sink.stop();
  }
}
