import { dayOf } from '@case-consultation/domain';
import {
  Actions,
  Asking,
  Attendees,
  AvailabilityChanges,
  Bookings,
  ConsultationQueries,
  Cover,
  Feedback,
  Idempotency,
  Lead,
  Offers,
  People,
  PeopleImports,
  Records,
  Reviews,
  Sessions,
  Settings,
  SignIn,
  Tokens,
} from '@case-consultation/features';
import { Journey } from './journey.js';
import { type TestProgramme } from './programme.builder.js';
import { aRequest } from './request.builder.js';
import { type TestService } from './service.js';

/** The free texts of one consultation’s whole life, each in a place of its own. */
export interface LifeTexts {
  caseReference: string;
  question: string;
  accessNeeds: string;
  identifierReason: string;
  /** A reason somebody gives; called with what for. */
  reason: (what: string) => string;
  signpost: string;
  record: string;
  action: string;
  review: string;
  feedback: string;
  attendee: string;
}

export const PLAIN_TEXTS: LifeTexts = {
  caseReference: 'C-2027-3131',
  question: 'How do I keep the focus on the person causing harm?',
  accessNeeds: 'A hearing loop',
  identifierReason: 'It is the name of the school',
  reason: (what) => `A reason to ${what}`,
  signpost: 'The court advice line',
  record: 'What was said',
  action: 'What is to be done',
  review: 'What has changed',
  feedback: 'It helped',
  attendee: 'sam.colleague@elmbrook.example.org',
};

/**
 * Everything that can happen to consultations, once: declined, expired, moved, reassigned, cancelled, held, written down,
 * handed over, reviewed, closed; turned down; withdrawn; in conflict. Leaves rows in every table of the programme.
 * @returns the code of the one that went through it all
 */
