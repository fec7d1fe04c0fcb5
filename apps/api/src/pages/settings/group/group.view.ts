import {
  fieldsOf,
  GROUP_WORDS,
  SETTING_LIMITS,
  type SettingField,
  type SettingGroup,
} from '@case-consultation/domain';
import { type FormState } from '../../kit/form-state.js';
import { isReplayed } from '../replay/considered.js';
import { inputOf } from './group.form.js';

interface ContactInputs {
  readonly legend: string;
  readonly inputs: readonly { readonly id: string; readonly label: string }[];
}

interface FieldView {
  readonly id: string;
  readonly kind: SettingField['kind'];
  readonly label: string;
  readonly hint: string | null;
  /** What stands after the input. */
  readonly suffix: string | null;
  readonly contacts: readonly ContactInputs[];
}

export interface GroupView {
  readonly title: string;
  readonly promised: string;
  readonly seen: number;
  readonly fields: readonly FieldView[];
  /** Whether it can be replayed before it is switched on, by whom it is shown to. */
  readonly replayable: boolean;
}

/** The form of one group of settings. */
export function groupView(group: SettingGroup, seen: number, form: FormState, mayReplay: boolean): GroupView {
  return {
    ...GROUP_WORDS[group],
    seen,
    replayable: mayReplay && isReplayed(group),
    fields: fieldsOf(group).map((field) => ({
      id: inputOf(field.path),
      kind: field.kind,
      label: field.label,
      hint: field.hint ?? null,
      suffix: suffixOf(field),
      contacts: field.kind === 'contacts' ? contactInputs(inputOf(field.path), form) : [],
    })),
  };
}

function suffixOf(field: SettingField): string | null {
  if (field.kind === 'count') return field.unit[1];
  return field.kind === 'hours' ? 'working hours' : null;
}

/** One for each that is there, and two to fill in, as long as there is room. */
function contactInputs(id: string, form: FormState): ContactInputs[] {
  const known = Array.from({ length: SETTING_LIMITS.contacts }, (_, at) => at).filter((at) =>
    ['name', 'phone', 'when'].some((part) => form.text(`${id}-${at}-${part}`) !== ''),
  );
  const shown = Math.min(SETTING_LIMITS.contacts, Math.max(-1, ...known) + 3);
  return Array.from({ length: shown }, (_, at) => ({
    legend: `Contact ${at + 1}${known.includes(at) ? '' : ' (optional)'}`,
    inputs: [
      { id: `${id}-${at}-name`, label: 'Who it is' },
      { id: `${id}-${at}-phone`, label: 'Phone number' },
      { id: `${id}-${at}-when`, label: 'When somebody answers' },
    ],
  }));
}
