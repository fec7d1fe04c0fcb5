import fc from 'fast-check';
import { DEFAULT_SETTINGS } from '../programme/settings.js';
import { checkComplete } from './complete-request.js';
import { aCompleteForm, anEmptyForm } from './request-form.builder.js';
import { checkRequestForm } from './request-form.js';
import { SAFETY_FLAGS, type RequestForm, type Stage } from './request.js';

const settings = { ...DEFAULT_SETTINGS, allowedMailDomains: ['council.example.org', 'health.example.org'] };
const today = '2027-03-02';
const problems = (given: Partial<RequestForm>) => checkRequestForm(anEmptyForm(given), settings, today);
const told = (given: Partial<RequestForm>) => problems(given).map(({ field, code }) => `${field}: ${code}`);
const missing = (given: Partial<RequestForm>) =>
  checkComplete(aCompleteForm(given), settings, today).map(({ field, code }) => `${field}: ${code}`);
const time = (text: string) => new Date(text);
const outside = (value: unknown) => value as Partial<RequestForm>;

describe('a draft as it grows', () => {
  it('may be empty', () => {
    expect(problems({})).toEqual([]);
  });

  it.each<[string, Partial<RequestForm>]>([
    ['a full form', aCompleteForm()],
    ['attendees of the programme', { attendees: ['jo@council.example.org', 'Sam@HEALTH.example.org'] }],
    ['a blank case reference', { caseReference: ' ' }],
    ['no children and very many', { children: { unborn: 0, '16-17': 20 } }],
    ['a decision today', { decisionOn: '2027-03-02' }],
    ['a decision in two years', { decisionOn: '2029-03-01' }],
    ['a question of 1,500 characters', { question: 'é'.repeat(1_500) }],
    ['1,500 characters outside the basic plane', { question: '🙂'.repeat(1_500) }],
    ['a warned identifier with a reason', { question: 'Mrs Patel', identifierReason: 'She is the chair' }],
    [
      'three times',
      { preferredTimes: ['2027-03-04T10:00Z', '2027-03-04T11:00Z', '2027-03-05T10:00Z'].map(time) },
    ],
    ['a time late tonight', { preferredTimes: [time('2027-03-02T23:59Z')] }],
  ])('takes %s', (_name, given) => {
    expect(problems(given)).toEqual([]);
  });

  it.each<[string, Partial<RequestForm>, string[]]>([
    ['an attendee from elsewhere', { attendees: ['jo@example.org'] }, ['attendees/0: email-not-allowed']],
    ['a domain below', { attendees: ['jo@x.council.example.org'] }, ['attendees/0: email-not-allowed']],
    [
      'a domain that ends alike',
      { attendees: ['jo@evilcouncil.example.org'] },
      ['attendees/0: email-not-allowed'],
    ],
    ['no address at all', { attendees: ['jo'] }, ['attendees/0: email-not-allowed']],
    [
      'the same attendee twice',
      { attendees: ['jo@council.example.org', 'JO@council.example.org'] },
      ['attendees/1: invalid-input'],
    ],
    [
      'eleven attendees',
      { attendees: Array.from({ length: 11 }, (_, i) => `p${i}@council.example.org`) },
      ['attendees: invalid-input'],
    ],
    ['another council’s reference', { caseReference: 'case 12' }, ['caseReference: case-reference-format']],
    [
      'a very long reference',
      { caseReference: `C-${'1'.repeat(50)}` },
      ['caseReference: case-reference-format'],
    ],
    ['21 children', { children: { '0-4': 21 } }, ['children/0-4: invalid-input']],
    ['fewer than no children', { children: { '0-4': -1 } }, ['children/0-4: invalid-input']],
    ['half a child', { children: { '0-4': 0.5 } }, ['children/0-4: invalid-input']],
    ['an unknown age band', outside({ children: { '18-25': 1 } }), ['children/18-25: invalid-input']],
    ['an unknown stage', outside({ stage: 'adoption' }), ['stage: invalid-input']],
    ['an unknown kind of decision', outside({ decisionKind: 'vote' }), ['decisionKind: invalid-input']],
    ['an unknown mode', outside({ mode: 'fax' }), ['mode: invalid-input']],
    ['an unknown purpose', outside({ purposes: ['gossip'] }), ['purposes: invalid-input']],
    ['a purpose twice', { purposes: ['reflection', 'reflection'] }, ['purposes: invalid-input']],
    ['an unknown flag', outside({ safetyFlags: { rumour: 'yes' } }), ['safetyFlags/rumour: invalid-input']],
    [
      'an unknown answer',
      outside({ safetyFlags: { weapon: 'maybe' } }),
      ['safetyFlags/weapon: invalid-input'],
    ],
    ['a decision yesterday', { decisionOn: '2027-03-01' }, ['decisionOn: invalid-input']],
    ['a decision in three years', { decisionOn: '2030-03-02' }, ['decisionOn: invalid-input']],
    ['a date that is none', { decisionOn: '2027-02-30' }, ['decisionOn: invalid-input']],
    ['a question too long', { question: 'x'.repeat(1_501) }, ['question: invalid-input']],
    ['access needs too long', { accessNeeds: 'x'.repeat(501) }, ['accessNeeds: invalid-input']],
    ['a postcode in the question', { question: 'in E17 4JF' }, ['question: identifier-found']],
    [
      'a phone number in access needs',
      { accessNeeds: 'text 07700 900123' },
      ['accessNeeds: identifier-found'],
    ],
    [
      'an NHS number in the reason',
      { identifierReason: '943 476 5870' },
      ['identifierReason: identifier-found'],
    ],
    ['a name without a reason', { question: 'Mrs Patel' }, ['question: identifier-needs-reason']],
    [
      'a name with a blank reason',
      { question: 'Mrs Patel', identifierReason: ' ' },
      ['question: identifier-needs-reason'],
    ],
    [
      'a postcode whatever the reason',
      { question: 'Mrs Patel, E17 4JF', identifierReason: 'needed' },
      ['question: identifier-found'],
    ],
    ['two postcodes, told once', { question: 'E17 4JF then N1 9GU' }, ['question: identifier-found']],
    [
      'four times',
      { preferredTimes: [4, 5, 8, 9].map((day) => time(`2027-03-0${day}T10:00Z`)) },
      ['preferredTimes: invalid-input'],
    ],
    [
      'the same time twice',
      { preferredTimes: [time('2027-03-04T10:00Z'), time('2027-03-04T10:00Z')] },
      ['preferredTimes/1: invalid-input'],
    ],
    [
      'a time yesterday',
      { preferredTimes: [time('2027-03-01T10:00Z')] },
      ['preferredTimes/0: invalid-input'],
    ],
    ['a time that is none', { preferredTimes: [time('soon')] }, ['preferredTimes/0: invalid-input']],
    [
      'times and the soonest',
      { preferredTimes: [time('2027-03-04T10:00Z')], soonest: true },
      ['preferredTimes: invalid-input'],
    ],
  ])('refuses %s', (_name, given, expected) => {
    expect(told(given)).toEqual(expected);
  });

  it('says what to do next, and never what was typed', () => {
    expect(problems({ attendees: ['jo@example.net'] })).toEqual([
      {
        field: 'attendees/0',
        code: 'email-not-allowed',
        message: 'Enter a work email address, ending in @council.example.org or @health.example.org',
      },
    ]);
    expect(problems({ question: 'her number is 07700 900123' })).toEqual([
      {
        field: 'question',
        code: 'identifier-found',
        message: 'Take out what looks like a phone number',
        looksLike: 'a phone number',
      },
    ]);
    expect(problems({ question: 'Mrs Patel' })[0]?.message).toBe(
      'Take out what looks like someone’s name, or say why it has to stay',
    );
  });

  it('takes nobody’s address when the programme has no domains yet', () => {
    const form = anEmptyForm({ attendees: ['jo@council.example.org'] });
    expect(checkRequestForm(form, DEFAULT_SETTINGS, today)).toEqual([
      { field: 'attendees/0', code: 'email-not-allowed', message: 'Enter a work email address' },
    ]);
  });

  it('reads the day of a time in the programme’s zone', () => {
    const late = { preferredTimes: [time('2027-06-01T23:30Z')] };
    expect(checkRequestForm(anEmptyForm(late), settings, '2027-06-02')).toEqual([]);
    expect(checkRequestForm(anEmptyForm(late), { ...settings, zone: 'UTC' }, '2027-06-02')).toHaveLength(1);
  });
});

