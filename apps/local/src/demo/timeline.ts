import {
  type Day,
  dayOf,
  minuteOfDay,
  wallTimeToInstant,
  type WorkingCalendar,
} from '@case-consultation/domain';
import { type DueWork } from '@case-consultation/features';
import { type AdjustableClock } from '@case-consultation/platform';
import { type Moment } from './stories/story.js';

/** A story under way: it gives the instant at which it goes on. */
export type Telling = AsyncGenerator<Date, void>;

/** The past that the demo plays: a clock moved from one thing to the next, and everything that falls due in between done. */
export class Timeline {
  constructor(
    private readonly clock: AdjustableClock,
    private readonly due: DueWork,
    private readonly calendar: WorkingCalendar,
    /** The day the demo is made, in the programme's zone. */
    readonly today: Day,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /** The day in the programme's zone on which the clock stands. */
  day(): Day {
    return dayOf(this.now(), this.calendar.zone);
  }

  workingDay(fromToday: number): Day {
    return this.calendar.addWorkingDays(this.today, fromToday);
  }

  at([workingDay, time]: Moment): Date {
    return this.onDay(this.workingDay(workingDay), time);
  }

  onDay(day: Day, time: string): Date {
    const [hours, minutes] = time.split(':').map(Number);
    return wallTimeToInstant(day, (hours ?? 0) * 60 + (minutes ?? 0), this.calendar.zone);
  }

  /** By the wall clock, 0 to 1,439. */
  minuteOfDay(instant: Date): number {
    return minuteOfDay(instant, this.calendar.zone);
  }

  /** So many working minutes from now. */
  later(workingMinutes: number): Date {
    return this.calendar.addWorkingMinutes(this.now(), workingMinutes);
  }

  /** That working day, or the first one after a day that is none. */
  workingDayFrom(day: Day): Day {
    return this.calendar.isWorkingDay(day) ? day : this.calendar.addWorkingDays(day, 1);
  }

  addWorkingDays(day: Day, days: number): Day {
    return this.calendar.addWorkingDays(day, days);
  }

  /** Tells the stories side by side, each thing at its time, until an instant; what would come after it stays untold. */
  async tell(stories: readonly Telling[], until: Date): Promise<void> {
    const waiting = await Promise.all(stories.map((story) => goOn(story)));
    for (;;) {
      const next = waiting.reduce((first, story) => (story.at < first.at ? story : first));
      if (next.at > until) break;
      await this.moveTo(next.at);
      Object.assign(next, await goOn(next.story));
      await this.due.doAll();
    }
    await this.moveTo(until);
  }

  /** Stops on the way at whatever falls due. */
  private async moveTo(instant: Date): Promise<void> {
    for (;;) {
      const due = await this.due.nextDueAt(instant);
      if (due === null) break;
      this.setTo(due);
      await this.due.doAll();
    }
    this.setTo(instant);
  }

  /** Never backwards: what was done took a moment. */
  private setTo(instant: Date): void {
    if (instant > this.now()) this.clock.setTo(instant);
  }
}

const NEVER = new Date(8.64e15);

async function goOn(story: Telling): Promise<{ story: Telling; at: Date }> {
  const { value, done } = await story.next();
  return { story, at: done || !value ? NEVER : value };
}
