import { z } from 'zod';

export const personForm = z.object({
  person: z.string({ error: 'Select a person' }),
});

/** How one person of one programme is named in the form. */
export function choiceOf(person: { personId: string; programme: { code: string } }): string {
  return `${person.programme.code}/${person.personId}`;
}

export function readChoice(text: string): { programmeCode: string; personId: string } {
  const [programmeCode = '', personId = ''] = text.split('/');
  return { programmeCode, personId };
}
