import { kindOf } from './message-kind.js';

describe('kindOf', () => {
  it.each([
    ['CANCEL', 'CANCELLED', true, 'Cancelled', 'stop'],
    ['CANCEL', undefined, true, 'Cancelled', 'stop'],
    ['REQUEST', 'TENTATIVE', false, 'Invite, time held', 'wait'],
    ['REQUEST', 'TENTATIVE', true, 'Update, time held', 'wait'],
    ['REQUEST', 'CONFIRMED', false, 'Invite', 'go'],
    ['REQUEST', 'CONFIRMED', true, 'Update', 'go'],
    ['REPLY', undefined, true, 'Calendar', 'wait'],
    [undefined, undefined, false, 'Calendar', 'wait'],
  ])('%s %s, an update: %s, is "%s"', (method, status, isUpdate, words, tone) => {
    const calendar = { uid: 'a', sequence: 1, start: '2027-06-01T09:00:00.000Z', method, status, isUpdate };
    expect(kindOf(calendar)).toMatchObject({ words, tone });
  });

  it('is nothing without a calendar part', () => {
    expect(kindOf(null)).toBeUndefined();
  });
});
