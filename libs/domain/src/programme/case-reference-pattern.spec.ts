import fc from 'fast-check';
import { matchesPattern, MOST_WAYS, patternProblem } from './case-reference-pattern.js';
import { DEFAULT_SETTINGS } from './settings.js';

describe('the pattern of a case reference', () => {
  it.each([
    DEFAULT_SETTINGS.caseReference.pattern,
    '^C-[0-9]{4}-[0-9]{1,6}$',
    '^(CSC|EH)[0-9]{6}$',
    '^(?:A|B)-\\d{2,8}(/[A-Z])?$',
    '^[^a-z]{3}$',
    '^LAC\\-[\\w\\-]{2,10}$',
  ])('%s can be used', (pattern) => {
    expect(patternProblem(pattern)).toBeNull();
  });

  it.each([
    ['', 'Enter the pattern of a case reference'],
    ['C-[0-9]{4}', 'Begin the pattern with ^ and end it with $, so that it holds for the whole reference'],
    ['^$', 'Begin the pattern with ^ and end it with $, so that it holds for the whole reference'],
    ['^A|B$', 'Put alternatives in brackets, for example ^(A|B)[0-9]{4}$'],
    ['^[0-9]+$', 'Say how many only once for each part, for example {1,6}, without * or + or a second ?'],
    ['^(a+)+$', 'Say how many only once for each part, for example {1,6}, without * or + or a second ?'],
    ['^([0-9]{1,9}){1,9}$', 'Make the pattern simpler: it has too many ways to match'],
    ['^[a-z]{0,40}[a-z]{0,40}[a-z]{0,40}$', 'Make the pattern simpler: it has too many ways to match'],
    ['^(a|a|a|a|a|a){20}$', 'Make the pattern simpler: it has too many ways to match'],
    ['^.{3}$', 'Say which characters may stand there, for example [0-9], rather than a dot'],
    ['^(?=A)A$', 'Use plain brackets: nothing may follow (?'],
    ['^(A)\\1$', 'Use only \\d, \\w or a sign such as \\- or \\/ after a backslash'],
    ['^A\\$', 'Use only \\d, \\w or a sign such as \\- or \\/ after a backslash'],
    ['^(A$', 'Correct the pattern: a closing bracket is missing'],
    ['^A)$', 'Correct the pattern: a closing bracket is too many'],
    ['^[0-9$', 'Correct the pattern: a square bracket is not closed'],
    ['^[9-0]$', 'Correct the pattern: it cannot be read'],
    ['^A{2,1}$', 'Say how many from 0 to 40, the smaller number first'],
    ['^A{2,}$', 'Say how many with both ends, for example {1,6}'],
    ['^?A$', 'Correct the pattern: “?” stands where nothing can be meant by it'],
    [`^${'A'.repeat(120)}$`, 'Shorten the pattern to 120 characters or fewer'],
  ])('%s is refused', (pattern, problem) => {
    expect(patternProblem(pattern)).toBe(problem);
  });

  it('whatever passes is read by the engine, and is quick on texts made to be slow', () => {
    const piece = fc.constantFrom('[0-9]', '[A-Z]', 'A', '-', '\\d', '(A|B)', '(?:AA|A)', '[AB]', '(A[AB]?)');
    const often = fc.constantFrom('', '?', '{2}', '{1,6}', '{0,12}', '{3,40}');
    const patterns = fc
      .array(fc.tuple(piece, often), { minLength: 1, maxLength: 7 })
      .map((parts) => `^${parts.map(([what, times]) => what + times).join('')}$`);
    let passed = 0;
    fc.assert(
      fc.property(patterns, fc.constantFrom('A', 'B', '1', 'AB', '-'), (pattern, unit) => {
        if (patternProblem(pattern) !== null) return;
        passed += 1;
        const started = performance.now();
        matchesPattern(pattern, `${unit.repeat(40).slice(0, 39)}!`);
        expect(performance.now() - started).toBeLessThan(250);
      }),
      { numRuns: 1_000 },
    );
    expect(passed).toBeGreaterThan(200);
    expect(MOST_WAYS).toBeLessThan(100_000);
  });
});
