import { IDS } from './consultation.builder.js';
import { type PreviewPeople, whoWillSee } from './who-will-see.js';

const people: PreviewPeople = {
  requesterId: IDS.requester,
  leadId: IDS.lead,
  consultantId: IDS.champion,
  lockedOut: [IDS.otherChampion],
  colleagueId: IDS.stranger,
};
const table = (given: Partial<PreviewPeople> = {}) =>
  whoWillSee(IDS.programme, { ...people, ...given }).map(
    ({ viewer, first, afterConflictCheck }) => `${viewer}: ${first}, ${afterConflictCheck}`,
  );

describe('who will be able to see a request', () => {
  it('is what the policy says', () => {
    expect(table()).toEqual([
      'requester: detail, detail',
      'consultant: outline, detail',
      'leads: detail, detail',
      'attendees: none, none',
      'named-conflicts: none, none',
      'colleagues: none, none',
    ]);
  });

  it('is nobody who is named as a conflict, whatever they are, and no leads where none are left', () => {
    expect(table({ lockedOut: [IDS.lead], leadId: null })).toEqual([
      'requester: detail, detail',
      'consultant: outline, detail',
      'attendees: none, none',
      'named-conflicts: none, none',
      'colleagues: none, none',
    ]);
    expect(table({ lockedOut: [] })).not.toContain('named-conflicts: none, none');
  });
});
