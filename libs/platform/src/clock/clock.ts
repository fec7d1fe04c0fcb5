/**
 * Where the time comes from. Abstract so that it is its own Nest token:
 * `{ provide: Clock, useClass: SystemClock }`.
 */
export abstract class Clock {
  /** The present instant, in milliseconds' precision. */
  abstract now(): Date;
}

/** The machine's clock. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that runs at the usual pace, some time ahead of or behind another: for tests and the local mode. */
export class AdjustableClock extends Clock {
  #offsetMs: number;

  constructor(
    offsetMs = 0,
    private readonly base: Clock = new SystemClock(),
  ) {
    super();
    this.#offsetMs = offsetMs;
  }

  now(): Date {
    return new Date(this.base.now().getTime() + this.#offsetMs);
  }

  /** Milliseconds ahead of the base clock; negative when behind. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  /** Moves the clock on by so many milliseconds; never backwards. */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError('A clock is advanced, not turned back; use setOffset');
    this.#offsetMs += ms;
  }

  /** Moves the clock to an instant, from which it runs on. */
  setTo(instant: Date): void {
    this.#offsetMs = instant.getTime() - this.base.now().getTime();
  }
}

/** A clock that stands still until it is told otherwise: for tests whose answer depends on the very millisecond. */
export class StoppedClock extends Clock {
  #instant: Date;

  constructor(instant: Date) {
    super();
    this.#instant = new Date(instant);
  }

  now(): Date {
    return new Date(this.#instant);
  }

  setTo(instant: Date): void {
    this.#instant = new Date(instant);
  }
}
