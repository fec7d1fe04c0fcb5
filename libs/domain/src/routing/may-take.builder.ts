import { londonClock } from '../availability/london-clock.builder.js';
import { type Candidate, type RoutingInputs } from './routing-inputs.js';

/**
 * The hard rules once more, written from the words of the product and sharing nothing with the code under
 * test.
 */
export function mayTake(
  { consultant, time, declined }: Candidate,
  { request }: RoutingInputs,
  start: number,
): boolean {
  const holds = (range: { from: string; until: string | null } | null): boolean => {
    const { day } = londonClock(start);
    return range !== null && range.from <= day && day <= (range.until ?? '9999-12-31');
  };
  const working = (at: number): boolean =>
    time.extra.some(({ from, to }) => from <= at && at < to) ||
    time.weeklyHours.some(
      (row) =>
        row.weekday === londonClock(at).weekday &&
        row.startMinute <= londonClock(at).minute &&
        londonClock(at).minute < row.endMinute,
    );
  for (let at = start; at < start + time.sessionMinutes; at += 1) if (!working(at)) return false;
  const until = start + time.sessionMinutes + time.bufferAfterMinutes;
  const taken = [...time.blocked, ...time.leave, ...time.busy, ...time.held];
  if (taken.some(({ from, to }) => from < until && to > start)) return false;
  if (
    time.held.filter(({ from }) => londonClock(from).monday === londonClock(start).monday).length >=
    time.weeklyCap
  )
    return false;

  if (!consultant.active || !holds(consultant.signedOff) || holds(consultant.paused)) return false;
  if (![request.programmeId, ...request.coveringProgrammeIds].includes(consultant.programmeId)) return false;
  if (!consultant.priorities.includes(request.priority) || !consultant.modes.includes(request.mode))
    return false;
  const itself = [request.requesterId, request.requesterManagerId, ...request.conflictPersonIds];
  if ([...itself, ...request.lockedOutPersonIds].includes(consultant.id)) return false;
  if (consultant.teamId === request.requesterTeamId) return false;
  if (consultant.neverMatch.includes(request.requesterId)) return false;
  if (request.restricted && !consultant.isLead) {
    if (consultant.id !== request.namedConsultantId) return false;
    if ([request.requesterAgencyId, ...request.familyAgencyIds].includes(consultant.agencyId)) return false;
  }
  for (const offer of declined) {
    if (offer.start === start) return false;
    if (offer.because === 'no-answer' || offer.because === 'not-the-right-person') return false;
    if (
      offer.because === 'no-room-this-week' &&
      londonClock(offer.start).monday === londonClock(start).monday
    )
      return false;
  }
  return true;
}
