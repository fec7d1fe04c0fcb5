import { type ConsultantTime } from '../availability/consultant-time.js';
import { type EpochMinute } from '../availability/intervals.js';
import { DEFAULT_SETTINGS } from '../programme/settings.js';
import { epochMinutes, wallTimeToInstant } from '../time/zone.js';
import { type Candidate, type RoutingInputs, type RoutingRequest } from './routing-inputs.js';

const { zone } = DEFAULT_SETTINGS;

/** `london('2027-03-02', 10)` is 10:00am in London, in epoch minutes. */
export function london(day: string, hour: number, minute = 0): EpochMinute {
  return epochMinutes(wallTimeToInstant(day, hour * 60 + minute, zone));
}

/** A champion of another team and agency who can be asked, free on weekdays from 9am to 5pm. */
export function aCandidate(
  id: string,
  given: {
    consultant?: Partial<Candidate['consultant']>;
    time?: Partial<ConsultantTime>;
  } & Partial<Omit<Candidate, 'consultant' | 'time'>> = {},
): Candidate {
  const { consultant, time, ...rest } = given;
  return {
    consultant: {
      id,
      programmeId: 'borough',
      agencyId: 'health',
      teamId: 'health-visiting',
      isLead: false,
      active: true,
      signedOff: { from: '2026-01-01', until: null },
      paused: null,
      priorities: ['P1', 'P2', 'P3'],
      modes: ['video', 'phone', 'in-person'],
      specialisms: [],
      neverMatch: [],
      ...consultant,
    },
    time: {
      consultantId: id,
      weeklyHours: [1, 2, 3, 4, 5].map((weekday) => ({
        weekday,
        startMinute: 9 * 60,
        endMinute: 17 * 60,
        effectiveFrom: '2026-01-01',
        effectiveUntil: null,
      })),
      extra: [],
      blocked: [],
      leave: [],
      busy: [],
      held: [],
      sessionMinutes: DEFAULT_SETTINGS.sessionMinutes,
      bufferAfterMinutes: DEFAULT_SETTINGS.bufferAfterMinutes,
      startStepMinutes: DEFAULT_SETTINGS.startStepMinutes,
      weeklyCap: DEFAULT_SETTINGS.weeklyCap,
      ...time,
    },
    recentWork: 0,
    capacity: 16,
    consultedThisCaseOn: null,
    declined: [],
    ...rest,
  };
}

/** A champion who is free at these starts and at no other. */
export function aChampion(id: string, ...starts: EpochMinute[]): Candidate {
  return aCandidate(id, {
    time: { weeklyHours: [], extra: starts.map((start) => ({ from: start, to: start + 60 })) },
  });
}

/** A lead who is free at these starts and at no other. */
export function aLead(id: string, ...starts: EpochMinute[]): Candidate {
  const { time } = aChampion(id, ...starts);
  return aCandidate(id, { consultant: { isLead: true }, time });
}

/** P2, by video, to be held by Friday 5 March 2027, at the soonest. */
export function aRoutingRequest(given: Partial<RoutingRequest> = {}): RoutingRequest {
  return {
    consultationId: 'consultation-1',
    programmeId: 'borough',
    coveringProgrammeIds: [],
    requesterId: 'requester',
    requesterTeamId: 'assessment-north',
    requesterAgencyId: 'social-care',
    requesterManagerId: null,
    priority: 'P2',
    targetOn: '2027-03-05',
    mode: 'video',
    purposes: ['see-the-pattern'],
    restricted: false,
    namedConsultantId: null,
    familyAgencyIds: [],
    conflictPersonIds: [],
    lockedOutPersonIds: [],
    preferredStarts: [],
    ...given,
  };
}

/** Routed on Monday 1 March 2027 at 9am; notice ends on Tuesday at 9am, the horizon eight weeks later. */
export function someRoutingInputs(
  candidates: readonly Candidate[],
  given: Partial<Omit<RoutingInputs, 'request' | 'candidates'>> & { request?: Partial<RoutingRequest> } = {},
): RoutingInputs {
  const { request, ...rest } = given;
  return {
    now: london('2027-03-01', 9),
    zone,
    window: { from: london('2027-03-02', 9), to: london('2027-04-27', 0) },
    settings: { leadIsLastResort: true, fairnessWeeks: DEFAULT_SETTINGS.fairnessWeeks },
    request: aRoutingRequest(request),
    candidates,
    sameStart: null,
    only: null,
    ...rest,
  };
}
