import { Injectable } from '@nestjs/common';
import {
  type Actor,
  bookableWindow,
  type CalendarInvite,
  contentOf,
  epochMinutes,
  fromEpochMinutes,
  hasCalendarPart,
  inviteFor,
  type InviteRecipient,
  type MailContent,
  type MessageFacts,
  type MessageKind,
  MESSAGES,
  type RequestForm,
  type SeenBy,
  whoWillSee,
} from '@case-consultation/domain';
import {
  Database,
  lookingAtConsultation,
  type Parties,
  type Row,
  type Transaction,
} from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { v7 as newId } from 'uuid';
import { readForm } from '../case-text/form-rows.js';
import { linkPath } from '../messages/owe-message.js';
import { ServiceIdentity } from '../messages/service-identity.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { mustBeOwnDraft } from './own-draft.js';

/** What a draft's author can look at before submitting it. */
export interface AskingPreviewView {
  /** Somebody in the family works for a partner agency: it goes to the lead, or a champion from another agency. */
  restricted: boolean;
  seenBy: readonly (SeenBy & {
    /** Names, or e-mails of attendees; empty where it is not known yet, or is everybody else. */
    people: readonly string[];
  })[];
  mails: readonly PreviewedMail[];
}

/** One message, written by what will write it. */
export interface PreviewedMail {
  to: 'requester' | 'consultant' | 'attendees';
  kind: MessageKind;
  content: MailContent;
  /** What a calendar will show; null for a plain mail. */
  calendar: Pick<CalendarInvite, 'summary' | 'description' | 'location' | 'start' | 'end'> | null;
  /** The time in it is the first one wished for; true: none was, so that it only shows how a time will look. */
  timeIsExample: boolean;
}

/** Who hears what first, and when it is booked. */
const PREVIEWED: readonly (readonly [PreviewedMail['to'], MessageKind])[] = [
  ['requester', 'being-arranged'],
  ['requester', 'booking-confirmed'],
  ['consultant', 'offer-made'],
  ['consultant', 'booking-confirmed'],
  ['attendees', 'being-arranged'],
  ['attendees', 'booking-confirmed'],
];

/** "Who will be able to see this" and "what the e-mails will say", as data. */
@Injectable()
export class AskingPreview {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly identity: ServiceIdentity,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `wrong-state` */
  async of(actor: Actor, code: string): Promise<AskingPreviewView> {
    const programme = await this.programmes.of(actor.programmeId);
    return lookingAtConsultation(this.database, actor, { code }, async (tx, { consultation, parties }) => {
      mustBeOwnDraft(consultation, actor);
      const form = await readForm(tx, programme.keys, consultation.id);
      const names = await namesOf(tx, [
        consultation.requesterId,
        ...leadIds(parties),
        ...form.conflictPersonIds,
      ]);
      return {
        restricted: form.familyWorksForAgency === true,
        seenBy: seenByWith(consultation.requesterId, actor.programmeId, parties, form, names),
        mails: this.mails(code, programme, form, parties),
      };
    });
  }

  private mails(code: string, programme: Programme, form: RequestForm, parties: Parties): PreviewedMail[] {
    const { serviceName, publicUrl } = this.identity;
    const [wished] = form.preferredTimes;
    const now = this.clock.now();
    const { settings, calendar } = programme;
    const start = wished ?? fromEpochMinutes(bookableWindow(epochMinutes(now), settings, calendar).from);
    const facts: MessageFacts = {
      code,
      serviceName,
      link: `${publicUrl}${linkPath(code)}`,
      start,
      end: new Date(start.getTime() + settings.sessionMinutes * 60_000),
      ...(form.mode ? { mode: form.mode } : {}),
    };
    return PREVIEWED.filter(([to]) => to !== 'attendees' || form.attendees.length > 0).map(([to, kind]) => ({
      to,
      kind,
      content: contentOf(kind, facts, settings.zone),
      calendar: this.calendarOf(kind, facts, parties, now),
      timeIsExample: MESSAGES[kind].tellsTime && wished === undefined,
    }));
  }

  private calendarOf(
    kind: MessageKind,
    facts: MessageFacts,
    { requester }: Parties,
    now: Date,
  ): PreviewedMail['calendar'] {
    if (!hasCalendarPart(kind)) return null;
    const { organizer, mailDomain } = this.identity;
    const listed: InviteRecipient[] = [{ email: requester.email, as: 'requester' }];
    const identity = { uid: `preview@${mailDomain}`, sequence: 0, stampedAt: now, organizer };
    const { summary, description, location, start, end } = inviteFor(kind, facts, identity, listed);
    return { summary, description, location, start, end };
  }
}

function leadIds({ leads }: Parties): string[] {
  return leads.flatMap(({ id }) => id ?? []);
}

function seenByWith(
  requesterId: string,
  programmeId: string,
  parties: Parties,
  form: RequestForm,
  names: ReadonlyMap<string, string>,
): AskingPreviewView['seenBy'] {
  const leads = leadIds(parties);
  const named = (ids: readonly string[]) => ids.flatMap((id) => names.get(id) ?? []).sort();
  const people: Record<SeenBy['viewer'], readonly string[]> = {
    requester: named([requesterId]),
    leads: named(leads.filter((id) => id !== requesterId)),
    consultant: [],
    attendees: form.attendees,
    'named-conflicts': named(form.conflictPersonIds),
    colleagues: [],
  };
  return whoWillSee(programmeId, {
    requesterId,
    leadId: leads.find((id) => id !== requesterId) ?? null,
    lockedOut: form.conflictPersonIds,
    consultantId: newId(),
    colleagueId: newId(),
  })
    .filter(({ viewer }) => viewer !== 'attendees' || form.attendees.length > 0)
    .map((seen) => ({ ...seen, people: people[seen.viewer] }));
}

async function namesOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<Row & { id: string; name: string }>(
    'SELECT id, name FROM person WHERE id = ANY ($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
