import { simpleParser } from 'mailparser';
import { type Entered, type SignIn, type Visitor, Sessions } from '@case-consultation/features';
import { allAtOnce } from './all-at-once.js';
import { type TestPerson, type TestProgramme } from './programme.builder.js';
import { type TestService } from './service.js';

export const MINUTE = 60_000;

/** Signs people in as they would: with the code that came by mail. */
export class SigningIn {
  private people = 0;

  constructor(
    private readonly service: TestService,
    private readonly programme: TestProgramme,
    private readonly signIn: SignIn,
  ) {}

  /** A person of their own for each test: nobody asks for more codes than they may. */
  somebody(): Promise<TestPerson> {
    this.people += 1;
    return this.programme.addPerson({ name: `Somebody ${this.people}`, roles: ['practitioner'] });
  }

  /** The codes that came to an address, in the order in which they did. */
  async codesTo(email: string): Promise<string[]> {
    await this.service.drain();
    const mails = this.service.mailbox.messages.filter(({ to }) => to.includes(email));
    const texts = await Promise.all(mails.map(async ({ raw }) => (await simpleParser(raw)).text ?? ''));
    return texts.map((text) => /^Code: (\d{6})$/m.exec(text)?.[1] ?? 'no code');
  }

  /** @param typed the address as it is typed, where that is not how it is written */
  async asked(email: string, typed = email): Promise<{ attempt: string; code: string }> {
    const { attempt } = await this.signIn.askForCode(typed);
    return { attempt, code: (await this.codesTo(email)).at(-1) ?? 'no mail' };
  }

  visitor(entered: Entered): Promise<Visitor | null> {
    return this.service.get(Sessions).visitorOf(tokenOf(entered));
  }

  async sessionsOf(personId: string): Promise<number> {
    const { rows } = await this.service.admin.query('SELECT 1 FROM session WHERE person_id = $1', [personId]);
    return rows.length;
  }

  deactivate(personId: string): Promise<unknown> {
    return this.service.admin.query('UPDATE person SET active = false WHERE id = $1', [personId]);
  }

  /** Starts so many calls and lets none of them change an attempt before all of them want to. */
  allAtOnce<T>(calls: readonly (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> {
    return allAtOnce(this.service, { held: 'SELECT 1 FROM sign_in_attempt FOR UPDATE' }, calls);
  }

  /** Moves the clock on. */
  later(ms: number): void {
    const { clock } = this.service;
    clock.setTo(new Date(clock.now().getTime() + ms));
  }
}

export function tokenOf(entered: Entered): string {
  if (!('token' in entered)) throw new Error('A programme has to be chosen first');
  return entered.token;
}

/** Another code than this one. */
export function wrong(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, '0');
}
