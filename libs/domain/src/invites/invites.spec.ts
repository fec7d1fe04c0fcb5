import { DomainError } from '../errors.js';
import { inviteFor, type InviteIdentity, type InviteRecipient } from './calendar-invite.js';
import { isMailAddress, mayBeMailed } from './mail-address.js';
import { contentOf } from './mail-content.js';
import { type MessageFacts } from './message-facts.js';
import { calendarUid, messageId } from './message-id.js';
import {
  type CalendarKind,
  hasCalendarPart,
  MESSAGE_KINDS,
  type MessageKind,
  MESSAGES,
  methodOf,
} from './message-kinds.js';

const FACTS: MessageFacts = {
  code: 'B-7F3K2Q',
  start: new Date('2027-03-02T10:00:00Z'),
  end: new Date('2027-03-02T11:00:00Z'),
  mode: 'video',
  serviceName: 'Practice consultations',
  link: 'https://consult.example.org/consultations/B-7F3K2Q',
};
const IDENTITY: InviteIdentity = {
  uid: '0f0e0d0c-0b0a-4908-8706-050403020100@consult.example.org',
  sequence: 0,
  stampedAt: new Date('2027-02-22T09:30:00Z'),
  organizer: { name: 'Practice consultations', email: 'calendar@consult.example.org' },
};
const CONSULTANT: InviteRecipient = { email: 'rowan@health.example.org', as: 'consultant' };
const REQUESTER: InviteRecipient = { email: 'ash@borough.example.org', as: 'requester' };
const ATTENDEE: InviteRecipient = { email: 'linden@school.example.org', as: 'attendee' };
const ZONE = 'Europe/London';

function refused(action: () => unknown): DomainError {
  try {
    action();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the list of messages', () => {
  it.each<[CalendarKind, string, string | null, string]>([
    ['offer-made', 'REQUEST', 'TENTATIVE', 'TENTATIVE'],
    ['offer-closed', 'CANCEL', 'CANCELLED', 'FREE'],
    ['booking-confirmed', 'REQUEST', 'CONFIRMED', 'BUSY'],
    ['booking-changed', 'REQUEST', 'CONFIRMED', 'BUSY'],
    ['booking-cancelled', 'CANCEL', 'CANCELLED', 'FREE'],
    ['booking-moved-away', 'CANCEL', null, 'FREE'],
    ['attendee-taken-off', 'CANCEL', null, 'FREE'],
  ])('%s goes out as %s, status %s, busy status %s', (kind, method, status, busyStatus) => {
    expect(MESSAGES[kind].calendar).toEqual({ method, status, busyStatus });
    expect(methodOf(kind)).toBe(method);
  });

  it('sends everything else, reminders above all, without a calendar part', () => {
    expect(MESSAGE_KINDS.filter((kind) => !hasCalendarPart(kind))).toEqual([
      'offer-reminder',
      'record-owed',
      'being-arranged',
      'not-held',
      'turned-down',
      'record-shared',
      'review-due',
      'needs-the-lead',
      'target-at-risk',
      'action-overdue-lead',
      'job-failed',
      'action-due-soon',
      'action-due-today',
      'action-overdue',
    ]);
  });
});

describe('the words of a message', () => {
  it('tell the time whole, in the programme’s zone', () => {
    const { facts } = contentOf('booking-confirmed', FACTS, ZONE);
    expect(facts).toEqual([
      { label: 'Reference', value: 'B-7F3K2Q' },
      { label: 'When', value: 'Tuesday 2 March 2027, 10:00am to 11:00am' },
      { label: 'How', value: 'Video call' },
    ]);
  });

  it('do not tell a time that may still change', () => {
    const { facts } = contentOf('being-arranged', FACTS, ZONE);
    expect(facts).toEqual([{ label: 'Reference', value: 'B-7F3K2Q' }]);
  });

  it.each(MESSAGE_KINDS)('%s says what happened, what to do next, and gives one link', (kind) => {
    const content = contentOf(kind, FACTS, ZONE);
    expect(content.subject).toMatch(
      /^(Practice consultation: |You have a task to complete$|The service needs your attention$)/,
    );
    expect(content.paragraphs.length).toBeGreaterThanOrEqual(2);
    expect(content.paragraphs.at(-1)).toMatch(/sign in|do not need to do anything/i);
    expect(content.link.href).toBe(FACTS.link);
  });

  it.each(MESSAGE_KINDS)('%s is neutral: not a word of the family, the practice model or abuse', (kind) => {
    const { subject, paragraphs, link, footer } = contentOf(kind, FACTS, ZONE);
    const words = [subject, ...paragraphs, link.text, footer].join(' ');
    expect(words).not.toMatch(
      /abus|violen|domestic|survivor|victim|perpetrat|child|famil|partner|mother|father|harm|safe|risk|danger|police|court|marac|mash|idva|referral|refuge|priority|stage|agency|champion|coerc|control|\bcases?\b/i,
    );
  });

  it.each(MESSAGE_KINDS.filter((kind) => MESSAGES[kind].tellsTime))(
    '%s is not written without a time',
    (kind) => {
      const { start, end, ...untimed } = FACTS;
      expect(refused(() => contentOf(kind, untimed, ZONE)).field).toBe('start');
      expect(refused(() => contentOf(kind, { ...FACTS, start: end, end: start }, ZONE)).field).toBe('end');
    },
  );

  it('names a consultation, unless it is about the service itself', () => {
    expect(contentOf('job-failed', { ...FACTS, code: null }, ZONE).facts).toEqual([]);
    expect(refused(() => contentOf('record-owed', { ...FACTS, code: null }, ZONE)).field).toBe('code');
  });
});

