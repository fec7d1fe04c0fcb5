import { codeOf } from '../refusal.js';
import { mustLeaveSomebody, mustMayChangeEmail, mustMayGive, rolesToGive } from './managing.js';
import { type Actor, type Role, ROLES } from './person.js';

const actor = (...roles: Role[]): Actor => ({ programmeId: 'p', personId: 'x', roles });

describe('giving and taking roles', () => {
  it.each(ROLES)('%s: a lead’s always, an administrator’s unless it opens cases', (role) => {
    const opens = role === 'lead' || role === 'champion';
    for (const [before, after] of [
      [[], [role]],
      [[role], []],
    ] as const) {
      expect(codeOf(() => mustMayGive(actor('lead'), before, after))).toBeNull();
      expect(codeOf(() => mustMayGive(actor('administrator'), before, after))).toBe(
        opens ? 'not-your-task' : null,
      );
    }
    expect(codeOf(() => mustMayGive(actor('administrator'), [role], [role]))).toBeNull();
    expect(codeOf(() => mustMayChangeEmail(actor('administrator'), { roles: [role] }))).toBe(
      opens ? 'not-your-task' : null,
    );
  });

  it('is a lead’s as soon as one of the roles opens cases', () => {
    const roles: Role[] = ['practitioner', 'champion'];
    expect(codeOf(() => mustMayChangeEmail(actor('administrator'), { roles }))).toBe('not-your-task');
    expect(codeOf(() => mustMayChangeEmail(actor('lead'), { roles }))).toBeNull();
  });

  it('is all of a lead’s who is an administrator, too', () => {
    expect(rolesToGive(actor('administrator', 'lead'))).toEqual(ROLES);
  });
});

describe('the last of a role', () => {
  const none = { leads: 0, administrators: 0 };
  it.each<[string, readonly Role[], boolean, readonly Role[], boolean, string | null]>([
    ['takes the role from the last lead', ['lead'], true, [], true, 'last-lead'],
    ['deactivates the last lead', ['lead'], true, ['lead'], false, 'last-lead'],
    ['takes the role from the last administrator', ['administrator'], true, [], true, 'last-administrator'],
    ['deactivates the last administrator', ['administrator'], true, [], false, 'last-administrator'],
    ['changes another role of the last lead', ['lead'], true, ['lead', 'steering'], true, null],
    ['takes a role from somebody deactivated', ['lead'], false, [], false, null],
    ['deactivates a champion', ['champion'], true, ['champion'], false, null],
  ])('%s', (_, before, wasActive, after, isActive, code) => {
    const from = { roles: before, active: wasActive };
    const to = { roles: after, active: isActive };
    expect(codeOf(() => mustLeaveSomebody(from, to, none))).toBe(code);
    expect(codeOf(() => mustLeaveSomebody(from, to, { leads: 1, administrators: 1 }))).toBeNull();
  });
});
