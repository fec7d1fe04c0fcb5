import fc from 'fast-check';
import { findIdentifiers, type IdentifierKind } from './identifiers.js';
import { isNhsNumber, nhsCheckDigit } from './nhs-number.js';

const kindsIn = (text: string): IdentifierKind[] => findIdentifiers(text).map(({ kind }) => kind);

describe('what blocks', () => {
  it.each<[IdentifierKind, string, string]>([
    ['nhs-number', 'NHS number 943 476 5870 on file', '943 476 5870'],
    ['nhs-number', 'nhs 9434765870.', '9434765870'],
    ['nhs-number', '943-476-5870', '943-476-5870'],
    ['nhs-number', '943.476.5870', '943.476.5870'],
    ['nhs-number', '94347 65870', '94347 65870'],
    ['nhs-number', '9 4 3 4 7 6 5 8 7 0', '9 4 3 4 7 6 5 8 7 0'],
    ['nhs-number', '943\u00a0476\u20115870', '943\u00a0476\u20115870'],
    ['nhs-number', '９４３ ４７６ ５８７０', '９４３ ４７６ ５８７０'],
    ['nhs-number', '943\u200b4765870', '943\u200b4765870'],
    ['national-insurance-number', 'her NI is AB 12 34 56 C', 'AB 12 34 56 C'],
    ['national-insurance-number', 'ab123456c', 'ab123456c'],
    ['national-insurance-number', 'JG-12-34-56-A', 'JG-12-34-56-A'],
    ['email', 'write to jo.bloggs@example.org please', 'jo.bloggs@example.org'],
    ['email', "mum's is o'neill+1@mail.example.co.uk.", "o'neill+1@mail.example.co.uk"],
    ['email', 'jo @ example.org', 'jo @ example.org'],
    ['email', 'jo＠example.org', 'jo＠example.org'],
    ['phone', 'call 020 7946 0018 now', '020 7946 0018'],
    ['phone', '07700 900123', '07700 900123'],
    ['phone', '07700900123', '07700900123'],
    ['phone', '077 00 900 123', '077 00 900 123'],
    ['phone', '07700-900-123', '07700-900-123'],
    ['phone', '07700.900.123', '07700.900.123'],
    ['phone', '0 7 7 0 0 9 0 0 1 2 3', '0 7 7 0 0 9 0 0 1 2 3'],
    ['phone', '020 - 7946 - 0018', '020 - 7946 - 0018'],
    ['phone', '(020) 7946 0018', '(020) 7946 0018'],
    ['phone', 'tel:02079460018', '02079460018'],
    ['phone', 'Tel.02079460018', '02079460018'],
    ['phone', 'mob07700900123', '07700900123'],
    ['phone', 'TEL-02079460018', '02079460018'],
    ['phone', '+44 7700 900123', '+44 7700 900123'],
    ['phone', '+44 (0)20 7946 0018', '+44 (0)20 7946 0018'],
    ['phone', '0044 7700 900 123', '0044 7700 900 123'],
    ['phone', '01632 96001', '01632 96001'],
    ['phone', 'at 09.30 020 7946 0018', '020 7946 0018'],
    ['phone', 'on 01.02.2027 07700 900123', '07700 900123'],
    ['phone', '0800 111 999', '0800 111 999'],
    ['phone', '+353 87 123 4567', '+353 87 123 4567'],
    ['phone', '0033 1 42 68 53 00', '0033 1 42 68 53 00'],
    ['postcode', 'they moved to E17 4JF in May', 'E17 4JF'],
    ['postcode', 'e17 4jf', 'e17 4jf'],
    ['postcode', 'E174JF', 'E174JF'],
    ['postcode', 'SW1A 1AA', 'SW1A 1AA'],
    ['postcode', 'W1A 0AX,', 'W1A 0AX'],
    ['postcode', 'M1-1AE', 'M1-1AE'],
    ['postcode', 'M1 1ST', 'M1 1ST'],
    ['postcode', 'GIR 0AA', 'GIR 0AA'],
  ])('%s in %p', (kind, text, words) => {
    const found = findIdentifiers(text);
    expect(found).toEqual([
      { kind, severity: 'block', start: text.indexOf(words), end: text.indexOf(words) + words.length },
    ]);
  });
});

describe('what warns', () => {
  it.each<[IdentifierKind, string]>([
    ['date-of-birth', 'DOB 12/03/2015'],
    ['date-of-birth', 'd.o.b. 12.3.15'],
    ['date-of-birth', 'DOB (eldest child): 12-03-2015'],
    ['date-of-birth', 'date of birth is 12 March 2015'],
    ['date-of-birth', 'born on 2015-03-12'],
    ['date-of-birth', 'the baby was born 3rd of March'],
    ['date-of-birth', 'born in March 2015'],
    ['date-of-birth', 'his birthday is on 12 March'],
    ['date-of-birth', '12/03/2015 (DOB)'],
    ['date-of-birth', 'DOB. 12/03/2015'],
    ['titled-name', 'Mrs Patel rang'],
    ['titled-name', 'MR SMITH was there'],
    ['titled-name', 'with Mr. J. Smith'],
    ['titled-name', "Ms O'Brien-Jones"],
    ['titled-name', 'Miss van der Berg'],
    ['titled-name', 'saw Dr Okafor'],
    ['titled-name', 'Mx Nowak'],
    ['titled-name', 'Dr and Mrs Patel'],
    ['titled-name', 'mrs patel said so'],
    ['street-address', 'lives at 12 High Street'],
    ['street-address', '12a, Station Rd'],
    ['street-address', '12-14 acacia avenue'],
    ['street-address', 'Flat 3 Elm House'],
    ['street-address', '7 Orchard Close'],
    ['street-address', '221B Upper Baker Street'],
    ['street-address', '9 ST JOHN’S WAY'],
  ])('%s in %p', (kind, text) => {
    const found = findIdentifiers(text);
    expect(found).toEqual([expect.objectContaining({ kind, severity: 'warn' })]);
  });
});