describe('the allow-list of facts, at run time', () => {
  const CANARY = 'canary-9d41';
  const CASE_FIELDS = {
    caseReference: CANARY,
    question: CANARY,
    stage: CANARY,
    priority: CANARY,
    agency: CANARY,
    requesterName: CANARY,
    reason: CANARY,
    accessNeeds: CANARY,
  };

  it.each(MESSAGE_KINDS)(
    '%s refuses every other key, and does not repeat what it held',
    (kind: MessageKind) => {
      for (const [key, value] of Object.entries(CASE_FIELDS)) {
        const error = refused(() => contentOf(kind, { ...FACTS, [key]: value }, ZONE));
        expect(error).toMatchObject({ code: 'invalid-input', field: key });
        expect(error.message).not.toContain(CANARY);
      }
    },
  );

  it.each([
    ['code', `${CANARY} ${CANARY}`],
    ['code', 'C-2026-1042'],
    ['link', `https://consult.example.org/?token=${CANARY}`],
    ['link', `https://consult.example.org/#${CANARY}`],
    ['link', `https://${CANARY}:x@consult.example.org/`],
    ['link', 'javascript:alert(1)'],
    ['link', 'not a link'],
    ['serviceName', `Two\r\nlines`],
    ['serviceName', '<b>bold</b>'],
    ['serviceName', 'x'.repeat(61)],
    ['mode', CANARY],
  ])('refuses a %s that is no such thing: %j', (key, value) => {
    const error = refused(() => contentOf('booking-confirmed', { ...FACTS, [key]: value }, ZONE));
    expect(error.field).toBe(key);
    expect(error.message).not.toContain(CANARY);
  });
});

describe('the calendar entry as data', () => {
  it('lists all who are asked, and takes the consultant’s yes as given', () => {
    const invite = inviteFor('booking-confirmed', FACTS, { ...IDENTITY, sequence: 1 }, [
      CONSULTANT,
      REQUESTER,
      ATTENDEE,
    ]);
    expect(invite).toEqual({
      uid: IDENTITY.uid,
      sequence: 1,
      method: 'REQUEST',
      status: 'CONFIRMED',
      busyStatus: 'BUSY',
      start: FACTS.start,
      end: FACTS.end,
      stampedAt: IDENTITY.stampedAt,
      organizer: IDENTITY.organizer,
      attendees: [
        { email: CONSULTANT.email, role: 'REQ-PARTICIPANT', partstat: 'ACCEPTED' },
        { email: REQUESTER.email, role: 'REQ-PARTICIPANT', partstat: 'NEEDS-ACTION' },
        { email: ATTENDEE.email, role: 'OPT-PARTICIPANT', partstat: 'NEEDS-ACTION' },
      ],
      summary: 'Practice consultation',
      description:
        'Reference: B-7F3K2Q\nHow: Video call\nSign in to see more: https://consult.example.org/consultations/B-7F3K2Q\nPractice consultations',
      url: FACTS.link,
      location: 'Video call',
    });
  });

  it('asks everybody again once it changed', () => {
    const { attendees } = inviteFor('booking-changed', FACTS, IDENTITY, [CONSULTANT, REQUESTER]);
    expect(attendees.map(({ partstat }) => partstat)).toEqual(['NEEDS-ACTION', 'NEEDS-ACTION']);
  });

  it.each<CalendarKind>(['offer-closed', 'booking-cancelled', 'booking-moved-away'])(
    '%s asks nobody',
    (kind) => {
      expect(inviteFor(kind, FACTS, IDENTITY, [CONSULTANT]).attendees).toEqual([
        { email: CONSULTANT.email, role: 'REQ-PARTICIPANT', partstat: null },
      ]);
    },
  );

  it('lists a person once, however often and however written', () => {
    const twice = { email: REQUESTER.email.toUpperCase(), as: 'attendee' } as const;
    const { attendees } = inviteFor('booking-confirmed', FACTS, IDENTITY, [REQUESTER, twice]);
    expect(attendees.map(({ email }) => email)).toEqual([REQUESTER.email]);
  });

  it.each<[string, CalendarKind, Partial<InviteIdentity>, InviteRecipient[]]>([
    ['recipients', 'booking-confirmed', {}, []],
    ['recipients', 'booking-confirmed', {}, [{ email: 'CALENDAR@consult.example.org', as: 'consultant' }]],
    ['recipients', 'booking-moved-away', {}, [CONSULTANT, REQUESTER]],
    ['recipients', 'attendee-taken-off', {}, [CONSULTANT, REQUESTER]],
    ['recipients', 'booking-confirmed', {}, [{ email: 'a@example.org\r\nATTENDEE:x', as: 'attendee' }]],
    ['sequence', 'booking-confirmed', { sequence: -1 }, [CONSULTANT]],
    ['sequence', 'booking-confirmed', { sequence: 1.5 }, [CONSULTANT]],
    ['uid', 'booking-confirmed', { uid: 'a\r\nb@example.org' }, [CONSULTANT]],
    ['stampedAt', 'booking-confirmed', { stampedAt: new Date(Number.NaN) }, [CONSULTANT]],
    ['organizer', 'booking-confirmed', { organizer: { name: ' ', email: 'c@example.org' } }, [CONSULTANT]],
    ['organizer', 'booking-confirmed', { organizer: { name: 'C', email: 'example.org' } }, [CONSULTANT]],
  ])('refuses %s of a %s that clients would bin or misread', (field, kind, identity, recipients) => {
    expect(refused(() => inviteFor(kind, FACTS, { ...IDENTITY, ...identity }, recipients)).field).toBe(field);
  });

  it('refuses keys that are not on the allow-list', () => {
    const facts = { ...FACTS, caseReference: 'C-2026-1042' };
    expect(refused(() => inviteFor('offer-made', facts, IDENTITY, [CONSULTANT])).field).toBe('caseReference');
  });
});

