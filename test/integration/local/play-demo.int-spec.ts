import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playDemo, runLocally } from '@case-consultation/local';

/** A screen that is read afterwards. */
class Written {
  text = '';

  write(text: string): void {
    this.text += text;
  }
}

describe('the demonstration', () => {
  it('says what to do when nothing runs', async () => {
    const screen = new Written();
    expect(await playDemo(join(tmpdir(), 'there-is-no-such-folder'), screen)).toBe(1);
    expect(screen.text).toContain('npm start');
  });

  it('plays through twice on a service that was just started, and everything is as it should be', async () => {
    const root = await mkdtemp(join(tmpdir(), 'service-'));
    // As root, PostgreSQL runs as another user, who has to be let in.
    await chmod(root, 0o755);
    const stopping = new AbortController();
    const progress = {
      say: () => undefined,
      step: async <T>(_title: string, _doing: string, work: () => Promise<[string, T] | string>) => {
        const done = await work();
        return (Array.isArray(done) ? done[1] : undefined) as T;
      },
    };
    const running = runLocally({
      root,
      fresh: false,
      began: performance.now(),
      progress,
      signal: stopping.signal,
    });
    const localFolder = join(root, '.local');
    try {
      await Promise.race([running, isThere(join(localFolder, 'running.json'))]);
      for (const time of ['first', 'second']) {
        const screen = new Written();
        const code = await playDemo(localFolder, screen);
        expect(`${time}: ${code}\n${screen.text}`).toContain(`${time}: 0\n`);
        expect(screen.text).not.toContain('\u001b');
        expect(screen.text.match(/^ {4}mail {2}to /gm)).toHaveLength(14);
      }
    } finally {
      stopping.abort();
      await running;
      await rm(root, { recursive: true, force: true });
    }
  }, 180_000);
});

async function isThere(file: string): Promise<void> {
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 50));
}
