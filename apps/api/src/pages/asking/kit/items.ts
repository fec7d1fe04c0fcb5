/** The entries of a closed list, as radios and checkboxes take them. */
export function itemsOf(words: Readonly<Record<string, string>>): { value: string; text: string }[] {
  return Object.entries(words).map(([value, text]) => ({ value, text }));
}

/** `yes` and `no` of a stored answer; nothing while there is none. */
export function yesNoTyped(answer: boolean | null | undefined): string {
  if (answer === null || answer === undefined) return '';
  return answer ? 'yes' : 'no';
}

export const YES_NO = itemsOf({ yes: 'Yes', no: 'No' });
