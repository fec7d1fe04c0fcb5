import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@case-consultation/config';
import { loadDemo, LocalClock, Mailbox } from '@case-consultation/local';
import { SystemClock } from '@case-consultation/platform';
import { type BenchDatabase } from './database.js';
import { serviceEnvironment } from './processes.js';

/** Loads the demo programmes, as `npm start` does; their mails are thrown away. */
export async function loadTheDemo(database: BenchDatabase): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-demo-'));
  const local = await LocalClock.open(join(folder, 'clock.json'));
  const mailbox = await Mailbox.open(join(folder, 'mail'), local);
  const system = new SystemClock();
  try {
    await loadDemo({
      config: readConfig(serviceEnvironment(database)),
      clock: { now: () => system.now(), offsetMs: 0 },
      mailbox,
      tokensFile: join(folder, 'tokens.json'),
    });
  } finally {
    await mailbox.close();
    await rm(folder, { recursive: true });
  }
}
