import { type Role, STATUSES } from '@case-consultation/domain';
import { aConsultation } from '@case-consultation/domain/testing';
import { standing } from './consultation.dto.js';
import { standingOf } from './standing.js';

describe('where a consultation stands after a change', () => {
  const consultation = aConsultation({ status: 'offered' });
  const as = (personId: string | null, roles: readonly Role[] = ['practitioner']) => ({
    programmeId: consultation.programmeId,
    personId: personId ?? '',
    roles,
  });

  it('is told in full to the one who asked', () => {
    const { status, version } = consultation;
    expect(standingOf(consultation, as(consultation.requesterId))).toMatchObject({
      access: 'detail',
      status,
      version,
      detail: { record: 'none', openActions: 0 },
    });
  });

  it('is told in outline before the conflict check', () => {
    expect(standingOf(consultation, as(consultation.consultantId, ['champion']))).toMatchObject({
      access: 'outline',
      status: 'offered',
      detail: null,
    });
  });

  it('is no more than the code for whom it is not, or no longer, to see', () => {
    expect(standingOf(consultation, as('0190f3c2-0000-7000-8000-000000000000'))).toEqual({
      access: 'none',
      code: consultation.code,
    });
    const lockedOut = { ...consultation, consultantId: null, lockedOut: [consultation.consultantId ?? ''] };
    expect(standingOf(lockedOut, as(consultation.consultantId, ['lead']))).toEqual({
      access: 'none',
      code: consultation.code,
    });
  });

  it.each(STATUSES)('is what the description says, also when %s', (status) => {
    const one = aConsultation({ status });
    const answer = standingOf(one, {
      programmeId: one.programmeId,
      personId: one.requesterId,
      roles: ['practitioner'],
    });
    const described = standing.safeParse(answer);
    expect(described.data).toEqual(answer);
  });
});
