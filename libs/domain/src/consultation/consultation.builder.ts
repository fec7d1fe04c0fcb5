import { type Consultant } from '../people/consultant.js';
import { type Actor, type Role } from '../people/person.js';
import { type Booking, type Consultation, type Offer, type Status } from './consultation.js';
import { type NewOffer } from './offer.js';

/**
 * Builders for tests: whole, consistent aggregates at fixed times, so that a test names only what it is about.
 * Ids are UUIDs, so that what is built can be saved as it is.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Plainly fictional people and things; override the ids where a test needs several of one kind. */
export const IDS = {
  programme: '01900000-0000-7000-8000-000000000001',
  otherProgramme: '01900000-0000-7000-8000-000000000002',
  agency: '01900000-0000-7000-8000-000000000011',
  otherAgency: '01900000-0000-7000-8000-000000000012',
  team: '01900000-0000-7000-8000-000000000021',
  otherTeam: '01900000-0000-7000-8000-000000000022',
  requester: '01900000-0000-7000-8000-000000000031',
  champion: '01900000-0000-7000-8000-000000000032',
  otherChampion: '01900000-0000-7000-8000-000000000033',
  lead: '01900000-0000-7000-8000-000000000034',
  deputy: '01900000-0000-7000-8000-000000000035',
  stranger: '01900000-0000-7000-8000-000000000036',
  consultation: '01900000-0000-7000-8000-000000000041',
  offer: '01900000-0000-7000-8000-000000000051',
  nextOffer: '01900000-0000-7000-8000-000000000052',
  booking: '01900000-0000-7000-8000-000000000061',
  nextBooking: '01900000-0000-7000-8000-000000000062',
  action: '01900000-0000-7000-8000-000000000071',
} as const;

/**
 * The times of what is built: submitted and offered on Monday 1 March 2027 at 9:00am in London, reminded at noon, expiring
 * at 3:00pm, for Wednesday 3 March 2027, 10:00am to 11:00am, with the consultant free again at 11:15am.
 */
export const MOMENTS = {
  offeredAt: new Date('2027-03-01T09:00:00Z'),
  remindAt: new Date('2027-03-01T12:00:00Z'),
  answeredAt: new Date('2027-03-01T13:00:00Z'),
  expiresAt: new Date('2027-03-01T15:00:00Z'),
  startsAt: new Date('2027-03-03T10:00:00Z'),
  endsAt: new Date('2027-03-03T11:00:00Z'),
  freeAgainAt: new Date('2027-03-03T11:15:00Z'),
} as const;

/** What to build: any field of a consultation, and `startsAt` to move its offer and booking together. */
export type ConsultationSketch = Partial<Consultation> & { startsAt?: Date };

/**
 * A consultation as the rules leave it in that status (waiting by default). `consultantId` and `startsAt` reach its offer
 * and booking too. Booked and held have passed the conflict check; `conflictClearedAt: null` gives one that has not.
 * Closed is one that was held and settled.
 */
export function aConsultation(sketch: ConsultationSketch = {}): Consultation {
  const { startsAt = MOMENTS.startsAt, ...over } = sketch;
  const status = over.status ?? 'waiting';
  const consultantId = over.consultantId ?? IDS.champion;
  return {
    id: IDS.consultation,
    programmeId: IDS.programme,
    code: 'B-7F3K2Q',
    status,
    requesterId: IDS.requester,
    consultantId: null,
    priority: 'P2',
    targetOn: '2027-03-08',
    mode: 'video',
    restricted: false,
    preferredTimes: [startsAt],
    soonest: false,
    offer: null,
    booking: null,
    conflictClearedAt: null,
    lockedOut: [],
    record: 'none',
    openActions: 0,
    heldAt: null,
    reviewDueOn: null,
    reviewDone: false,
    version: 1,
    ...inStatus(status, consultantId, startsAt),
    ...over,
  };
}

/** An open offer to the champion, made and expiring at the usual moments. */
export function anOffer(over: Partial<Offer> = {}): Offer {
  const startsAt = over.startsAt ?? MOMENTS.startsAt;
  return {
    id: IDS.offer,
    consultantId: IDS.champion,
    startsAt,
    endsAt: new Date(startsAt.getTime() + HOUR),
    madeAt: MOMENTS.offeredAt,
    remindAt: MOMENTS.remindAt,
    expiresAt: MOMENTS.expiresAt,
    ...over,
  };
}