export async function aFullLife(
  service: TestService,
  programme: TestProgramme,
  texts: LifeTexts = PLAIN_TEXTS,
): Promise<string> {
  const journey = new Journey(service, programme);
  const offers = service.get(Offers);
  const bookings = service.get(Bookings);
  const leads = service.get(Lead);
  const actions = service.get(Actions);
  const [pia, quin] = programme.practitioners;
  const { lead } = programme;
  const { reason } = texts;
  const asked = {
    caseReference: texts.caseReference,
    question: texts.question,
    accessNeeds: texts.accessNeeds,
    identifierReason: texts.identifierReason,
    attendees: [texts.attendee],
  };

  const rested = await programme.addPerson({
    name: 'Resting Champion',
    roles: ['champion'],
    agency: 'health',
  });
  await programme.addConsultant(rested, {
    neverMatch: [pia.personId],
    oneOff: [{ kind: 'leave', startsAt: service.clock.now(), endsAt: new Date('2099-01-01T00:00:00Z') }],
  });
  await service.get(AvailabilityChanges).changePreferences(rested, rested.personId, {
    weeklyCap: 1,
    bufferAfterMinutes: 30,
    priorities: ['P3'],
    modes: ['video'],
    specialisms: [],
    autoAccept: false,
  });
  await service.get(Tokens).issue(programme.code, pia.email, { name: 'A script', scopes: ['lead'], days: 1 });
  await service.get(Sessions).open(programme.id, lead.personId);
  await service.get(SignIn).askForCode(rested.email);
  const newcomer = {
    name: 'Nia Newcomer',
    email: 'nia.newcomer@elmbrook.example.org',
    teamId: pia.teamId,
    managerEmail: null,
    roles: ['steering'] as const,
    signedOffFrom: null,
    signedOffUntil: null,
  };
  await service.get(People).add(lead, newcomer, { invite: true });
  const csv = `Name,Email,Agency,Team\nNia Newcomer-Bell,${newcomer.email},,\n`;
  await service.get(PeopleImports).read(lead, csv);
  const key = `key-${programme.id}`;
  await service.get(Idempotency).once(
    pia,
    key,
    asked,
    async () => '',
    async () => '',
  );

  const code = await journey.asked(pia, { ...aRequest(), ...asked, conflictPersonIds: [quin.personId] });
  const first = await journey.offer(code);
  await offers.decline(first.consultant, first.id, { because: 'other', reason: reason('decline') });
  await service.drain();
  const second = await journey.offer(code);
  await offers.conflict(second.consultant, second.id);
  await service.drain();
  const third = await journey.offer(code);
  await service.at(third.remindAt);
  await service.at(third.expiresAt);
  await leads.assign(lead, code, {
    consultantId: first.consultantId,
    startsAt: new Date('2027-03-11T11:00:00Z'),
    reason: reason('assign'),
  });
  await service.drain();
  await leads.overridePriority(lead, code, { priority: 'P2', reason: reason('override') });
  const holder = await journey.accept(code);
  await bookings.reschedule(pia, code, {
    startsAt: new Date('2027-03-11T14:00:00Z'),
    reason: reason('move'),
  });
  await service.drain();
  const late = { add: ['lee.latecomer@elmbrook.example.org'], remove: [] };
  await service.get(Attendees).change(pia, code, late);
  await service.drain();
  await service.get(Attendees).change(lead, code, { add: [], remove: late.add });
  await service.drain();
  await leads.reassign(lead, code, { consultantId: lead.personId, reason: reason('reassign') });
  await service.drain();
  await bookings.cancel(pia, code, {
    reason: reason('cancel'),
    wish: { preferredTimes: [new Date('2027-03-12T11:00:00Z')], soonest: false },
  });
  await service.drain();
  const last = await journey.accept(code);
  await journey.hold(code, last);
  const records = service.get(Records);
  const headings = { 'language-agreed': texts.record, 'what-else-matters': `${texts.record} too` };
  await records.save(last, code, headings, 0);
  const writer = last === lead ? holder : lead;
  await leads.handOverRecord(lead, code, { consultantId: writer.personId, reason: reason('hand over') });
  await offers.noConflict(writer, code);
  await records.share(writer, code);
  await records.agree(pia, code);
  await service.get(Feedback).give(pia, code, {
    usefulness: 'very-useful',
    gotWhatWanted: 'yes',
    comment: `${texts.feedback} Dr Lorne`,
    identifierReason: texts.identifierReason,
  });
  const action = {
    description: texts.action,
    ownerId: pia.personId,
    about: 'child' as const,
    pathwayId: programme.pathwayId,
  };
  const { id } = await actions.add(pia, code, { ...action, dueOn: '2027-03-18' });
  for (const day of ['2027-03-16', '2027-03-18', '2027-03-19', '2027-03-30'])
    await service.at(new Date(`${day}T12:00:00Z`));
  await actions.settle(pia, id, 'done');
  await service.at(new Date('2027-06-04T12:00:00Z'));
  await service.get(Reviews).complete(pia, code, {
    completed: true,
    planThen: 'assessment',
    planNow: 'closed',
    reReferral: 'no',
    engagement: 'spoken-to',
    childrensVoiceHeard: 'yes',
    confidence: 5,
    note: texts.review,
  });
  await service.get(ConsultationQueries).get(pia, code);
  await service.get(ConsultationQueries).history(lead, code);
  await records.view(pia, code);
  if ((await journey.state(code)).status !== 'closed') throw new Error(`${code} did not come to its end`);

  const down = await journey.asked(pia, asked);
  while ((await journey.state(down)).status === 'offered') {
    const { id, consultant } = await journey.offer(down);
    await offers.decline(consultant, id, { because: 'not-the-right-person', reason: reason('decline') });
    await service.drain();
  }
  await leads.turnDown(lead, down, { reason: reason('turn down'), signpost: texts.signpost });
  const withdrawn = await journey.asked(pia, asked);
  await service.get(Asking).withdraw(pia, withdrawn, reason('withdraw'));

  const times = { preferredTimes: [new Date('2027-06-17T10:00:00Z')], soonest: false };
  const { version } = await service.get(Settings).view(lead);
  const change = { reason: 'Champions asked for more time between', seen: version };
  await service.get(Settings).change(lead, { bufferAfterMinutes: 20 }, change);
  await service.get(Settings).change(lead, { bufferAfterMinutes: 15 }, { ...change, seen: version + 1 });
  const urgent = await journey.asked(pia, { ...asked, ...times });
  await service.at(new Date('2027-06-08T10:00:00Z'));
  await leads.overridePriority(lead, urgent, { priority: 'P1', reason: reason('override') });
  await service.drain();

  const { code: covered, consultant: away } = await journey.booked(pia, asked);
  const day = dayOf((await journey.state(covered)).booking?.startsAt ?? service.clock.now(), 'Europe/London');
  const wish = { consultantId: away.personId, from: day, until: day, whatIf: false };
  const plan = await service.get(Cover).plan(lead, wish);
  await service.get(Cover).apply(lead, plan, { reason: reason('cover'), recordAway: true });
  await service.drain();

  const missed = await journey.booked(pia, asked);
  const { booking } = await journey.state(missed.code);
  service.clock.setTo(booking?.endsAt ?? service.clock.now());
  await bookings.notHeld(missed.consultant, missed.code, { because: 'logistics', next: 'close' });
  await service.drain();
  return code;
}
