import { DEFAULT_LANGUAGE_PATTERNS as patterns } from './default-patterns.js';
import { type LanguagePattern } from './language-pattern.js';
import { checkLanguagePattern, promptsFor } from './language-prompts.js';

const idsFor = (text: string, dismissed: string[] = []) =>
  promptsFor(text, patterns, { dismissed }).map(({ id }) => id);

describe('the patterns a programme begins with', () => {
  it('are 49, each with its own id', () => {
    expect(new Set(patterns.map(({ id }) => id)).size).toBe(49);
  });

  it.each(patterns.map((pattern) => [pattern.id, pattern] as const))(
    '%s finds its example, leaves its counter-example and asks something',
    (_id, pattern) => {
      expect(promptsFor(pattern.example, [pattern])).toHaveLength(1);
      expect(promptsFor(pattern.counterExample, [pattern])).toEqual([]);
      expect(() => checkLanguagePattern(pattern)).not.toThrow();
    },
  );
});

describe('prompts for a text', () => {
  const text =
    'Police attended a domestic dispute. Mum failed to protect the children. The parents were fighting.';

  it('come in the order of the text, with the place and the question', () => {
    expect(idsFor(text)).toEqual(['MU01', 'VB01', 'MU05']);
    const [first] = promptsFor(text, patterns);
    expect(text.slice(first?.start, first?.end)).toBe('domestic dispute');
    expect(first?.prompt).toMatch(/\?$/);
  });

  it('are three at most', () => {
    const long = patterns.map(({ example }) => example).join('. ');
    expect(promptsFor(long, patterns)).toHaveLength(3);
  });

  it('make room for others when one is dismissed', () => {
    expect(idsFor(text, ['MU01'])).toEqual(['VB01', 'MU05']);
    expect(idsFor(text, ['MU01', 'VB01', 'MU05'])).toEqual([]);
  });

  it.each([
    'The report says "Mum failed to protect the children" and we disagree',
    'The report says “Mum failed to protect the children”.',
    "It says 'Mum failed to protect the children' on page 2",
    'It says ‘Mum failed to protect the children’ on page 2',
    'It says «Mum failed to protect the children»',
    'Mum failed "as they put it" to protect the children',
  ])('skip quoted words: %s', (quoted) => {
    expect(idsFor(quoted)).toEqual([]);
  });

  it('are not put off by an apostrophe', () => {
    expect(idsFor("The school's note: Mum failed to protect the children, didn't she")).toEqual(['VB01']);
    expect(idsFor('She said "no". Mum failed to protect the children')).toEqual(['VB01']);
  });

  it('are none for a plain text, an empty one, or no patterns', () => {
    expect(idsFor('The children were seen at school on Tuesday')).toEqual([]);
    expect(idsFor('')).toEqual([]);
    expect(promptsFor(text, [])).toEqual([]);
  });
});

describe('a pattern that a lead edits', () => {
  const good: LanguagePattern = {
    id: 'LB01',
    kind: 'minimising',
    pattern: String.raw`\bonly\s+words\b`,
    flags: 'iu',
    example: 'it was only words',
    counterExample: 'in her own words',
    prompt: 'What was the effect?',
  };

  it.each<[keyof LanguagePattern, string]>([
    ['pattern', '('],
    ['flags', 'g'],
    ['flags', 'uuu'],
    ['example', 'nothing of the kind'],
    ['example', '"it was only words"'],
    ['counterExample', 'only words'],
    ['prompt', ' '],
  ])('is refused for its %s %p', (field, value) => {
    expect(() => checkLanguagePattern({ ...good, [field]: value })).toThrow(
      expect.objectContaining({ code: 'invalid-input', field: value === 'uuu' ? 'pattern' : field }),
    );
  });

  it('is taken when it does what it says', () => {
    expect(() => checkLanguagePattern(good)).not.toThrow();
  });

  it('never breaks the page, even if it was saved broken', () => {
    expect(promptsFor('it was only words', [{ ...good, pattern: '(' }, good]).map(({ id }) => id)).toEqual([
      'LB01',
    ]);
    expect(promptsFor('it was only words', [{ ...good, pattern: '' }])).toEqual([]);
  });
});
