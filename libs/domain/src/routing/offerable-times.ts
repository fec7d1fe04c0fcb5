import { type ConsultantTime } from '../availability/consultant-time.js';
import { type FreeTimes, freeTimesOfAny } from '../availability/free-times.js';
import { type EpochMinute, type Interval } from '../availability/intervals.js';
import { type Day } from '../people/consultant.js';
import { dayNumber } from '../time/day.js';
import { localDay } from '../time/local-day.js';
import { ruledOutAlways } from './eligibility.js';
import { type Candidate, type RoutingInputs } from './routing-inputs.js';

/**
 * The times a practitioner can choose from: starts in the window at which somebody can be asked, and who.
 * Days without sign-off or with a pause count as taken, so a session must not reach into them either. What
 * was declined before plays no part beyond "not this consultation".
 */
export function offerableTimes({
  candidates,
  request,
  window,
  zone,
}: Pick<RoutingInputs, 'candidates' | 'request' | 'window' | 'zone'>): FreeTimes {
  const mayBeAsked = candidates.filter((candidate) => ruledOutAlways(candidate, request).length === 0);
  return timesLeftTo(mayBeAsked, window, zone);
}

/** The starts in the window at which any of these could hold a session, and who: by their place among `candidates`. */
export function timesLeftTo(candidates: readonly Candidate[], window: Interval, zone: string): FreeTimes {
  return freeTimesOfAny(
    candidates.map((candidate) => awayAside(candidate, zone)),
    window,
    zone,
  );
}

/** A consultant’s time with the days taken out on which a pause, or no sign-off, stands in the way. */
export function awayAside({ consultant, time }: Candidate, zone: string): ConsultantTime {
  const { signedOff, paused } = consultant;
  const away: Interval[] = [{ from: -FAR_AWAY, to: startOf(signedOff.from, zone) }];
  if (signedOff.until !== null) away.push({ from: endOf(signedOff.until, zone), to: FAR_AWAY });
  if (paused !== null) {
    away.push({
      from: startOf(paused.from, zone),
      to: paused.until === null ? FAR_AWAY : endOf(paused.until, zone),
    });
  }
  return { ...time, blocked: [...time.blocked, ...away] };
}

/** Minutes, about two thousand years either way of 1970: before and after everything. */
const FAR_AWAY = 2 ** 30;

function startOf(day: Day, zone: string): EpochMinute {
  return localDay(zone, dayNumber(day)).start;
}

function endOf(day: Day, zone: string): EpochMinute {
  return localDay(zone, dayNumber(day)).end;
}
