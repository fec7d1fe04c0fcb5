import fc from 'fast-check';
import { codeOf } from '../refusal.js';
import { checkSettings, settingProblems } from './check-settings.js';
import { partOf, SETTING_FIELDS, SETTING_GROUPS } from './setting-fields.js';
import { mayLetSomebodyBeAsked, settingChanges, settingLines } from './setting-words.js';
import { DEFAULT_SETTINGS, type ProgrammeSettings } from './settings.js';

type Patch = Partial<ProgrammeSettings>;
const good: ProgrammeSettings = { ...DEFAULT_SETTINGS, allowedMailDomains: ['elmbrook.example.org'] };
const problemsOf = (patch: Patch) =>
  settingProblems({ ...good, ...patch }, new Set(Object.keys(patch) as (keyof ProgrammeSettings)[]));

describe('the fields of the settings', () => {
  it('are every setting but the zone, each in a group, none twice', () => {
    const parts = new Set<string>(SETTING_FIELDS.map(partOf));
    expect([...parts, 'zone'].sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
    expect(new Set(SETTING_FIELDS.map(({ path }) => path)).size).toBe(SETTING_FIELDS.length);
    expect(new Set(SETTING_FIELDS.map(({ group }) => group))).toEqual(new Set(SETTING_GROUPS));
  });

  it('are said in words that show neither a code nor an object', () => {
    for (const field of SETTING_FIELDS) {
      expect(settingLines(field, good).join(' ')).not.toMatch(
        /undefined|null|NaN|\[object|\d{4}-\d{2}-\d{2}/,
      );
    }
  });
});

describe('settings that can be saved', () => {
  it('are the defaults, but for the domains that only the programme knows', () => {
    const all = new Set(SETTING_FIELDS.map(partOf));
    expect(codeOf(() => checkSettings(good, all))).toBeNull();
    expect(settingProblems(DEFAULT_SETTINGS, all)).toEqual([
      {
        field: 'allowedMailDomains',
        message: 'Enter at least one domain, or the service can write to nobody',
      },
    ]);
  });

  it('are not held up by what was there before', () => {
    expect(settingProblems({ ...DEFAULT_SETTINGS, weeklyCap: 3 }, new Set(['weeklyCap']))).toEqual([]);
  });
});

const cases: [patch: Patch, field: string, message: RegExp][] = [
  [{ sessionMinutes: 10 }, 'sessionMinutes', /from 15 to 240/],
  [{ sessionMinutes: 62 }, 'sessionMinutes', /that 5 goes into/],
  [{ sessionMinutes: Number.NaN }, 'sessionMinutes', /from 15 to 240/],
  [{ bufferAfterMinutes: -5 }, 'bufferAfterMinutes', /from 0 to 120/],
  [{ startStepMinutes: 0 }, 'startStepMinutes', /from 5 to 120/],
  [{ noticeWorkingDays: 0.5 }, 'noticeWorkingDays', /a whole number from 0 to 10/],
  [{ horizonWeeks: 27 }, 'horizonWeeks', /from 1 to 26/],
  [{ weeklyCap: 0 }, 'weeklyCap', /from 1 to 20/],
  [{ fairnessWeeks: 0 }, 'fairnessWeeks', /from 1 to 26/],
  [{ reviewWeeks: 53 }, 'reviewWeeks', /from 1 to 52/],
  [{ targetWorkingDays: { P1: 5, P2: 3, P3: 10 } }, 'targetWorkingDays/P2', /at least as long as priority 1/],
  [{ targetWorkingDays: { P1: 3, P2: 5, P3: 4 } }, 'targetWorkingDays/P3', /at least as long as priority 2/],
  [{ targetWorkingDays: { P1: 0, P2: 5, P3: 10 } }, 'targetWorkingDays/P1', /from 1 to 60/],
  [
    { offerWindowMinutes: { P1: 45, P2: 480, P3: 960 } },
    'offerWindowMinutes/P1',
    /whole or half working hours/,
  ],
  [{ offerWindowMinutes: { P1: 600, P2: 480, P3: 960 } }, 'offerWindowMinutes/P2', /at least as long/],
  [{ decisionNearWorkingDays: { P1: 5, P2: 4 } }, 'decisionNearWorkingDays/P2', /at least as many/],
  [{ workingDay: { startMinute: 540, endMinute: 560 } }, 'workingDay/endMinute', /at least an hour/],
  [{ workingDay: { startMinute: Number.NaN, endMinute: 560 } }, 'workingDay/startMinute', /Enter a time/],
  [{ closureDays: ['2027-02-30'] }, 'closureDays', /real date for “2027-02-30”/],
  [{ closureDays: ['1066-10-14'] }, 'closureDays', /real date/],
  [{ closureDays: ['2027-12-24', '2027-12-24'] }, 'closureDays', /each day once/],
  [{ allowedMailDomains: [] }, 'allowedMailDomains', /at least one/],
  [{ allowedMailDomains: ['a@b.org'] }, 'allowedMailDomains', /after the @/],
  [{ allowedMailDomains: ['Upper.example.org'] }, 'allowedMailDomains', /after the @/],
  [{ allowedMailDomains: ['localhost'] }, 'allowedMailDomains', /after the @/],
  [{ allowedMailDomains: ['-a.example.org'] }, 'allowedMailDomains', /after the @/],
  [{ caseReference: { pattern: '^(a+)+$', example: 'a' } }, 'caseReference/pattern', /without \* or \+/],
  [
    { caseReference: { pattern: '^A[0-9]{3}$', example: 'B123' } },
    'caseReference/example',
    /fits the pattern/,
  ],
  [{ caseReference: { pattern: '^A[0-9]{3}$', example: '' } }, 'caseReference/example', /up to 40/],
  [
    { localContacts: [{ name: '', phone: '020 7946 0000', when: 'Always' }] },
    'localContacts/0/name',
    /who it is/,
  ],
  [
    { localContacts: [{ name: 'MASH', phone: 'ask', when: 'Always' }] },
    'localContacts/0/phone',
    /phone number/,
  ],
  [{ localContacts: [{ name: 'MASH', phone: '999', when: '' }] }, 'localContacts/0/when', /when somebody/],
  [{ brand: { organisation: null, colour: '#777777' } }, 'brand/colour', /darker/],
  [{ brand: { organisation: 'x'.repeat(61), colour: '#1f3a5f' } }, 'brand/organisation', /up to 60/],
];

describe('settings that cannot be saved', () => {
  it.each(cases)('%j: %s', (patch, field, message) => {
    expect(problemsOf(patch)).toEqual([{ field, message: expect.stringMatching(message) as string }]);
    expect(codeOf(() => checkSettings({ ...good, ...patch }, new Set(Object.keys(patch) as 'zone'[])))).toBe(
      'invalid-input',
    );
  });
});

describe('what a change changes', () => {
  it('is said with both ends, in words', () => {
    const after: ProgrammeSettings = {
      ...good,
      leadIsLastResort: false,
      targetWorkingDays: { P1: 1, P2: 5, P3: 10 },
      offerWindowMinutes: { P1: 90, P2: 480, P3: 960 },
      closureDays: ['2027-12-24'],
    };
    expect(settingChanges(good, after)).toEqual([
      { path: 'leadIsLastResort', from: 'Yes', to: 'No' },
      { path: 'targetWorkingDays/P1', from: '3 working days', to: '1 working day' },
      { path: 'offerWindowMinutes/P1', from: '4 working hours', to: '1.5 working hours' },
      { path: 'closureDays', from: 'None', to: 'Friday 24 December 2027' },
    ]);
  });

  it('is nothing for the same settings in another order of their keys and lists', () => {
    const brand = { colour: good.brand.colour, organisation: good.brand.organisation };
    const one = { ...good, closureDays: ['2027-12-24', '2027-01-04'] };
    expect(settingChanges(one, { ...one, brand, closureDays: ['2027-01-04', '2027-12-24'] })).toEqual([]);
  });

  it.each<[Patch, boolean]>([
    [{ weeklyCap: 3 }, true],
    [{ noticeWorkingDays: 0 }, true],
    [{ horizonWeeks: 9 }, true],
    [{ bufferAfterMinutes: 5 }, true],
    [{ closureDays: ['2027-12-24'] }, true],
    [{ reviewWeeks: 9 }, false],
    [{ offerWindowMinutes: { P1: 90, P2: 480, P3: 960 } }, false],
    [{ brand: { ...good.brand, organisation: 'Elmbrook' } }, false],
    [{}, false],
  ])('may let somebody be asked: %j: %s', (patch, may) => {
    expect(mayLetSomebodyBeAsked(settingChanges(good, { ...good, ...patch }))).toBe(may);
  });

  it('numbers from anywhere either have a problem or can be worked with', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -50, max: 300 }), fc.double()), (value) => {
        for (const field of SETTING_FIELDS) {
          if (field.kind !== 'count' || field.path.includes('/')) continue;
          const problems = problemsOf({ [field.path]: value });
          const fits = Number.isInteger(value) && value >= field.least && value <= field.most;
          expect(problems.length === 0).toBe(fits && value % field.step === 0);
        }
      }),
    );
  });
});
