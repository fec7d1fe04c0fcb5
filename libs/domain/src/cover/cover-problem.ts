import { freeTimesOfAny, type FreeTimes } from '../availability/free-times.js';
import { type EpochMinute, type Interval } from '../availability/intervals.js';
import { type EligibilityRule, ruledOut } from '../routing/eligibility.js';
import { awayAside } from '../routing/offerable-times.js';
import { type Candidate, type RoutingInputs, type RoutingRequest } from '../routing/routing-inputs.js';

/** A booking whose consultant is away at its time. No case text is here: no rule of cover reads it. */
export interface CoverBooking {
  consultationId: string;
  code: string;
  /** Confirmed, or held under an offer that is still open. */
  kind: 'confirmed' | 'tentative';
  /** Who has it now. */
  consultantId: string;
  start: EpochMinute;
  /** Of the consultation, as it was read: what changed since then is seen by it. */
  version: number;
  request: RoutingRequest;
  /** What is known of some consultants about this consultation alone, by their ids. */
  known: Readonly<Record<string, Pick<Candidate, 'consultedThisCaseOn' | 'declined'>>>;
}

/** Everything that a cover plan is made from, as plain data. */
export interface CoverInputs {
  now: EpochMinute;
  /** IANA zone of the programme. */
  zone: string;
  /** The starts that notice and horizon allow; what keeps its time needs no notice. */
  window: Interval;
  settings: RoutingInputs['settings'];
  /** Who is away, from the first minute of a day to the last of another; to the far end of time when they have left. */
  away: { consultantId: string } & Interval;
  /** Each consultation once, in any order. */
  bookings: readonly CoverBooking[];
  /** Everybody, with all that is held of their time now; what concerns one consultation alone is in its `known`. */
  candidates: readonly Candidate[];
}

/** Who takes a booking over, and when. */
export interface Placement {
  consultantId: string;
  start: EpochMinute;
}

/**
 * The consultants as they stand once these bookings have been taken from them and whoever is away is away: the time of what is
 * moved is free for it, and no longer counts towards a cap.
 */
export function candidatesWithout(
  { candidates, away }: Pick<CoverInputs, 'candidates' | 'away'>,
  moved: readonly Pick<CoverBooking, 'consultantId' | 'start'>[],
): Candidate[] {
  return candidates.map((candidate) => {
    const { id } = candidate.consultant;
    const gone = new Set(moved.filter(({ consultantId }) => consultantId === id).map(({ start }) => start));
    const { time } = candidate;
    const held = gone.size === 0 ? time.held : time.held.filter(({ from }) => !gone.has(from));
    const leave = id === away.consultantId ? [...time.leave, { from: away.from, to: away.to }] : time.leave;
    return held === time.held && leave === time.leave
      ? candidate
      : { ...candidate, time: { ...time, held, leave } };
  });
}

/** One consultant as a candidate for one booking. */
export function candidateFor(booking: CoverBooking, candidate: Candidate): Candidate {
  const known = booking.known[candidate.consultant.id];
  return known === undefined ? candidate : { ...candidate, ...known };
}

/**
 * Every hard rule between this consultant and this booking at a start, the same that routing knows.
 * @param named the lead chose this consultant themselves, which a restricted consultation needs
 */
export function ruledOutOf(
  booking: CoverBooking,
  candidate: Candidate,
  start: EpochMinute,
  zone: string,
  named = false,
): EligibilityRule[] {
  const asked = named ? asNamed(booking.request, candidate) : booking.request;
  return ruledOut(candidateFor(booking, candidate), asked, start, zone);
}

/** The request as it stands once the lead has chosen this consultant, which names them where it is restricted. */
export function asNamed(request: RoutingRequest, { consultant }: Candidate): RoutingRequest {
  return request.restricted ? { ...request, namedConsultantId: consultant.id } : request;
}

/** The starts from now to the horizon at which any of these is free, whatever the booking. */
export function startsOfAll({ now, window, zone }: CoverInputs, candidates: readonly Candidate[]): FreeTimes {
  return freeTimesOfAny(
    candidates.map((candidate) => awayAside(candidate, zone)),
    { from: now + 1, to: window.to },
    zone,
  );
}