describe('identity of a message', () => {
  const ONE = { subject: IDENTITY.uid, sequence: 1, method: 'REQUEST', recipient: 'ash@borough.example.org' };

  it('is the same for a retry, and another for whatever differs', () => {
    const id = messageId(ONE, 'consult.example.org');
    expect(messageId({ ...ONE, recipient: 'Ash@Borough.example.org' }, 'Consult.example.org')).toBe(id);
    const others = [
      { subject: 'x' },
      { sequence: 2 },
      { method: 'CANCEL' },
      { recipient: 'yew@borough.example.org' },
    ];
    const ids = others.map((change) => messageId({ ...ONE, ...change }, 'consult.example.org'));
    expect(new Set([id, ...ids]).size).toBe(5);
  });

  it('is a Message-ID that gives no address away', () => {
    expect(messageId(ONE, 'consult.example.org')).toMatch(/^<[0-9a-f]{40}@consult\.example\.org>$/);
  });

  it('keeps the parts apart', () => {
    const a = messageId({ ...ONE, subject: 'a', method: '1","b' }, 'example.org');
    const b = messageId({ ...ONE, subject: 'a","1', method: 'b' }, 'example.org');
    expect(a).not.toBe(b);
  });

  it('makes a UID of a random UUID on the service’s domain', () => {
    expect(calendarUid('0F0E0D0C-0B0A-4908-8706-050403020100', 'consult.example.org')).toBe(IDENTITY.uid);
    expect(refused(() => calendarUid('C-2026-1042', 'consult.example.org')).code).toBe('invalid-input');
    expect(refused(() => calendarUid('0f0e0d0c-0b0a-4908-8706-050403020100', 'a b')).code).toBe(
      'invalid-input',
    );
  });
});

describe('whom the service may write to', () => {
  it.each([
    ['ash@borough.example.org', true],
    ["a.o'shea+x@borough.example.org", true],
    ['ash@localhost', false],
    ['ash@borough.example.org, yew@elsewhere.example', false],
    ['<ash@borough.example.org>', false],
    ['ash@borough.example.org\r\nBcc: yew@elsewhere.example', false],
    ['ash@borough.example.org\n', false],
    ['', false],
  ])('%j is one plain address: %s', (text, expected) => {
    expect(isMailAddress(text)).toBe(expected);
  });

  it.each([
    ['ash@borough.example.org', true],
    ['ash@BOROUGH.example.org', true],
    ['ash@evil-borough.example.org', false],
    ['ash@sub.borough.example.org', false],
    ['ash@elsewhere.example', false],
    ['nobody', false],
  ])('%s: %s', (email, expected) => {
    expect(mayBeMailed(email, ['Borough.example.org'])).toBe(expected);
  });
});
