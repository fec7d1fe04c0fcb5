import { isDay } from '../time/day.js';
import { formatDay, formatMinuteOfDay } from '../time/format-time.js';
import { SETTING_FIELDS, type SettingField, type SettingGroup } from './setting-fields.js';
import { type ProgrammeSettings } from './settings.js';

/** One setting before and after, as plain data to keep. */
export interface SettingChange {
  /** `targetWorkingDays/P1`. */
  path: string;
  /** In words, as they were said then. */
  from: string;
  to: string;
}

const NOTHING = 'None';

/** What a setting is, in words, one line each. */
export function settingLines(field: SettingField, settings: ProgrammeSettings): string[] {
  switch (field.kind) {
    case 'count': {
      const value = field.read(settings);
      return [`${value} ${field.unit[value === 1 ? 0 : 1]}`];
    }
    case 'hours':
      return [workingHoursInWords(field.read(settings))];
    case 'time-of-day':
      return [formatMinuteOfDay(field.read(settings))];
    case 'yes-no':
      return [field.read(settings) ? 'Yes' : 'No'];
    case 'text':
      return [field.read(settings) ?? 'The name of the programme'];
    case 'days':
      return orNone([...field.read(settings)].sort().map((day) => (isDay(day) ? formatDay(day) : day)));
    case 'domains':
      return orNone([...field.read(settings)].sort());
    case 'contacts':
      return orNone(field.read(settings).map(({ name, phone, when }) => `${name}: ${phone}, ${when}`));
  }
}

/** Working minutes in hours: `4 working hours`, `1.5 working hours`. */
export function workingHoursInWords(minutes: number): string {
  const hours = minutes / 60;
  return `${Number(hours.toFixed(2))} working ${hours === 1 ? 'hour' : 'hours'}`;
}

/** What a change of the settings changes, in the order in which settings are shown. */
export function settingChanges(before: ProgrammeSettings, after: ProgrammeSettings): SettingChange[] {
  return SETTING_FIELDS.flatMap((field) => {
    const from = settingLines(field, before).join('; ');
    const to = settingLines(field, after).join('; ');
    return from === to ? [] : [{ path: field.path, from, to }];
  });
}

/** Whether a change may open a time that could not be offered before: of the settings that say who is asked, and when. */
export function mayLetSomebodyBeAsked(changes: readonly SettingChange[]): boolean {
  const groups: readonly SettingGroup[] = ['routing', 'sessions', 'working-time'];
  return SETTING_FIELDS.some(
    ({ path, group }) => groups.includes(group) && changes.some((change) => change.path === path),
  );
}

/** The label of a setting by its path; the path itself when there is no such setting any more. */
export function settingLabel(path: string): string {
  return SETTING_FIELDS.find((field) => field.path === path)?.label ?? path;
}

function orNone(lines: string[]): string[] {
  return lines.length === 0 ? [NOTHING] : lines;
}
