import { type Actor } from '@case-consultation/domain';
import { anEmptyForm } from '@case-consultation/domain/testing';
import { requestAsToldTo } from './told-request.js';

const named = ['0190a1b2-0000-7000-8000-000000000001'];
const form = { ...anEmptyForm(), conflictPersonIds: named };
const actor = (personId: string, ...roles: Actor['roles']): Actor => ({ programmeId: 'p', personId, roles });

describe('whom the requester named as a conflict', () => {
  it.each([
    ['the requester', actor('requester', 'practitioner'), named],
    ['a lead', actor('lena', 'lead'), named],
    ['the consultant', actor('ada', 'champion'), []],
  ])('is told to %s as it may be', (_who, reader, told) => {
    const request = requestAsToldTo(reader, { requesterId: 'requester' }, form);
    expect(request).toEqual({ ...form, conflictPersonIds: told });
  });
});
