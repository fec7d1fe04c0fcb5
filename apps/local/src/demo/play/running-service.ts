import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DemoTokens } from '../tokens.js';
import { LocalTime } from './local-time.js';
import { MailReader } from './mail-reader.js';
import { Person } from './person.js';

/** There is no service to play on; the message says what to do. */
export class NotRunning extends Error {}

interface RunningState {
  readonly apiUrl: string;
  readonly mailboxUrl: string;
  readonly clockUrl: string;
}

/** The service that runs from this folder, and the people of its demo programme. */
export interface RunningService {
  readonly apiUrl: string;
  readonly mailboxUrl: string;
  readonly people: readonly Person[];
  readonly mail: MailReader;
  readonly time: LocalTime;
}

const DEMO_PROGRAMME = 'elmbrook';

/**
 * Finds the service that `npm start` runs.
 * @param localFolder the folder's `.local`
 * @throws NotRunning
 */
export async function findService(localFolder: string): Promise<RunningService> {
  const state = await readJson<RunningState>(join(localFolder, 'running.json'));
  const tokens = await readJson<DemoTokens>(join(localFolder, 'demo-tokens.json'));
  if (!state || !tokens || !(await answers(state.apiUrl))) {
    throw new NotRunning(
      'The service is not running from this folder. Run npm start in another terminal, wait until it says Ready, and try again.',
    );
  }
  const { apiUrl, mailboxUrl, clockUrl } = state;
  const people = tokens.people
    .filter(({ programme }) => programme === DEMO_PROGRAMME)
    .map(({ name, email, roles, token }) => new Person(name, email, roles, token, apiUrl));
  const time = new LocalTime(clockUrl);
  return { apiUrl, mailboxUrl, people, time, mail: new MailReader(mailboxUrl, await time.now()) };
}

async function readJson<T>(file: string): Promise<T | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

async function answers(apiUrl: string): Promise<boolean> {
  return fetch(`${apiUrl}/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    () => false,
  );
}