describe('near misses', () => {
  it.each([
    '943 476 5871',
    '9434765871',
    '000 000 0000',
    '0000000000',
    'C-2026-1042',
    'AB-0123456780',
    'AB0123456780',
    'CP2026/00123456',
    'LCS-20261042-000001',
    'B-7F3K2Q',
    '10 cases',
    'AB123456',
    'BG123456C',
    'QQ 12 34 56 E',
    'section 47, s47 2nd strategy meeting',
    'S47 1st and S17 3rd',
    'in E17 and N16 alone',
    'P1 3HR answer',
    'P1, P2 and P3',
    'at 10:00 and 11:30 on Tuesday',
    'between 0900 and 1700, or 0800-1700',
    '0900 1000 1100',
    '09.30 - 10.30 11.30',
    '09.30 10.30 11',
    'Tuesday 2 March 2027, 10:00am to 11:00am',
    'the conference is on 02/03/2027 at 10:00',
    'met on 01.02.2027 10.00 and 03.02.2027',
    'on 01 02 2027 1030',
    '2027-03-02 0900 1000',
    '2027-03-02T10:00:00Z',
    'first incident 12/03/2015, last one 4 January 2027',
    '£1,250.00 a month, arrears of £10,000',
    '£12345678',
    'aged 0-4, 5-9, 10-15 and 16-17',
    'ages 0-4 5-9 10-15 16-17',
    'call 999 or 101, Samaritans on 116 123, Childline 0800 1111',
    '10 children in 4 years, 25% more',
    'meet @ school at 3',
    'scored 14 on DASH @ 10.30',
    'he was born abroad. Panel is 2 March 2027',
    'baby born 3 weeks ago at 36 weeks',
    'the child was born abroad; the meeting is on 2 March 2027',
    'Mr A and Mrs B, Ms X',
    'they miss school, Miss School',
    'took 5 ms and a dr appointment',
    'the mr and the mrs',
    'Dr and nurse',
    'a drive of 3 miles down the road',
    '3 children in the street',
    'hearing on 5 March Family Court',
    'room 3 Crown Court',
    '10 cases close to the target',
    '2 minutes down the road',
    'High Street team',
    '2 may lane',
    'Every name I could give is left out',
    '',
  ])('%p is left alone', (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  it('is not fooled into reading a bad NHS number as a phone number', () => {
    expect(kindsIn('943 476 5871 and 9434765871')).toEqual([]);
  });
});

describe('what is told', () => {
  it('keeps the order of the text and tells overlapping ones once, the blocking one first', () => {
    const text = 'Mrs Patel, 12 High Street, E17 4JF, 07700 900123, dob 12/03/2015';
    expect(kindsIn(text)).toEqual(['titled-name', 'street-address', 'postcode', 'phone', 'date-of-birth']);
    expect(kindsIn('Mr jo@example.org')).toEqual(['email']);
  });

  it('never holds the words that were found', () => {
    const words = ['943 476 5870', 'AB 12 34 56 C', 'jo@example.org', '07700 900123', 'E17 4JF', 'Mrs Patel'];
    const told = JSON.stringify(findIdentifiers(words.join('; ')));
    for (const word of words) expect(told).not.toContain(word);
  });

  it('takes no time over a long text without spaces', () => {
    for (const text of [
      'a'.repeat(20_000),
      '0'.repeat(20_000),
      '1 '.repeat(10_000),
      'a.'.repeat(10_000),
      'A '.repeat(10_000),
    ]) {
      expect(Array.isArray(findIdentifiers(text))).toBe(true);
    }
  });
});

describe('NHS numbers', () => {
  const nine = fc.integer({ min: 1, max: 999_999_999 }).map((number) => String(number).padStart(9, '0'));
  const grouped = (digits: string) => [
    digits,
    `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`,
    `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`,
    `${digits.slice(0, 5)} ${digits.slice(5)}`,
  ];

  it('finds every valid one, however it is spaced', () => {
    fc.assert(
      fc.property(nine, (digits) => {
        const check = nhsCheckDigit(digits);
        fc.pre(check !== null);
        for (const text of grouped(`${digits}${check}`)) {
          expect(findIdentifiers(`number ${text} here`)).toEqual([
            { kind: 'nhs-number', severity: 'block', start: 7, end: 7 + text.length },
          ]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves every one with another check digit', () => {
    fc.assert(
      fc.property(nine, fc.integer({ min: 0, max: 9 }), (digits, other) => {
        fc.pre(other !== nhsCheckDigit(digits));
        for (const text of grouped(`${digits}${other}`)) expect(kindsIn(text)).not.toContain('nhs-number');
      }),
      { numRuns: 500 },
    );
  });

  it('catches every slip of one digit', () => {
    fc.assert(
      fc.property(
        nine,
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (digits, place, change) => {
          const check = nhsCheckDigit(digits);
          fc.pre(check !== null);
          const valid = `${digits}${check}`;
          const slipped = (Number(valid[place]) + change) % 10;
          expect(isNhsNumber(valid.slice(0, place) + String(slipped) + valid.slice(place + 1))).toBe(false);
        },
      ),
    );
  });

  it.each(['943476587', '94347658700', '943 476 5870', 'abcdefghij', '0000000000'])('%p is none', (text) => {
    expect(isNhsNumber(text)).toBe(false);
  });
});
