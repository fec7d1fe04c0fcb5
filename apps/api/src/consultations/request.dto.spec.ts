import { requestPart } from './request.dto.js';

describe('a part of a request', () => {
  it('holds what was given and nothing else', () => {
    expect(requestPart.parse({})).toEqual({});
    expect(Object.keys(requestPart.parse({ stage: 'assessment', question: null }))).toEqual([
      'stage',
      'question',
    ]);
  });

  it('brings times as instants, whatever their offset', () => {
    const { preferredTimes } = requestPart.parse({ preferredTimes: ['2027-06-01T10:00:00+01:00'] });
    expect(preferredTimes).toEqual([new Date('2027-06-01T09:00:00Z')]);
  });

  it.each([
    { name: 'Ms Example' },
    { children: { '0-4': 'two' } },
    { children: { 'aged 3': 1 } },
    { safetyFlags: { stalking: 'maybe' } },
    { preferredTimes: ['2027-03-02T10:00:00'] },
    { preferredTimes: ['2027-13-02T10:00:00Z'] },
    { decisionOn: '2027-02-30' },
    { agencyId: 'children’s services' },
    { mode: 'pigeon' },
    { soonest: 'yes' },
    { question: 'x'.repeat(15_001) },
  ])('is refused: %j', (part) => {
    expect(requestPart.safeParse(part).success).toBe(false);
  });
});
