import fc from 'fast-check';
import { codeOf, refusalOf } from '../refusal.js';
import {
  codeFrom,
  countedFrom,
  mayChoose,
  MOST_TRIES,
  readAddress,
  readCode,
  type SignInAttempt,
  tryCode,
  worksUntil,
  wrongCode,
} from './sign-in-code.js';

const NOW = new Date('2027-03-02T09:00:00.000Z');
const at = (ms: number) => new Date(NOW.getTime() + ms);
const TEN_MINUTES = 10 * 60_000;

function attempt(over: Partial<SignInAttempt> = {}): SignInAttempt {
  return { expiresAt: worksUntil(NOW), tries: 0, superseded: false, rightAt: null, ...over };
}

describe('trying a code', () => {
  it.each([
    ['no attempt', null, 0, 'sign-in-code-expired'],
    ['a newer code', attempt({ superseded: true }), 0, 'sign-in-code-expired'],
    ['in time', attempt(), TEN_MINUTES - 1, null],
    ['too late', attempt(), TEN_MINUTES, 'sign-in-code-expired'],
    ['the last try', attempt({ tries: MOST_TRIES - 1 }), 0, null],
    ['one too many', attempt({ tries: MOST_TRIES }), 0, 'sign-in-tries-spent'],
  ] as const)('%s', (_, given, ms, code) => {
    for (const isRight of [true, false]) expect(codeOf(() => tryCode(given, isRight, at(ms)))).toBe(code);
  });

  it('costs a try, right or wrong', () => {
    expect(tryCode(attempt({ tries: 2 }), false, NOW)).toEqual({
      tries: 3,
      rightAt: null,
      expiresAt: worksUntil(NOW),
    });
    expect(tryCode(attempt({ tries: 2 }), true, NOW).tries).toBe(3);
  });

  it('gives ten minutes to choose from when it was first right', () => {
    const now = at(TEN_MINUTES - 1);
    const right = tryCode(attempt(), true, now);
    expect(right).toEqual({ tries: 1, rightAt: now, expiresAt: worksUntil(now) });
    expect(tryCode({ ...attempt(), ...right }, true, at(TEN_MINUTES))).toEqual({ ...right, tries: 2 });
  });

  it('never lets anybody try more than five times', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: MOST_TRIES, maxLength: 20 }), (rights) => {
        let state = attempt();
        let taken = 0;
        for (const isRight of rights) {
          if (codeOf(() => tryCode(state, isRight, NOW)) !== null) continue;
          state = { ...state, ...tryCode(state, isRight, NOW) };
          taken += 1;
        }
        expect(taken).toBe(MOST_TRIES);
      }),
    );
  });

  it('says how often one can go on', () => {
    expect(wrongCode(1)).toMatchObject({
      code: 'sign-in-code-wrong',
      field: 'code',
      details: { triesLeft: 4 },
    });
    expect(wrongCode(3).message).toContain('2 more times');
    expect(wrongCode(4).message).toContain('once more');
    expect(wrongCode(MOST_TRIES)).toMatchObject({ code: 'sign-in-tries-spent' });
    expect(wrongCode(MOST_TRIES).message).toContain('Ask for a new code');
  });
});

describe('choosing a programme', () => {
  it.each([
    ['no attempt', null, 'sign-in-code-expired'],
    ['before the code', attempt(), 'sign-in-code-expired'],
    ['after it', attempt({ rightAt: NOW }), null],
    ['too late', attempt({ rightAt: NOW, expiresAt: NOW }), 'sign-in-code-expired'],
    ['after a newer code', attempt({ rightAt: NOW, superseded: true }), 'sign-in-code-expired'],
  ] as const)('%s', (_, given, code) => {
    expect(codeOf(() => mayChoose(given, NOW))).toBe(code);
  });
});

describe('a code', () => {
  it('has six digits, whatever the hash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 40 }), (hash) => {
        expect(codeFrom(hash)).toMatch(/^\d{6}$/);
      }),
    );
  });

  it('is the hash’s first eight bytes, and no others, wherever they stand in memory', () => {
    const bytes = Uint8Array.from([9, 9, 0, 0, 0, 0, 0, 15, 66, 65, 7]);
    expect(codeFrom(bytes.subarray(2))).toBe('000001');
    expect(codeFrom(new Uint8Array(8))).toBe('000000');
    expect(codeFrom(new Uint8Array(8).fill(255))).toBe('551615');
  });

  it.each(['012345', ' 012 345 ', '012-345', '01 23 45', '012–345', '０１２３４５'])(
    'is read from “%s”',
    (typed) => {
      expect(readCode(typed)).toBe('012345');
    },
  );

  it.each(['', '12345', '1234567', 'abcdef', '12345a', '-', '१२३४५६'])('is not read from “%s”', (typed) => {
    expect(refusalOf(() => readCode(typed))).toMatchObject({ code: 'invalid-input', field: 'code' });
  });
});

describe('an address', () => {
  it('is read without regard to case and spaces around it', () => {
    expect(readAddress(' Pia@Elmbrook.Example.ORG\n')).toBe('pia@elmbrook.example.org');
  });

  it.each(['', 'pia', 'pia@elmbrook', 'pia @elmbrook.example.org', 'a@b.example.org,c@d.example.org'])(
    'is not “%s”',
    (typed) => {
      expect(refusalOf(() => readAddress(typed))).toMatchObject({ code: 'invalid-input', field: 'email' });
    },
  );

  it('counts for an hour', () => {
    expect(countedFrom(NOW)).toEqual(at(-60 * 60_000));
  });
});
