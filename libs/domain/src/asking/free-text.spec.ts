import {
  CONTACT_KINDS,
  freeTextProblems,
  holdsKeptIdentifier,
  identifierProblems,
  identifiersInOneSentence,
} from './free-text.js';

const codesOf = (text: string, reason: string | null = null) =>
  identifierProblems([{ field: 'reason', text }], reason).map(({ field, code }) => `${field}: ${code}`);

describe('what people write', () => {
  it.each([
    ['nothing', '', null, []],
    ['a plain text', 'The conference was moved to 10 cases', null, []],
    ['a phone number', 'Ring 020 7946 0018', null, ['reason: identifier-found']],
    ['a phone number with a reason', 'Ring 020 7946 0018', 'It is mine', ['reason: identifier-found']],
    ['a name', 'Mrs Patel is unwell', null, ['reason: identifier-needs-reason']],
    ['a name with a blank reason', 'Mrs Patel is unwell', '  ', ['reason: identifier-needs-reason']],
    ['a name with a reason', 'Mrs Patel is unwell', 'She is the chair', []],
    ['two names, told once', 'Mrs Patel and Mr Okoro', null, ['reason: identifier-needs-reason']],
    ['a date of birth', 'born 12/03/2015', null, ['reason: identifier-needs-reason']],
    ['a street address', 'at 12 High Street', null, ['reason: identifier-needs-reason']],
    [
      'a postcode and a name',
      'Mrs Patel, E17 4JF',
      null,
      ['reason: identifier-found', 'reason: identifier-needs-reason'],
    ],
  ])('%s', (_, text, reason, problems) => {
    expect(codesOf(text, reason).sort()).toEqual(problems);
  });

  it('is told apart by where it stands, in the words of every form', () => {
    const texts = [
      { field: 'headings/language-agreed', text: 'Mr Okoro' },
      { field: 'headings/what-else-matters', text: null },
      { field: 'headings/effect-on-each-child', text: 'NHS 943 476 5870' },
    ];
    expect(identifierProblems(texts, null)).toEqual([
      {
        field: 'headings/language-agreed',
        code: 'identifier-needs-reason',
        message: 'Take out what looks like someone’s name, or say why it has to stay',
        looksLike: 'someone’s name',
      },
      {
        field: 'headings/effect-on-each-child',
        code: 'identifier-found',
        message: 'Take out what looks like an NHS number',
        looksLike: 'an NHS number',
      },
    ]);
  });

  it('may say how to reach a service where that is what it is for, and no more', () => {
    const signpost = (text: string) =>
      identifierProblems([{ field: 'signpost', text, mayHold: CONTACT_KINDS }], null);
    expect(signpost('Housing, 12 High Street, E17 4JF, 020 7946 0018, housing@example.org')).toEqual([]);
    expect(signpost('Ask Mrs Patel')).toHaveLength(1);
    expect(signpost('NHS 943 476 5870')).toHaveLength(1);
  });

  it('is excused by a reason that says nothing of the kind itself', () => {
    const texts = [{ field: 'reason', text: 'Mrs Patel is unwell' }];
    expect(freeTextProblems(texts, 'She is the chair')).toEqual([]);
    expect(freeTextProblems(texts, 'Her number is 020 7946 0018')).toMatchObject([
      { field: 'identifierReason', code: 'identifier-found' },
    ]);
    expect(freeTextProblems(texts, 'é'.repeat(500))).toEqual([]);
    expect(freeTextProblems(texts, 'é'.repeat(501))).toMatchObject([
      { field: 'identifierReason', code: 'invalid-input' },
    ]);
  });

  it('holds something kept only where a reason lets it stay', () => {
    const holds = (text: string) => holdsKeptIdentifier([{ field: 'reason', text }]);
    expect([holds('Mrs Patel'), holds('020 7946 0018'), holds('The conference')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('identifiers of one text in one sentence', () => {
  it.each([
    ['Ring 020 7946 0018', 'Take out what looks like a phone number'],
    ['Mrs Patel is unwell', 'Take out what looks like someone’s name, or say why it has to stay'],
    ['Ring 020 7946 0018, E17 4JF', 'Take out what looks like a phone number and a postcode'],
    [
      'Mrs Patel, born 12/03/2015',
      'Take out what looks like someone’s name and a date of birth, or say why they have to stay',
    ],
    [
      'Mrs Patel, nia@example.org, 020 7946 0018, E17 4JF',
      'Take out what looks like an email address, a phone number and a postcode; and also someone’s name, or say why it has to stay',
    ],
  ])('%s', (text, sentence) => {
    expect(identifiersInOneSentence(identifierProblems([{ field: 'reason', text }], null))).toBe(sentence);
  });
});
