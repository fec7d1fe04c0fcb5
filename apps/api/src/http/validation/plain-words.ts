import { z } from 'zod';

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a date',
};

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'Give an instant with its offset, such as 2027-03-02T10:00:00Z',
  date: 'Give a day as year-month-day, such as 2027-03-02',
  uuid: 'Give an id as it was given to you',
  email: 'Give an e-mail address',
};

/** What to do about one issue, in plain words that never repeat what was sent. */
function plainWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'This is needed'
        : `Give ${NAMES[issue.expected] ?? issue.expected} here`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'Give it in the format that the description shows';
    case 'invalid_value':
      return `Give ${listed(issue.values)}`;
    case 'too_small':
      return `Give ${sizeWords(issue.origin, Number(issue.minimum), 'more')}`;
    case 'too_big':
      return `Give ${sizeWords(issue.origin, Number(issue.maximum), 'less')}`;
    case 'unrecognized_keys':
      return 'There is no such field here. Leave it out';
    case 'invalid_union':
      // Of the forms that a field tells apart, zod names the values; its types do not say so.
      if (Array.isArray(issue['options'])) return `Give ${listed(issue['options'])}`;
      return 'Give one of the forms that the description shows';
    default:
      return 'Give it as the description shows';
  }
}

function listed(values: readonly unknown[]): string {
  const words = values.map(String);
  const last = words.pop() ?? '';
  return words.length > 0 ? `${words.join(', ')} or ${last}` : last;
}

function sizeWords(origin: string, limit: number, which: 'more' | 'less'): string {
  switch (origin) {
    case 'string':
      return `${limit} characters or ${which === 'more' ? 'more' : 'fewer'}`;
    case 'array':
      return `${limit} entries or ${which === 'more' ? 'more' : 'fewer'}`;
    default:
      return `${limit} or ${which}`;
  }
}

/** Makes zod speak like the rest of the service. What a schema says itself still wins. */
export function speakPlainly(): void {
  z.config({ localeError: plainWords });
}
