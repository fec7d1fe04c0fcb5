import {
  type Consultation,
  DomainError,
  type RecordContent,
  type Review,
  theService,
} from '@case-consultation/domain';
import { inconsistencies } from '@case-consultation/domain/testing';
import { Database, loadConsultation } from '@case-consultation/database';
import { Bookings, type FormPart, Offers, Records } from '@case-consultation/features';
import { type TestPerson, type TestProgramme } from './programme.builder.js';
import { aSubmittedRequest } from './request.builder.js';
import { type TestService } from './service.js';

/** An offer as its row stands. */
export interface OfferRow {
  id: string;
  consultantId: string;
  startsAt: Date;
  madeAt: Date;
  remindAt: Date;
  expiresAt: Date;
  status: string;
}

export const A_RECORD: RecordContent = {
  'pattern-of-coercive-control': 'He decides who may visit and when she sleeps.',
  'harm-to-the-children': 'Child A stays awake to listen.',
};

export const A_REVIEW = {
  completed: true,
  planThen: 'child-protection-plan',
  planNow: 'child-in-need',
  reReferral: 'no',
  engagement: 'expectations-set',
  childrensVoiceHeard: 'partly',
  confidence: 4,
  note: 'The school sees the change too.',
} as const satisfies Review;

/** Takes consultations of one programme as far along their life as a test needs, each step by the use case itself. */
export class Journey {
  constructor(
    private readonly service: TestService,
    readonly programme: TestProgramme,
  ) {}

  /** How the consultation stands, past all access rules; whenever a test looks, it has to be consistent. */
  async state(code: string): Promise<Consultation> {
    const state = await this.service
      .get(Database)
      .as(theService(this.programme.id), async (tx) => (await loadConsultation(tx, { code })).consultation);
    const wrong = inconsistencies(state);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    return state;
  }

  /** Every offer there was, in the order in which they were made. */
  async offers(code: string): Promise<OfferRow[]> {
    const { rows } = await this.service.admin.query<OfferRow>(
      `SELECT o.id, o.consultant_id AS "consultantId", o.starts_at AS "startsAt", o.made_at AS "madeAt",
         o.remind_at AS "remindAt", o.expires_at AS "expiresAt", o.status
       FROM offer o JOIN consultation c ON c.id = o.consultation_id
       WHERE c.code = $1 AND c.programme_id = $2 ORDER BY o.id`,
      [code, this.programme.id],
    );
    return rows;
  }

  /** The open offer and the one it is made to. */
  async offer(code: string): Promise<OfferRow & { consultant: TestPerson }> {
    const open = (await this.offers(code)).find(({ status }) => status === 'open');
    if (!open) throw new Error(`${code} is not on offer but ${(await this.state(code)).status}`);
    return { ...open, consultant: this.programme.person(open.consultantId) };
  }

  /** Submitted and routed. */
  async asked(requester: TestPerson, given: FormPart = {}): Promise<string> {
    const code = await aSubmittedRequest(this.service, requester, given);
    await this.service.drain();
    return code;
  }

  async accept(code: string): Promise<TestPerson> {
    const { id, consultant } = await this.offer(code);
    await this.service.get(Offers).accept(consultant, id, { noConflict: true });
    await this.service.drain();
    return consultant;
  }

  async booked(
    requester: TestPerson,
    given: FormPart = {},
  ): Promise<{ code: string; consultant: TestPerson }> {
    const code = await this.asked(requester, given);
    return { code, consultant: await this.accept(code) };
  }

  /** Held at its time, to which the clock is moved. */
  async held(requester: TestPerson, given: FormPart = {}): Promise<{ code: string; consultant: TestPerson }> {
    const { code, consultant } = await this.booked(requester, given);
    await this.hold(code, consultant);
    return { code, consultant };
  }

  async hold(code: string, consultant: TestPerson): Promise<void> {
    const { booking } = await this.state(code);
    if (!booking) throw new Error(`${code} is not booked`);
    this.service.clock.setTo(booking.endsAt);
    await this.service.get(Bookings).held(consultant, code, 0);
    await this.service.drain();
  }

  /** Held, written down and shared. */
  async recorded(
    requester: TestPerson,
    given: FormPart = {},
  ): Promise<{ code: string; consultant: TestPerson }> {
    const { code, consultant } = await this.held(requester, given);
    const records = this.service.get(Records);
    await records.save(consultant, code, A_RECORD, 0);
    await records.share(consultant, code);
    await this.service.drain();
    return { code, consultant };
  }

  async events(code: string): Promise<string[]> {
    const { rows } = await this.service.admin.query<{ event: string }>(
      `SELECT h.event FROM history h JOIN consultation c ON c.id = h.consultation_id
       WHERE c.code = $1 AND c.programme_id = $2 ORDER BY h.id`,
      [code, this.programme.id],
    );
    return rows.map(({ event }) => event);
  }
}

/** What a use case refuses with; fails the test when it does not refuse. */
export async function refusalFrom(work: Promise<unknown>): Promise<DomainError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('It was not refused');
}

/** Only the code of it. */
export async function codeFrom(work: Promise<unknown>): Promise<string> {
  return (await refusalFrom(work)).code;
}
