import { randomUUID } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { isLive, type RecordContent } from '@case-consultation/domain';
import {
  Actions,
  Asking,
  AvailabilityChanges,
  AvailabilityQueries,
  Cover,
  type FormPart,
  Lead,
  People,
  PeopleImports,
  ProgrammeSetup,
  Records,
  RoutingQueries,
} from '@case-consultation/features';
import { A_RECORD, Journey } from '../service/journey.js';
import { aRequest } from '../service/request.builder.js';
import { type TestService } from '../service/service.js';
import { type Cast } from './cast.js';

/** How far a consultation has come when a route is tried on it. */
export type Stage =
  | 'nothing'
  | 'draft'
  | 'waiting'
  | 'with-lead'
  | 'task'
  | 'offered'
  | 'booked'
  | 'paired'
  | 'covered'
  | 'reassigned'
  | 'begun'
  | 'held'
  | 'handed-over'
  | 'written'
  | 'shared'
  | 'action'
  | 'person'
  | 'deactivated'
  | 'consultants-time'
  | 'import'
  | 'time'
  | 'leave'
  | 'agency'
  | 'team'
  | 'pathway';

/** What a route is tried on. */
export interface Subject {
  code: string;
  /** Of the offer, action, task, person or file of people; of nothing where the route has none. */
  id: string;
  consultantId: string | null;
}

const NO_ID = '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70';
/** Nothing of that name is ever made: a code is drawn anew from 729 million. */
export const NOT_THERE: Subject = { code: 'B-ZZZZZZ', id: NO_ID, consultantId: null };

/** What is written about a case on the way. */
export interface CaseTexts {
  request: FormPart;
  record: RecordContent;
  action: string;
}

const PLAIN_TEXTS: CaseTexts = {
  request: {},
  record: A_RECORD,
  action: 'Ask probation for the conditions of his release',
};

/** Makes consultations at a stage, each step by the use case itself. The requester always shuts one lead out. */
export class Subjects {
  readonly journey: Journey;
  private readonly made: string[] = [];
  private daysGiven = 0;

  constructor(
    private readonly service: TestService,
    private readonly cast: Cast,
    private readonly texts = PLAIN_TEXTS,
  ) {
    this.journey = new Journey(service, cast.programme);
  }

  async at(stage: Stage): Promise<Subject> {
    const { lead, requester, outsider } = this.cast;
    switch (stage) {
      case 'nothing':
        return NOT_THERE;
      case 'draft':
        return this.of(await this.draft());
      case 'waiting':
        return this.of(await this.submitted());
      case 'with-lead':
        return this.of(await this.routed({ mode: 'in-person' }));
      case 'task': {
        const code = await this.routed({ mode: 'in-person' });
        return this.of(code, await this.task(code));
      }
      case 'offered': {
        const code = await this.routed();
        return this.of(code, (await this.journey.offer(code)).id);
      }
      case 'booked':
        return this.of(await this.booked());
      // Another booking beside, of another consultant.
      case 'paired': {
        const code = await this.booked();
        const beside = await this.booked();
        const [one, other] = await Promise.all([code, beside].map((of) => this.journey.state(of)));
        if (one?.consultantId === other?.consultantId) {
          const choice = { consultantId: await this.somebodyElse(beside), reason: 'Illness' };
          await this.service.get(Lead).reassign(lead, beside, choice);
        }
        return this.of(code);
      }
      // With a plan of the lead’s for when its consultant is away.
      case 'covered': {
        const code = await this.booked();
        const { consultantId, booking } = await this.journey.state(code);
        const day = (booking?.startsAt ?? this.service.clock.now()).toISOString().slice(0, 10);
        const wish = { consultantId: consultantId ?? '', from: day, until: day, whatIf: false };
        return this.of(code, await this.service.get(Cover).plan(lead, wish));
      }
      case 'reassigned': {
        const code = await this.booked();
        const choice = { consultantId: await this.somebodyElse(code), reason: 'Illness' };
        await this.service.get(Lead).reassign(lead, code, choice);
        return this.of(code);
      }
      case 'begun': {
        const code = await this.booked();
        this.service.clock.setTo((await this.journey.state(code)).booking?.endsAt ?? new Date(Number.NaN));
        return this.of(code);
      }
      case 'held':
        return this.of(await this.held());
      case 'handed-over': {
        const code = await this.held();
        const choice = { consultantId: await this.somebodyElse(code), reason: 'Illness' };
        await this.service.get(Lead).handOverRecord(lead, code, choice);
        return this.of(code);
      }
      case 'written':
        return this.of(await this.written());
      case 'shared': {
        const code = await this.written();
        await this.service.get(Records).share(await this.consultantOf(code), code);
        return this.of(code);
      }
      case 'time':
      case 'leave':
        return this.ownTime(stage);
      case 'agency':
      case 'team':
      case 'pathway':
        return this.place(stage);
      case 'action': {
        const code = await this.held();
        const { id } = await this.service.get(Actions).add(requester, code, {
          description: this.texts.action,
          ownerId: outsider.personId,
          dueOn: this.inDays(7),
          about: 'person-causing-harm',
          pathwayId: null,
        });
        return this.of(code, id);
      }
      case 'person':
        return { ...NOT_THERE, id: await this.person() };
      case 'deactivated': {
        const id = await this.person();
        await this.service.get(People).deactivate(lead, id);
        return { ...NOT_THERE, id };
      }
      case 'consultants-time': {
        const [{ personId }] = this.cast.programme.champions;
        return { ...NOT_THERE, id: personId, consultantId: personId };
      }
      case 'import': {
        const csv = `Name,Email,Agency,Team\nNia Newcomer,nia-${randomUUID()}@elmbrook.example.org,Elmbrook health visiting,North\n`;
        return { ...NOT_THERE, id: (await this.service.get(PeopleImports).read(lead, csv)).id };
      }
    }
  }