describe('a form to submit', () => {
  it('may go when all is there', () => {
    expect(missing({})).toEqual([]);
    expect(missing({ soonest: false, preferredTimes: [time('2027-03-04T10:00Z')] })).toEqual([]);
    expect(missing({ decisionOn: '2027-03-09', decisionKind: 'conference' })).toEqual([]);
  });

  it.each<[string, Partial<RequestForm>]>([
    ['safetyGate', { safetyGate: null }],
    ['agencyId', { agencyId: null }],
    ['agencyId', { agencyId: ' ' }],
    ['teamId', { teamId: null }],
    ['caseReference', { caseReference: null }],
    ['caseReference', { caseReference: '' }],
    ['children', { children: null }],
    ['children', { children: { '0-4': 0 } }],
    ['stage', { stage: null }],
    ['decisionKind', { decisionOn: '2027-03-09' }],
    ['decisionOn', { decisionKind: 'conference' }],
    ['purposes', { purposes: [] }],
    ['question', { question: ' \n' }],
    ['familyWorksForAgency', { familyWorksForAgency: null }],
    ['mode', { mode: null }],
    ['preferredTimes', { soonest: false }],
  ])('needs %s (%#)', (field, given) => {
    expect(missing(given)).toEqual([`${field}: request-incomplete`]);
  });

  it('needs an answer to every safety question', () => {
    expect(missing({ safetyFlags: null })).toEqual(
      SAFETY_FLAGS.map((flag) => `safetyFlags/${flag}: request-incomplete`),
    );
    const others = { ...aCompleteForm().safetyFlags };
    delete others.weapon;
    expect(checkComplete(aCompleteForm({ safetyFlags: others }), settings, today)).toEqual([
      {
        field: 'safetyFlags/weapon',
        code: 'request-incomplete',
        message: 'Select yes, no or not known for a weapon',
      },
    ]);
  });

  it('tells what is missing and what is wrong in the order of the pages', () => {
    expect(missing({ mode: null, question: 'in E17 4JF', teamId: null, caseReference: '?' })).toEqual([
      'teamId: request-incomplete',
      'caseReference: case-reference-format',
      'question: identifier-found',
      'mode: request-incomplete',
    ]);
  });

  it('never lets through what a draft would not', () => {
    const anyForm = fc.record({
      question: fc.oneof(fc.string(), fc.constantFrom('E17 4JF', 'Mrs Patel', 'fine')),
      caseReference: fc.oneof(fc.string(), fc.constant('C-2026-1042')),
      stage: fc.oneof(fc.constant<Stage>('section-47'), fc.string()),
      attendees: fc.array(fc.constantFrom('jo@council.example.org', 'jo@example.net')),
      soonest: fc.boolean(),
    });
    fc.assert(
      fc.property(anyForm, (given) => {
        const form = aCompleteForm(outside(given));
        const complete = checkComplete(form, settings, today);
        for (const problem of checkRequestForm(form, settings, today))
          expect(complete).toContainEqual(problem);
      }),
    );
  });
});
