import {
  fieldsOf,
  formatInstant,
  GROUP_WORDS,
  type ProgrammeSettings,
  SETTING_GROUPS,
  settingLines,
} from '@case-consultation/domain';
import { type SettingsChangeView } from '@case-consultation/features';

export interface ChangeRow {
  /** Whose it was: “Settings”, or the agency, team or pathway. */
  readonly what: string;
  readonly who: string;
  readonly when: string;
  readonly changes: readonly string[];
  readonly why: string | null;
}

const SUBJECTS: Readonly<Record<SettingsChangeView['subject'], string>> = {
  settings: 'Settings',
  agency: 'Agency',
  team: 'Team',
  pathway: 'Pathway',
};

export function changeRows(changes: readonly SettingsChangeView[], zone: string): ChangeRow[] {
  return changes.map(({ subject, subjectName, by, at, changes: its, reason }) => ({
    what: subject === 'settings' ? SUBJECTS.settings : `${SUBJECTS[subject]}: ${subjectName}`,
    who: by.name,
    when: formatInstant(at, zone),
    changes: its.map(({ label, from, to }) =>
      to === 'Added' ? 'Added' : `${label}: from “${from}” to “${to}”`,
    ),
    why: reason,
  }));
}

export interface OverviewView {
  readonly groups: readonly {
    readonly id: string;
    readonly title: string;
    readonly rows: readonly {
      readonly key: string;
      readonly lines: readonly string[];
      /** `#rrggbb`, where it is a colour. */
      readonly colour: string | null;
    }[];
  }[];
  readonly latest: readonly ChangeRow[];
  readonly pathwaysDue: number;
  /** Nobody is told a number to call when something else comes first. */
  readonly noContacts: boolean;
}

/** Everything that can be set, with its value. */
export function overviewView(
  settings: ProgrammeSettings,
  latest: readonly SettingsChangeView[],
  pathwaysDue: number,
): OverviewView {
  return {
    groups: SETTING_GROUPS.map((group) => ({
      id: group,
      title: GROUP_WORDS[group].title,
      // The pattern is for computers; the example beside it tells people the same.
      rows: fieldsOf(group)
        .filter(({ path }) => path !== 'caseReference/pattern')
        .map((field) => ({
          key: field.label,
          lines: settingLines(field, settings),
          colour: field.path === 'brand/colour' ? settings.brand.colour : null,
        })),
    })),
    latest: changeRows(latest, settings.zone),
    pathwaysDue,
    noContacts: settings.localContacts.length === 0,
  };
}
