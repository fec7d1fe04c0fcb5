import { whyNotFree } from '../availability/free-at.js';
import { type EpochMinute } from '../availability/intervals.js';
import { weekAround } from '../availability/slot-calendar.js';
import { isWithin } from '../people/consultant.js';
import { dayOf, fromEpochMinutes } from '../time/zone.js';
import { type Candidate, type RoutingRequest } from './routing-inputs.js';

/**
 * The hard rules, in the order in which they are read out, each completing "Amara …". Nobody is offered a
 * consultation while one of them stands in the way.
 */
export const ELIGIBILITY_RULES = {
  'not-active': 'is not active',
  'another-programme': 'belongs to another programme that has no live agreement to cover for this one',
  'priority-not-taken': 'does not take consultations of this priority',
  'mode-not-taken': 'does not consult in the way asked for',
  'is-requester': 'is the person asking',
  'same-team': 'is in the same team as the person asking',
  'is-manager': 'is the manager of the person asking',
  'declared-conflict': 'was named by the person asking as someone who must not see this',
  'locked-out': 'has said there is a conflict',
  'never-match': 'is never matched with the person asking',
  restricted: 'may not see it, because it is restricted to the lead or a named champion from another agency',
  'declined-altogether': 'was offered this consultation and did not take it',
  'not-signed-off': 'has no current training and sign-off on that day',
  paused: 'has paused new consultations on that day',
  'on-leave': 'is on leave',
  'not-free': 'is not free for the whole session and the time after it',
  'weekly-cap-reached': 'has as many consultations that week as they take',
  'declined-that-time': 'was offered that time, or that week, and did not take it',
} as const;
export type EligibilityRule = keyof typeof ELIGIBILITY_RULES;

/** All that rules somebody out as one clause, completing “Amara …”. @param words such as `ELIGIBILITY_RULES` */
export function rulesInWords<Rule extends string>(
  rules: readonly Rule[],
  words: Readonly<Record<Rule, string>>,
): string {
  return rules.map((rule) => words[rule]).join(', and ');
}

/**
 * Every hard rule that stands between this consultant and a session at `start`, not just the first; none when
 * they can be asked.
 */
export function ruledOut(
  candidate: Candidate,
  request: RoutingRequest,
  start: EpochMinute,
  zone: string,
): EligibilityRule[] {
  return [...ruledOutAlways(candidate, request), ...ruledOutAt(candidate, start, zone)];
}

/** The rules that hold whatever the time. */
export function ruledOutAlways(
  { consultant, declined }: Candidate,
  request: RoutingRequest,
): EligibilityRule[] {
  const programmes = [request.programmeId, ...request.coveringProgrammeIds];
  const rules: [boolean, EligibilityRule][] = [
    [!consultant.active, 'not-active'],
    [!programmes.includes(consultant.programmeId), 'another-programme'],
    [!consultant.priorities.includes(request.priority), 'priority-not-taken'],
    [!consultant.modes.includes(request.mode), 'mode-not-taken'],
    [consultant.id === request.requesterId, 'is-requester'],
    [consultant.teamId === request.requesterTeamId, 'same-team'],
    [consultant.id === request.requesterManagerId, 'is-manager'],
    [request.conflictPersonIds.includes(consultant.id), 'declared-conflict'],
    [request.lockedOutPersonIds.includes(consultant.id), 'locked-out'],
    [consultant.neverMatch.includes(request.requesterId), 'never-match'],
    [request.restricted && !mayTakeRestricted(consultant, request), 'restricted'],
    [declined.some(({ because }) => becauseOfMore(because)), 'declined-altogether'],
  ];
  return rules.filter(([stands]) => stands).map(([, rule]) => rule);
}

/** The rules that depend on the time. */
export function ruledOutAt(candidate: Candidate, start: EpochMinute, zone: string): EligibilityRule[] {
  const { consultant, time } = candidate;
  const day = dayOf(fromEpochMinutes(start), zone);
  const reasons = whyNotFree(time, start, zone);
  const rules: [boolean, EligibilityRule][] = [
    [!isWithin(day, consultant.signedOff), 'not-signed-off'],
    [consultant.paused !== null && isWithin(day, consultant.paused), 'paused'],
    [reasons.includes('on-leave'), 'on-leave'],
    [reasons.includes('outside-hours') || reasons.includes('taken'), 'not-free'],
    [reasons.includes('weekly-cap'), 'weekly-cap-reached'],
    [declinedTime(candidate, start, zone), 'declined-that-time'],
  ];
  return rules.filter(([stands]) => stands).map(([, rule]) => rule);
}

/**
 * Restricted: the lead, or the champion the lead named if neither the requester's agency nor the family's
 * is theirs.
 */
function mayTakeRestricted(consultant: Candidate['consultant'], request: RoutingRequest): boolean {
  if (consultant.isLead) return true;
  const fromAnotherAgency =
    consultant.agencyId !== request.requesterAgencyId &&
    !request.familyAgencyIds.includes(consultant.agencyId);
  return consultant.id === request.namedConsultantId && fromAnotherAgency;
}

type DeclinedBecause = Candidate['declined'][number]['because'];

/**
 * Someone who is not the right person, or gave no answer at all, is not asked about this consultation
 * again.
 */
function becauseOfMore(because: DeclinedBecause): boolean {
  return because === 'not-the-right-person' || because === 'no-answer';
}

function declinedTime({ declined }: Candidate, start: EpochMinute, zone: string): boolean {
  return declined.some((offer) => {
    if (offer.start === start) return true;
    if (offer.because !== 'no-room-this-week') return false;
    const week = weekAround(offer.start, zone);
    return week.from <= start && start < week.to;
  });
}
