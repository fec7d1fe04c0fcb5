import { z } from 'zod';
import { keepFile, readKept } from '../supervisor/keep-file.js';

/** What api and worker are told over their IPC channel in local mode. */
export interface ClockMessage {
  readonly type: 'clock';
  /** Milliseconds that the service's clock is ahead of the machine's. */
  readonly offsetMs: number;
}

/** Called at every change; the clock has been moved once it settles. */
type ClockListener = (message: ClockMessage) => void | Promise<void>;

const shape = z.object({ offsetMs: z.number().int().nonnegative() });

/** Thrown when the clock would have to run backwards. */
export class ClockRunsForwards extends Error {}

/**
 * The clock of the service on one machine: the machine's own, moved on by hand so that days can pass in a
 * demonstration. How far is kept from one start to the next, because the data are of that time.
 */
export class LocalClock {
  private readonly file: string;
  private offset: number;
  private readonly listeners = new Set<ClockListener>();

  private constructor(file: string, offsetMs: number) {
    this.file = file;
    this.offset = offsetMs;
  }

  static async open(file: string): Promise<LocalClock> {
    return new LocalClock(file, (await readKept(file, shape))?.offsetMs ?? 0);
  }

  get offsetMs(): number {
    return this.offset;
  }

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  get message(): ClockMessage {
    return { type: 'clock', offsetMs: this.offset };
  }

  /** Moves on to an instant, from which it runs on; settles once all who follow have done so. Throws ClockRunsForwards for one that has passed. */
  async advanceTo(instant: Date): Promise<void> {
    const offsetMs = Math.round(instant.getTime() - Date.now());
    if (offsetMs < this.offset)
      throw new ClockRunsForwards(
        `It is ${this.now().toISOString()} already, and the clock only runs forwards. Give a later time.`,
      );
    await keepFile(this.file, JSON.stringify({ offsetMs }));
    this.offset = offsetMs;
    await Promise.all([...this.listeners].map(async (listener) => listener(this.message)));
  }

  /** Calls back at once and at every change, until the function it returns is called. */
  follow(listener: ClockListener): () => void {
    this.listeners.add(listener);
    void listener(this.message);
    return () => void this.listeners.delete(listener);
  }
}
