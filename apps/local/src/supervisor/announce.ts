import { readFile } from 'node:fs/promises';
import { type DemoTokens } from '../demo/tokens.js';
import { type Place } from './place.js';

export interface Announcement {
  readonly place: Place;
  readonly apiUrl: string;
  /** Undefined when mail goes to a server that was given. */
  readonly mailboxUrl: string | undefined;
  /** How long the start took, in seconds. */
  readonly seconds: number;
}

/** What to say once everything runs: where to go, who to be, and how to go on. */
export async function announcement({
  place,
  apiUrl,
  mailboxUrl,
  seconds,
}: Announcement): Promise<readonly string[]> {
  const { people } = JSON.parse(await readFile(place.demoFile, 'utf8')) as DemoTokens;
  const someone = ['lead', 'champion', 'practitioner'].flatMap((role) => {
    const those = people.filter(({ roles }) => roles.includes(role));
    // The one who is least besides: everybody is a practitioner too.
    const [plainest] = those.sort((one, other) => one.roles.length - other.roles.length);
    return plainest ? [{ ...plainest, role }] : [];
  });
  return [
    `\nReady after ${seconds.toFixed(1)} s.\n`,
    `  The service             ${apiUrl}`,
    ...(mailboxUrl ? [`  Mailbox                 ${mailboxUrl}`] : []),
    `  API and its reference   ${apiUrl}/api/docs`,
    '  Data and logs           .local (kept; npm start -- --fresh begins again)',
    `\nChoose whom to be at ${apiUrl}/sign-in/people, such as:`,
    ...someone.map(({ role, name }) => `  ${role.padEnd(13)} ${name}`),
    '\nGo on, in another terminal:',
    '  npm run demo            plays a consultation from asking to closing, step by step',
    '  npm run token -- --help makes a token for the API (everybody’s are in .local/demo-tokens.json)',
    '\nCtrl-C stops everything.',
  ];
}
