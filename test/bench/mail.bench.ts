import { Mailer } from '@case-consultation/platform';
import { inPairs, ratios } from './support/pairs.js';
import { startMailSink } from './support/processes.js';
import { atLeast, type BenchRow, row } from './support/rows.js';
import { BOUNCES, CONNECTIONS, FROM, openBarePool, sentPerSecond, someMail } from './support/some-mail.js';

const MESSAGES = 400;
const PAIRS = 11;

/**
 * Messages a second with a calendar part, made from facts and sent by the service's own mailer, over those of a bare
 * nodemailer pool of as many connections; both against an SMTP server in a process of its own that throws the mail away.
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
  const own = () => sentPerSecond(MESSAGES, (sequence) => mailer.send(someMail(sequence)));
  try {
    const composing = await inPairs(PAIRS, own, () => sentPerSecond(MESSAGES, bare.compose));
    const copying = await inPairs(PAIRS, own, () => sentPerSecond(MESSAGES, bare.copy));
    const rates = composing.map((pair) => pair.own);
    const name = 'mail with a calendar part: the mailer';
    return {
      rows: [
        row(`${name} ÷ bare nodemailer pool of 5`, '', ratios(composing), atLeast(0.6, 0.95)),
        row(`${name} ÷ the same that sends ready-made bytes`, '', ratios(copying), null),
        row(name, 'per s', rates, null),
      ],
    };
  } finally {
    await mailer.close();
    bare.close();
    await sink.stop();
  }
}
