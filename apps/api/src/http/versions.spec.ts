import { ApiProblem } from './problems/api-problem.js';
import { versionIn, versionNeeded } from './versions.js';

const codeOf = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    if (error instanceof ApiProblem) return error.code;
    throw error;
  }
};

describe('If-Match', () => {
  it.each([
    ['"3"', 3],
    ['"0"', 0],
    ['12', 12],
    [' "7" ', 7],
  ])('%s is version %d', (header, version) => {
    expect(versionIn(header)).toBe(version);
    expect(versionNeeded(header)).toBe(version);
  });

  it.each(['', '*', '"x"', 'W/"3"', '"3", "4"', '-1', '1.5', '"99999999999"'])(
    '%j is none of ours',
    (header) => {
      expect(codeOf(() => versionIn(header))).toBe('invalid-input');
    },
  );

  it('may be left out where it is optional, and only there', () => {
    expect(versionIn(undefined)).toBeUndefined();
    expect(codeOf(() => versionNeeded(undefined))).toBe('version-needed');
  });
});
