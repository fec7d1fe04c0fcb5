import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import {
  codeExpired,
  CODES_AN_HOUR,
  CODES_OF_ALL_AN_HOUR,
  countedFrom,
  DomainError,
  mayChoose,
  readAddress,
  readCode,
  type SignInAttempt,
  tooManyCodes,
  tryCode,
  worksUntil,
  wrongCode,
} from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import { Clock, hashToken, looksLikeToken, newToken } from '@case-consultation/platform';
import { Programmes } from '../programme/programmes.service.js';
import { addressKeys, isCodeOfAttempt } from './code-of-attempt.js';
import { Sessions } from './sessions.service.js';

/** A programme that somebody may choose once their code was right. */
export interface ProgrammeChoice {
  code: string;
  name: string;
}

/** Signed in, or in which programme? */
export type Entered = { token: string } | { choose: readonly ProgrammeChoice[] };

interface AttemptRow extends Record<string, unknown>, SignInAttempt {
  programmeId: string;
  /** Somebody active has the address. */
  known: boolean;
}

interface SigningIn extends Record<string, unknown>, ProgrammeChoice {
  personId: string;
  programmeId: string;
}

/**
 * Signing in with a one-time code by mail. Whether an address is known shows in no answer and in no difference of what is done:
 * an unknown one gets an attempt with a code too, which the worker writes to nobody.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  /**
   * Has a code sent to an address; an earlier one no longer works.
   * @returns the handle of this attempt: a secret that belongs into a cookie of the browser that asked
   * @throws DomainError `invalid-input` for what is no address; `too-many-requests`
   */
  async askForCode(email: string): Promise<{ attempt: string }> {
    const address = readAddress(email);
    const attempt = newToken();
    const [home] = await this.database.ask<{ id: string }>('SELECT id FROM all_programmes() LIMIT 1');
    // A service without any programme has nobody to sign in either.
    if (!home) return { attempt };
    const { keys } = await this.programmes.of(home.id);
    const now = this.clock.now();
    const asked = {
      id: newId(),
      outbox_id: newId(),
      email: address,
      programme_id: home.id,
      most_of_address: CODES_AN_HOUR,
      most_of_all: CODES_OF_ALL_AN_HOUR,
    };
    const [answer] = await this.database.ask<{ taken: boolean }>(
      'SELECT ask_to_sign_in($1, $2, $3, $4, $5, $6) AS taken',
      [asked, addressKeys(keys, address), hashToken(attempt), now, worksUntil(now), countedFrom(now)],
    );
    if (!answer?.taken) throw tooManyCodes();
    return { attempt };
  }

  /**
   * Gives the code of an attempt. Of two at once with the right one, one gets a session.
   * @param code as typed
   * @returns the session's token, which belongs into a cookie; or the programmes to choose from
   * @throws DomainError `invalid-input` for what is no code, which costs no try; `sign-in-code-wrong` (details: `triesLeft`);
   *   `sign-in-tries-spent` and `sign-in-code-expired`: only a new code helps
   */
  async enter(attempt: string, code: string): Promise<Entered> {
    const given = readCode(code);
    const hash = handleHash(attempt);
    for (;;) {
      const now = this.clock.now();
      const before = await this.attemptOf(hash);
      const isRight = before !== null && (await this.isRight(before, hash, given));
      const after = tryCode(before, isRight, now);
      const [noted] = await this.database.ask<{ done: boolean }>(
        'SELECT note_sign_in_try($1, $2, $3, $4, $5) AS done',
        [hash, after.tries - 1, after.tries, after.rightAt, after.expiresAt],
      );
      // Another try came between: what it left is looked at anew. Each costs one, so this ends.
      if (!noted?.done) continue;
      if (!isRight) throw wrongCode(after.tries);
      const people = await this.peopleOf(hash);
      const [only] = people;
      if (!only) throw codeExpired();
      if (people.length > 1) return { choose: people.map(({ code, name }) => ({ code, name })) };
      return this.open(hash, only);
    }
  }

  /**
   * The programmes to choose from, once the code was right.
   * @throws DomainError `sign-in-code-expired`
   */
  async choices(attempt: string): Promise<readonly ProgrammeChoice[]> {
    const hash = handleHash(attempt);
    mayChoose(await this.attemptOf(hash), this.clock.now());
    return (await this.peopleOf(hash)).map(({ code, name }) => ({ code, name }));
  }

  /**
   * Signs in to one of the programmes.
   * @throws DomainError `sign-in-code-expired`; `invalid-input` for a programme that is none of them
   */
  async choose(attempt: string, programmeCode: string): Promise<{ token: string }> {
    const hash = handleHash(attempt);
    mayChoose(await this.attemptOf(hash), this.clock.now());
    const chosen = (await this.peopleOf(hash)).find(({ code }) => code === programmeCode);
    if (!chosen)
      throw new DomainError('invalid-input', 'Select the programme that you want to work in.', 'programme');
    return this.open(hash, chosen);
  }

  private async open(hash: Buffer, { programmeId, personId }: SigningIn): Promise<{ token: string }> {
    const [answer] = await this.database.ask<{ spent: boolean }>('SELECT spend_sign_in($1) AS spent', [hash]);
    if (!answer?.spent) throw codeExpired();
    return this.sessions.open(programmeId, personId);
  }

  private async attemptOf(hash: Buffer): Promise<AttemptRow | null> {
    const [row] = await this.database.ask<AttemptRow>(
      `SELECT programme_id AS "programmeId", known, tries, superseded, right_at AS "rightAt", expires_at AS "expiresAt"
       FROM sign_in_attempt_of($1)`,
      [hash],
    );
    return row ?? null;
  }

  private async isRight({ programmeId, known }: AttemptRow, hash: Buffer, code: string): Promise<boolean> {
    const { keys } = await this.programmes.of(programmeId);
    return isCodeOfAttempt(keys, hash, code) && known;
  }

  private peopleOf(hash: Buffer): Promise<SigningIn[]> {
    return this.database.ask<SigningIn>(
      'SELECT person_id AS "personId", programme_id AS "programmeId", code, name FROM people_signing_in($1)',
      [hash],
    );
  }
}

/** @throws DomainError `sign-in-code-expired` for what is no handle: the cookie is gone or not ours */
function handleHash(attempt: string): Buffer {
  if (!looksLikeToken(attempt)) throw codeExpired();
  return hashToken(attempt);
}
