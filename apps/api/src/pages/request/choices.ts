import { type FormState } from '../kit/form-state.js';

/** A choice of radios. */
export interface Choice {
  value: string;
  text: string;
  checked: boolean;
}

/** A closed list as radios, in its order, with what was selected. */
export function choicesOf<T extends string | number>(
  values: readonly T[],
  words: Readonly<Record<T, string>>,
  form: FormState,
  name: string,
): Choice[] {
  return values.map((value) => ({
    value: String(value),
    text: words[value],
    checked: form.has(name, String(value)),
  }));
}