  /** A practitioner with nothing to do with any consultation. */
  private async person(): Promise<string> {
    const { personId } = await this.cast.programme.addPerson({
      name: 'Fred Fresh',
      roles: ['practitioner'],
      email: `fred-${randomUUID()}@elmbrook.example.org`,
    });
    return personId;
  }

  /** Withdraws what was made and can be, so that its time is free again and nobody is reminded of it. */
  async withdrawAll(): Promise<void> {
    for (const code of this.made.splice(0)) {
      const { status, booking } = await this.journey.state(code);
      const hasBegun = booking !== null && booking.startsAt <= this.service.clock.now();
      if (!isLive({ status }) || status === 'held' || hasBegun) continue;
      await this.service.get(Asking).withdraw(this.cast.requester, code, 'No longer needed');
    }
  }

  /** The day in so many days by the service's clock. */
  inDays(days: number): string {
    return new Date(this.service.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  }

  /** A consultant it is not with, who could take it at its time. */
  async somebodyElse(code: string): Promise<string> {
    const { consultantId, booking } = await this.journey.state(code);
    const startsAt = booking?.startsAt ?? this.service.clock.now();
    const all = await this.service.get(RoutingQueries).candidates(this.cast.lead, code, startsAt);
    const others = all.filter(({ consultant, isLead }) => !isLead && consultant.id !== consultantId);
    const other = others.find(({ rules }) => rules.length === 0) ?? others[0];
    if (!other) throw new Error('There are champions beside');
    return other.consultant.id;
  }

  /** A single time, or leave, of the first champion, on a day of its own. */
  private async ownTime(stage: 'time' | 'leave'): Promise<Subject> {
    const [champion] = this.cast.programme.champions;
    const changes = this.service.get(AvailabilityChanges);
    this.daysGiven += 1;
    const day = this.inDays(100 + this.daysGiven);
    if (stage === 'leave') await changes.takeLeave(champion, champion.personId, { from: day, until: day });
    else {
      const times = { startsAt: new Date(`${day}T05:00:00Z`), endsAt: new Date(`${day}T07:00:00Z`) };
      await changes.addTime(champion, champion.personId, { kind: 'extra', ...times });
    }
    const { oneOff, leave } = await this.service.get(AvailabilityQueries).of(champion, champion.personId);
    const made =
      stage === 'leave'
        ? leave.find(({ from }) => from === day)
        : oneOff.find(({ startsAt }) => startsAt.toISOString().startsWith(day));
    return { ...NOT_THERE, id: made?.id ?? '' };
  }

  /** An agency with a team in it, or a pathway, that nothing names yet. */
  private async place(stage: 'agency' | 'team' | 'pathway'): Promise<Subject> {
    const { id: programmeId } = this.cast.programme;
    const setup = this.service.get(ProgrammeSetup);
    const name = `Elmbrook ${randomUUID()}`;
    if (stage === 'pathway') {
      const pathway = { kind: 'idva', name, guidance: 'Call first.', contact: 'The duty desk' };
      return {
        ...NOT_THERE,
        id: await setup.addPathway(programmeId, { ...pathway, checkedOn: '2026-01-04' }),
      };
    }
    const agency = await setup.addAgency(programmeId, { name, kind: 'police', teams: ['Safeguarding'] });
    return { ...NOT_THERE, id: (stage === 'agency' ? agency.id : agency.teams[0]?.id) ?? NO_ID };
  }

  private async of(code: string, id = NO_ID): Promise<Subject> {
    return { code, id, consultantId: (await this.journey.state(code)).consultantId };
  }

  /** One about it that may be marked as dealt with. */
  private async task(code: string): Promise<string | undefined> {
    const { rows } = await this.service.admin.query<{ id: string }>(
      `INSERT INTO lead_task (id, programme_id, kind, consultation_id, subject_id, created_at)
       SELECT $2, programme_id, 'job-failed', id, id, now() FROM consultation WHERE code = $1 RETURNING id`,
      [code, newId()],
    );
    return rows[0]?.id;
  }

  private async draft(given = {}): Promise<string> {
    const { requester, shutOutLead } = this.cast;
    const part = aRequest({
      conflictPersonIds: [shutOutLead.personId],
      ...this.texts.request,
      ...given,
    });
    const { code } = await this.service.get(Asking).start(requester, part);
    this.made.push(code);
    return code;
  }

  private async submitted(given = {}): Promise<string> {
    const code = await this.draft(given);
    await this.service.get(Asking).submit(this.cast.requester, code);
    return code;
  }

  private async routed(given = {}): Promise<string> {
    const code = await this.submitted(given);
    await this.service.drain();
    return code;
  }

  private async booked(): Promise<string> {
    const code = await this.routed();
    await this.journey.accept(code);
    return code;
  }

  private async held(): Promise<string> {
    const code = await this.booked();
    await this.journey.hold(code, await this.consultantOf(code));
    return code;
  }

  private async written(): Promise<string> {
    const code = await this.held();
    await this.service.get(Records).save(await this.consultantOf(code), code, this.texts.record, 0);
    return code;
  }

  private async consultantOf(code: string) {
    return this.cast.programme.person((await this.journey.state(code)).consultantId);
  }
}
