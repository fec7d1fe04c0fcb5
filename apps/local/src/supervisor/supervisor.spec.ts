import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCaseKeys } from '@case-consultation/config';
import { emptyPlace, openPlace } from './place.js';
import { openSecrets } from './secrets.js';
import { checkGiven, serviceEnvironment } from './service-environment.js';
import { StopStack } from './stack.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'supervisor-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe("a clone's secrets", () => {
  it('are made once, differ from clone to clone, and only their owner can read them', async () => {
    const file = join(folder, 'secrets.json');
    const made = await openSecrets(file);
    expect(await openSecrets(file)).toEqual(made);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(parseCaseKeys(made.caseKeys)).toHaveLength(1);
    const other = await openSecrets(join(folder, 'other.json'));
    for (const name of ['superuser', 'migrator', 'app', 'queue', 'caseKeys'] as const)
      expect(other[name]).not.toBe(made[name]);
  });

  it('say how to go on when the file is spoilt', async () => {
    const file = join(folder, 'secrets.json');
    await writeFile(file, '{"superuser":');
    await expect(openSecrets(file)).rejects.toThrow('npm start -- --fresh');
  });
});

describe("a clone's place", () => {
  it('is emptied of what runs have kept, but not of downloads', async () => {
    const place = await openPlace(folder);
    await openSecrets(place.secretsFile);
    await writeFile(join(place.mailbox, '000001.eml'), 'mail');
    await writeFile(join(place.folder, 'build.stamp'), 'stamp');
    await emptyPlace(place);
    for (const gone of [place.secretsFile, place.mailbox, place.server])
      await expect(stat(gone)).rejects.toThrow('ENOENT');
    expect(await readFile(join(place.folder, 'build.stamp'), 'utf8')).toBe('stamp');
  });
});

describe('the settings of api and worker', () => {
  const secrets = {
    superuser: 's',
    migrator: 'm',
    app: 'a',
    queue: 'q',
    caseKeys: `local:${'A'.repeat(43)}=`,
  };
  const addresses = {
    databaseUrl: 'postgres://app@127.0.0.1/consultations',
    queueUrl: 'postgres://queue@127.0.0.1/consultations',
    smtpUrl: 'smtp://127.0.0.1:2525',
    apiPort: 3000,
    workerHealthPort: 3001,
  };

  it('never hold the roles that own the tables', () => {
    const env = serviceEnvironment(
      {
        DATABASE_ADMIN_URL: 'postgres://postgres@h/x',
        DATABASE_MIGRATOR_URL: 'postgres://m@h/x',
        PATH: '/bin',
      },
      secrets,
      addresses,
    );
    expect(env['DATABASE_ADMIN_URL']).toBeUndefined();
    expect(env['DATABASE_MIGRATOR_URL']).toBeUndefined();
    expect(env).toMatchObject({ PATH: '/bin', LOCAL_MODE: 'on', HOST: '127.0.0.1', PORT: '3000' });
  });

  it('are checked before anything starts, in one line that names what is wrong', () => {
    expect(() => checkGiven({}, secrets)).not.toThrow();
    expect(() => checkGiven({ QUEUE_URL: 'amqp://queue' }, secrets)).toThrow('QUEUE_URL must be');
    expect(() => checkGiven({ PORT: 'high' }, secrets)).toThrow('PORT must be');
  });
});

describe('StopStack', () => {
  it('stops in the opposite order, all of them, and tells the first failure', async () => {
    const stopped: string[] = [];
    const stack = new StopStack();
    stack.push(async () => void stopped.push('database'));
    stack.push(async () => {
      stopped.push('mailbox');
      throw new Error('would not close');
    });
    stack.push(async () => void stopped.push('api'));
    await expect(stack.stopAll()).rejects.toThrow('would not close');
    expect(stopped).toEqual(['api', 'mailbox', 'database']);
    await stack.stopAll();
    expect(stopped).toHaveLength(3);
  });
});
