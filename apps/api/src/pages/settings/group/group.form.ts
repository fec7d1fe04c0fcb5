import { z } from 'zod';
import {
  fieldsOf,
  formatDay,
  formatMinuteOfDay,
  isDay,
  type ProgrammeSettings,
  SETTING_GROUPS,
  SETTING_LIMITS,
  type SettingField,
  type SettingGroup,
} from '@case-consultation/domain';
import { type SettingsPatch } from '@case-consultation/features';
import { seenField } from '../../board/verbs/parts/verb.form.js';
import { type Typed } from '../../kit/form-state.js';
import { dayTyped, timeTyped } from './day-typed.js';

/** Which version was seen, and why it changes. What the fields hold is for the rules. */
export const settingsForm = z.looseObject({ seen: seenField, reason: z.string().catch('') });

/** Where on the page the input of a setting is. */
export const inputOf = (path: string): string => path.replaceAll('/', '-');

const CONTACT_PARTS = ['name', 'phone', 'when'] as const;

export function isGroup(text: string): text is SettingGroup {
  return SETTING_GROUPS.some((group) => group === text);
}

/** The settings of a group as they stand in its form. */
export function typedFrom(group: SettingGroup, settings: ProgrammeSettings): Typed {
  return Object.assign({}, ...fieldsOf(group).map((field) => typedOf(field, settings))) as Typed;
}

function typedOf(field: SettingField, settings: ProgrammeSettings): Typed {
  const id = inputOf(field.path);
  switch (field.kind) {
    case 'count':
      return { [id]: String(field.read(settings)) };
    case 'hours':
      return { [id]: String(field.read(settings) / 60) };
    case 'time-of-day':
      return { [id]: formatMinuteOfDay(field.read(settings)) };
    case 'yes-no':
      return { [id]: field.read(settings) ? 'yes' : 'no' };
    case 'text':
      return { [id]: field.read(settings) ?? '' };
    case 'days':
      return {
        [id]: [...field.read(settings)]
          .sort()
          .map((day) => (isDay(day) ? formatDay(day) : day))
          .join('\n'),
      };
    case 'domains':
      return { [id]: field.read(settings).join('\n') };
    case 'contacts':
      return Object.fromEntries(
        field
          .read(settings)
          .flatMap((contact, at) => CONTACT_PARTS.map((part) => [`${id}-${at}-${part}`, contact[part]])),
      );
  }
}

/** What a form wants the settings of its group to be. What cannot be read becomes what the rules refuse. */
export function patchFrom(group: SettingGroup, typed: Typed): SettingsPatch {
  const patch: Record<string, unknown> = {};
  for (const field of fieldsOf(group)) {
    const [part = '', key] = field.path.split('/');
    const value = valueIn(field, typed);
    patch[part] = key === undefined ? value : { ...(patch[part] as object | undefined), [key]: value };
  }
  return patch;
}

function valueIn(field: SettingField, typed: Typed): unknown {
  const id = inputOf(field.path);
  const text = textIn(typed, id);
  switch (field.kind) {
    case 'count':
      return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    case 'hours':
      return /^\d{1,4}(\.\d{1,2})?$/.test(text) ? Number(text) * 60 : Number.NaN;
    case 'time-of-day':
      return timeTyped(text);
    case 'yes-no':
      return text === 'yes' ? true : text === 'no' ? false : null;
    case 'text':
      return text === '' && field.path === 'brand/organisation' ? null : text;
    case 'days':
      return linesOf(text).map(dayTyped);
    case 'domains':
      return linesOf(text).map((line) => line.toLowerCase().replace(/^@/, ''));
    case 'contacts':
      return contactsIn(typed, id);
  }
}

function contactsIn(typed: Typed, id: string): ProgrammeSettings['localContacts'] {
  return Array.from({ length: SETTING_LIMITS.contacts }, (_, at) => ({
    name: textIn(typed, `${id}-${at}-name`),
    phone: textIn(typed, `${id}-${at}-phone`),
    when: textIn(typed, `${id}-${at}-when`),
  })).filter((contact) => CONTACT_PARTS.some((part) => contact[part] !== ''));
}

function textIn(typed: Typed, id: string): string {
  const value = typed[id];
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
