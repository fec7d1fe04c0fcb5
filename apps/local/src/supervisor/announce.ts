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
    `  API and its reference   ${apiUrl}/api/docs`,
    ...(mailboxUrl ? [`  Mailbox                 ${mailboxUrl}`] : []),
    '  Data and logs           .local (kept; npm start -- --fresh begins again)',
    '\nActing as (everybody else is in .local/demo-tokens.json):',
    ...someone.map(({ role, name, token }) => `  ${role.padEnd(13)} ${name.padEnd(22)} ${token}`),
    '\nGo on, in another terminal:',
    '  npm run demo            plays a consultation from asking to closing, step by step',
    ...someone
      .slice(0, 1)
      .map(({ token }) => `  curl -H 'Authorization: Bearer ${token}' ${apiUrl}/api/v1/consultations`),
    '\nCtrl-C stops everything.',
  ];
}
