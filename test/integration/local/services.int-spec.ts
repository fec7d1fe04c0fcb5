import { existsSync } from 'node:fs';
import pg from 'pg';
import { Redis } from 'ioredis';
import {
  createTestDatabase,
  ensureTemplate,
  startMailbox,
  startPostgres,
  startRedis,
} from '../../support/services/index.js';

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the PostgreSQL of one machine', () => {
  it('is real, keeps committed rows over a crash, and leaves nothing', async () => {
    const postgres = await startPostgres();
    const [version] = await query(postgres.adminUrl, 'SHOW server_version_num');
    expect(Number(version?.['server_version_num'])).toBeGreaterThanOrEqual(180_000);
    await query(postgres.adminUrl, 'CREATE TABLE kept AS SELECT 7 AS seven');

    await postgres.restart('immediate');
    expect(await query(postgres.adminUrl, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
    await postgres.restart();
    expect(await query(postgres.adminUrl, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);

    await postgres.stop();
    expect(existsSync(postgres.dataFolder)).toBe(false);
    await expect(query(postgres.adminUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('clones a template that many ask for at once and one fills', async () => {
    const adminUrl = process.env['TEST_POSTGRES_ADMIN_URL'] ?? '';
    const template = `template_${process.pid}`;
    let filled = 0;
    await Promise.all(
      [1, 2, 3].map(() =>
        ensureTemplate(adminUrl, template, async (name) => {
          filled += 1;
          const url = new URL(adminUrl);
          url.pathname = name;
          await query(url.href, 'CREATE TABLE note AS SELECT 1 AS id');
        }),
      ),
    );
    expect(filled).toBe(1);

    const [mine, yours] = await Promise.all([1, 2].map(() => createTestDatabase(adminUrl, template)));
    if (!mine || !yours) throw new Error('no databases');
    await query(mine.adminUrl, 'DELETE FROM note');
    expect(await query(yours.adminUrl, 'SELECT id FROM note')).toEqual([{ id: 1 }]);
    await Promise.all([mine.drop(), yours.drop()]);
    await expect(query(mine.adminUrl, 'SELECT 1')).rejects.toThrow('does not exist');
  });
});

describe('the Redis of one machine', () => {
  it('answers, never evicts, and comes back empty after a restart', async () => {
    const redis = await startRedis();
    const client = new Redis(redis.url, { lazyConnect: true });
    try {
      await client.connect();
      expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
      await client.set('here', 'yes');
    } finally {
      client.disconnect();
    }
    if (process.env['REDIS_URL']) return;
    await redis.restart();
    const again = new Redis(redis.url);
    expect(await again.get('here')).toBeNull();
    again.disconnect();
    await redis.stop();
  });
});

describe('the SMTP sink', () => {
  const send = async (url: string) => {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({ url });
    const mail = { from: 'a@example.org', to: 'b@example.org', subject: 'Hello', text: 'Good morning' };
    return transport.sendMail(mail).then(
      () => 'taken',
      (error: Error) => error.message,
    );
  };

  it('takes, refuses, cuts off, goes down and comes back on the same port', async () => {
    const mailbox = await startMailbox();
    try {
      expect(await send(mailbox.url)).toBe('taken');
      mailbox.behave({ kind: 'refuse', at: 'rcpt', code: 450 });
      expect(await send(mailbox.url)).toContain('450');
      mailbox.behave({ kind: 'refuse', at: 'data', code: 451 });
      expect(await send(mailbox.url)).toContain('451');
      mailbox.behave({ kind: 'cut', keep: false });
      expect(await send(mailbox.url)).not.toBe('taken');
      expect(mailbox.messages).toHaveLength(1);
      mailbox.behave({ kind: 'cut', keep: true });
      expect(await send(mailbox.url)).not.toBe('taken');
      expect(mailbox.messages).toHaveLength(2);

      await mailbox.goDown();
      expect(await send(mailbox.url)).toContain('ECONNREFUSED');
      await mailbox.comeUp();
      mailbox.behave({ kind: 'accept' });
      expect(await send(mailbox.url)).toBe('taken');
      const all = await mailbox.waitFor((messages) => messages.length === 3);
      expect(all.map(({ from, to }) => [from, ...to])).toEqual(
        Array(3).fill(['a@example.org', 'b@example.org']),
      );
    } finally {
      await mailbox.stop();
    }
  });
});
