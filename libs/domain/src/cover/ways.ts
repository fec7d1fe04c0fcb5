import { type FreeTimes } from '../availability/free-times.js';
import { type EpochMinute } from '../availability/intervals.js';
import { ruledOutAlways, ruledOutAt } from '../routing/eligibility.js';
import { type Candidate } from '../routing/routing-inputs.js';
import { dayNumber } from '../time/day.js';
import { localDay } from '../time/local-day.js';
import { costOfConsultant, costOfStart } from './cover-cost.js';
import {
  asNamed,
  candidateFor,
  candidatesWithout,
  type CoverBooking,
  type CoverInputs,
  startsOfAll,
} from './cover-problem.js';

/** One way to cover one booking: who, when, and its cost without fairness, which depends on the whole plan. */
export interface Way {
  /** By their places among `Ways.bookings` and `Ways.candidates`. */
  booking: number;
  candidate: number;
  start: EpochMinute;
  cost: number;
}

/** A start, its cost whoever takes it, and who of the candidates is free at it. */
interface StartOfDay {
  start: EpochMinute;
  cost: number;
  /** Place among the free times; −1 where `who` says it. */
  at: number;
  who: readonly number[];
}

/**
 * Every way to cover every booking that breaks no hard rule by itself, found as far as it is asked for: those of a booking in
 * the order of what their starts cost. Bookings and candidates stand in the order of their ids, so that the order in which
 * they came leaves no trace.
 */
export class Ways {
  readonly bookings: readonly CoverBooking[];
  readonly candidates: readonly Candidate[];
  private readonly times: FreeTimes;
  private readonly starts: (readonly StartOfDay[] | undefined)[] = [];
  private readonly consultantCosts: (Float64Array | undefined)[] = [];

  /** @param asIfNamed as the lead may choose: a restricted consultation may go to a champion whom the lead names */
  constructor(
    private readonly inputs: CoverInputs,
    private readonly asIfNamed = false,
  ) {
    this.bookings = [...inputs.bookings].sort((a, b) => (a.consultationId < b.consultationId ? -1 : 1));
    this.candidates = candidatesWithout(inputs, inputs.bookings).sort((a, b) =>
      a.consultant.id < b.consultant.id ? -1 : 1,
    );
    this.times = startsOfAll(inputs, this.candidates);
  }

  /**
   * The ways to cover one booking, dearer and dearer starts, for as long as `goesOn` says so of what a start costs.
   */
  *of(index: number, goesOn: (cost: number) => boolean): Generator<Way> {
    const booking = this.bookings[index];
    if (booking === undefined) return;
    for (const start of this.startsFor(index, booking)) {
      if (!goesOn(start.cost)) return;
      yield* this.waysAt(index, booking, start);
    }
  }

  private *waysAt(
    index: number,
    booking: CoverBooking,
    { start, cost, at, who }: StartOfDay,
  ): Generator<Way> {
    const costs = this.costsFor(index, booking);
    const first = at < 0 ? 0 : (this.times.firstOf[at] ?? 0);
    const end = at < 0 ? who.length : (this.times.firstOf[at + 1] ?? 0);
    for (let i = first; i < end; i += 1) {
      const candidate = (at < 0 ? who[i] : this.times.who[i]) ?? 0;
      const own = costs[candidate] ?? Infinity;
      if (own === Infinity || this.declined(booking, candidate, start)) continue;
      yield { booking: index, candidate, start, cost: cost + own };
    }
  }

  /** Free, but was asked for that time or that week already. */
  private declined(booking: CoverBooking, at: number, start: EpochMinute): boolean {
    const candidate = this.candidates[at];
    const known = candidate && booking.known[candidate.consultant.id];
    if (!known || known.declined.length === 0) return false;
    return ruledOutAt(candidateFor(booking, candidate), start, this.inputs.zone).length > 0;
  }

  /** Infinity for those who may not take it whatever the time. */
  private costsFor(index: number, booking: CoverBooking): Float64Array {
    const known = this.consultantCosts[index];
    if (known) return known;
    const costs = Float64Array.from(this.candidates, (one) => {
      const candidate = candidateFor(booking, one);
      const request = this.asIfNamed ? asNamed(booking.request, candidate) : booking.request;
      if (ruledOutAlways(candidate, request).length > 0) return Infinity;
      return costOfConsultant(booking, candidate, this.inputs.settings);
    });
    this.consultantCosts[index] = costs;
    return costs;
  }

  /** Its own start first, then every other that notice and horizon allow. */
  private startsFor(index: number, booking: CoverBooking): readonly StartOfDay[] {
    const known = this.starts[index];
    if (known) return known;
    const { zone, window } = this.inputs;
    const targetEnds = localDay(zone, dayNumber(booking.request.targetOn)).end;
    const { starts } = this.times;
    const found: StartOfDay[] = [];
    for (let at = 0; at < starts.length; at += 1) {
      const start = starts[at] ?? 0;
      if (start === booking.start || (start >= window.from && start < window.to)) {
        found.push({ start, cost: costOfStart(booking, start, targetEnds), at, who: [] });
      }
    }
    if (!found.some(({ start }) => start === booking.start)) {
      found.push({ start: booking.start, cost: 0, at: -1, who: this.freeOffTheGrid(booking) });
    }
    found.sort((a, b) => a.cost - b.cost || a.start - b.start);
    this.starts[index] = found;
    return found;
  }

  /** Who is free at a booking's own start where that is no start that would be offered. */
  private freeOffTheGrid({ start }: CoverBooking): number[] {
    return this.candidates.flatMap((candidate, at) => {
      const asked = { ...candidate, declined: [] };
      return ruledOutAt(asked, start, this.inputs.zone).length === 0 ? [at] : [];
    });
  }

  /** Who could take a booking at a start, were it the only one; in the order of what they cost. */
  at(index: number, start: EpochMinute): { consultantId: string; cost: number }[] {
    const booking = this.bookings[index];
    const wanted = booking && this.startsFor(index, booking).find((one) => one.start === start);
    if (!booking || !wanted) return [];
    return [...this.waysAt(index, booking, wanted)]
      .sort((a, b) => a.cost - b.cost)
      .flatMap(({ candidate, cost }) => {
        const id = this.candidates[candidate]?.consultant.id;
        return id === undefined ? [] : [{ consultantId: id, cost }];
      });
  }

  /** The nearest other start at which somebody could take a booking, were it the only one. */
  nearest(index: number): EpochMinute | null {
    const { start } = this.bookings[index] ?? {};
    for (const way of this.of(index, () => true)) if (way.start !== start) return way.start;
    return null;
  }
}