/** The champion's hour with its buffer of 15 minutes: confirmed, unless said otherwise. */
export function aBooking(over: Partial<Booking> = {}): Booking {
  const startsAt = over.startsAt ?? MOMENTS.startsAt;
  return {
    id: IDS.booking,
    uid: `${IDS.booking}@calendar.example.org`,
    sequence: over.status === 'tentative' ? 0 : 1,
    consultantId: IDS.champion,
    startsAt,
    endsAt: new Date(startsAt.getTime() + HOUR),
    freeAgainAt: new Date(startsAt.getTime() + HOUR + 15 * MINUTE),
    status: 'confirmed',
    ...over,
  };
}

/** What `makeOffer`, `assign` and `take` are handed: a new offer with the booking that goes with it. */
export function aNewOffer(
  over: Partial<Omit<NewOffer, 'offer'>> & { offer?: Partial<Offer> } = {},
): NewOffer {
  const offer = anOffer({ id: IDS.nextOffer, ...over.offer });
  return {
    freeAgainAt: new Date(offer.endsAt.getTime() + 15 * MINUTE),
    bookingId: IDS.nextBooking,
    uid: `${IDS.nextBooking}@calendar.example.org`,
    autoAccept: false,
    ...over,
    offer,
  };
}

/** A champion who may take anything, two a week, from another agency than the requester's. */
export function aConsultant(over: Partial<Consultant> = {}): Consultant {
  return {
    id: IDS.champion,
    programmeId: IDS.programme,
    name: 'Wren Ashdown',
    agencyId: IDS.otherAgency,
    teamId: IDS.otherTeam,
    isLead: false,
    active: true,
    signedOff: { from: '2026-01-01', until: null },
    paused: null,
    weeklyCap: 2,
    priorities: ['P1', 'P2', 'P3'],
    modes: ['video', 'phone', 'in-person'],
    specialisms: [],
    autoAccept: false,
    neverMatch: [],
    ...over,
  };
}

/** Somebody of the programme who asks a rule for something: its requester, unless said otherwise. */
export function anActor(over: Partial<Actor> = {}): Actor {
  return { programmeId: IDS.programme, personId: IDS.requester, roles: ['practitioner'], ...over };
}

/** The people of a built consultation, by what they are to it. */
export const PEOPLE = {
  requester: anActor(),
  champion: anActor({ personId: IDS.champion, roles: ['practitioner', 'champion'] }),
  otherChampion: anActor({ personId: IDS.otherChampion, roles: ['practitioner', 'champion'] }),
  lead: anActor({ personId: IDS.lead, roles: ['lead'] }),
  deputy: anActor({ personId: IDS.deputy, roles: ['champion', 'lead'] }),
  service: anActor({ personId: null, roles: [] }),
} as const satisfies Record<string, Actor>;

/** Someone else of the programme, with the roles given. */
export function aStranger(...roles: readonly Role[]): Actor {
  return anActor({ personId: IDS.stranger, roles });
}

function inStatus(status: Status, consultantId: string, startsAt: Date): Partial<Consultation> {
  const booked = {
    consultantId,
    booking: aBooking({ consultantId, startsAt }),
    conflictClearedAt: MOMENTS.answeredAt,
  };
  const held = { ...booked, heldAt: startsAt, reviewDueOn: dayAfter(startsAt, 12 * 7) };
  switch (status) {
    case 'draft':
      return { priority: null, targetOn: null, mode: null, preferredTimes: [], version: 0 };
    case 'waiting':
    case 'with_lead':
    case 'turned_down':
    case 'withdrawn':
      return {};
    case 'offered':
      return {
        consultantId,
        offer: anOffer({ consultantId, startsAt }),
        booking: aBooking({ consultantId, startsAt, status: 'tentative' }),
      };
    case 'booked':
      return booked;
    case 'held':
      return held;
    case 'closed':
      return { ...held, record: 'agreed', reviewDone: true };
  }
}

function dayAfter(moment: Date, days: number): string {
  return new Date(moment.getTime() + days * DAY).toISOString().slice(0, 10);
}
