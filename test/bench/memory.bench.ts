import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Sessions } from '@case-consultation/features';
import { type BenchDatabase, startDatabase } from './support/database.js';
import { perSecond } from './support/load.js';
import { serviceEnvironment, startApi, startMailSink, startProcess } from './support/processes.js';
import { aProgramme } from './support/programme.js';
import { atMost, type BenchRow, row } from './support/rows.js';
import { startService } from './support/service.js';
import { owedMessages } from './sending.bench.js';

const MESSAGES = 4_000;
const CALLERS = 16;
const SECONDS = 10;
const MEGABYTES = atMost(250);

/** What api and worker hold in memory after pages for 16 callers, lists over the API, and some thousands of invites sent. */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const database = await startDatabase();
  const sink = await startMailSink();
  const service = await startService(database);
  const programme = await aProgramme(service, { code: 'bench', champions: 10, practitioners: 10 });
  const { token } = await service.get(Sessions).open(programme.id, programme.lead.personId);
  await owedMessages(database, programme, MESSAGES);
  await service.stop();
  await database.admin.query('UPDATE outbox SET queued_at = NULL');
  const api = await startApi(database);
  const env = serviceEnvironment(database, { SMTP_URL: sink.smtpUrl });
  const worker = await startProcess('../../../apps/worker/dist/main.js', { env });
  try {
    const headers = { cookie: `__Host-session=${token}` };
    for (const path of ['/board', '/board/this-week', '/board/demand', '/help']) {
      const load = { connections: CALLERS, duration: SECONDS, headers };
      await perSecond({ url: `${api.url}${path}`, ...load });
    }
    await allSent(database);
    const after = 'resident memory after pages to 16 callers and 4,000 invites';
    return {
      rows: [
        row(`${after}: api`, 'MB', [residentMegabytes(api.child.pid)], MEGABYTES),
        row(`${after}: worker`, 'MB', [residentMegabytes(worker.child.pid)], MEGABYTES),
      ],
    };
  } finally {
    await worker.stop();
    await api.stop();
    await sink.stop();
    await database.stop();
  }
}

async function allSent({ admin }: BenchDatabase): Promise<void> {
  const until = performance.now() + 120_000;
  for (;;) {
    const { rows } = await admin.query<{ left: number }>(
      `SELECT count(*)::int AS left FROM message WHERE state <> 'sent'`,
    );
    if (rows[0]?.left === 0) return;
    if (performance.now() > until) throw new Error(`${rows[0]?.left} messages were not sent`);
    await pause(200);
  }
}

/** As Linux tells it; the bench needs no other. */
function residentMegabytes(pid: number | undefined): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1_024) / 1_000_000;
}
