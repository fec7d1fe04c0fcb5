import { type Priority } from '../asking/request.js';
import { MOST_HORIZON_WEEKS, type ProgrammeSettings } from './settings.js';

/** The settings as people change them: one group at a time. */
export const SETTING_GROUPS = [
  'routing',
  'answering',
  'sessions',
  'near-decisions',
  'working-time',
  'follow-up',
  'contacts',
  'case-reference',
  'mail-domains',
  'brand',
] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

export interface GroupWords {
  readonly title: string;
  /** What a change means for what is already promised. Nothing already promised ever changes. */
  readonly promised: string;
}

export const GROUP_WORDS: Readonly<Record<SettingGroup, GroupWords>> = {
  routing: {
    title: 'Who is asked, and by when',
    promised:
      'Offers that are open and times that are booked stay as they are. So do the targets of requests that have been sent. Whoever is asked next is asked by the new rules.',
  },
  answering: {
    title: 'How long consultants have to answer',
    promised: 'An offer that is open keeps the time it was made with. The next offer gets the new time.',
  },
  sessions: {
    title: 'Sessions',
    promised:
      'What is on offer or booked keeps its start, its length and the time kept free after it. New offers get the new lengths.',
  },
  'near-decisions': {
    title: 'When a decision is near',
    promised: 'Requests that have been sent keep their priority and their target.',
  },
  'working-time': {
    title: 'Working hours and closure days',
    promised:
      'Bookings and offers on a day that becomes a closure day stay as they are. You are shown them before it is saved, so that you can move them. Targets keep their days.',
  },
  'follow-up': {
    title: 'Follow-up',
    promised: 'Reminders and look-backs that have a day already keep it.',
  },
  contacts: {
    title: 'Local contacts',
    promised: 'They are shown to everybody who asks, from the next page they open.',
  },
  'case-reference': {
    title: 'Case references',
    promised: 'References that have been given stay as they are. New ones have to fit the new pattern.',
  },
  'mail-domains': {
    title: 'Email addresses',
    promised:
      'People who already attend a booking stay on it, but the service writes to nobody outside the list.',
  },
  brand: { title: 'How the pages look', promised: 'It shows from the next page that somebody opens.' },
};

interface Field {
  /** In the settings, with `/` between: `targetWorkingDays/P1`. */
  readonly path: string;
  readonly group: SettingGroup;
  /** As it stands in a list: “Target for priority 1”. */
  readonly label: string;
  readonly hint?: string;
}

/** A whole number from `least` to `most`, in steps. */
export interface CountField extends Field {
  readonly kind: 'count';
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** One of it, and several. */
  readonly unit: readonly [one: string, several: string];
  readonly read: (settings: ProgrammeSettings) => number;
}

/** Working minutes, which people give in hours; halves are as fine as it gets. */
export interface HoursField extends Field {
  readonly kind: 'hours';
  readonly leastMinutes: number;
  readonly mostMinutes: number;
  readonly read: (settings: ProgrammeSettings) => number;
}

/** Minutes of the day. */
export interface TimeField extends Field {
  readonly kind: 'time-of-day';
  readonly read: (settings: ProgrammeSettings) => number;
}

export interface YesNoField extends Field {
  readonly kind: 'yes-no';
  readonly read: (settings: ProgrammeSettings) => boolean;
}

export interface TextField extends Field {
  readonly kind: 'text';
  readonly most: number;
  readonly read: (settings: ProgrammeSettings) => string | null;
}

export interface ListField extends Field {
  readonly kind: 'days' | 'domains';
  readonly read: (settings: ProgrammeSettings) => readonly string[];
}

export interface ContactsField extends Field {
  readonly kind: 'contacts';
  readonly read: (settings: ProgrammeSettings) => ProgrammeSettings['localContacts'];
}

export type SettingField =
  CountField | HoursField | TimeField | YesNoField | TextField | ListField | ContactsField;

const WORKING_DAYS = ['working day', 'working days'] as const;
const MINUTES = ['minute', 'minutes'] as const;
const WEEKS = ['week', 'weeks'] as const;
const URGENCY: Readonly<Record<Priority, string>> = {
  P1: 'priority 1, most urgent',
  P2: 'priority 2, soon',
  P3: 'priority 3, usual',
};
const PRIORITIES_IN_ORDER = ['P1', 'P2', 'P3'] as const;

/** The settings that a person can change, in the order in which they are shown. The time zone is set with the programme. */
export const SETTING_FIELDS: readonly SettingField[] = [
  {
    kind: 'yes-no',
    path: 'leadIsLastResort',
    group: 'routing',
    label: 'The lead is asked only when nobody else fits',
    hint: 'Champions are asked first, so that they really relieve the lead.',
    read: (settings) => settings.leadIsLastResort,
  },
  {
    ...count('fairnessWeeks', 'routing', 'Weeks over which work is shared fairly', WEEKS, 1, 26),
    hint: 'Who has had least work in these weeks, for the time they give, is asked first.',
    read: (settings) => settings.fairnessWeeks,
  },
  {
    ...count('weeklyCap', 'routing', 'Consultations a week, at most', ['a week', 'a week'], 1, 20),
    hint: 'For consultants who have not set a number of their own.',
    read: (settings) => settings.weeklyCap,
  },
  {
    ...count(
      'weeklyCapMost',
      'routing',
      'The most that consultants may set for themselves',
      ['a week', 'a week'],
      1,
      40,
    ),
    hint: 'Beyond it, they ask the lead.',
    read: (settings) => settings.weeklyCapMost,
  },
  {
    ...count('noticeWorkingDays', 'routing', 'Notice before a consultation', WORKING_DAYS, 0, 10),
    read: (settings) => settings.noticeWorkingDays,
  },
  {
    ...count('horizonWeeks', 'routing', 'How far ahead times are shown', WEEKS, 1, MOST_HORIZON_WEEKS),
    read: (settings) => settings.horizonWeeks,
  },
  ...PRIORITIES_IN_ORDER.map((priority): CountField => ({
    ...count(
      `targetWorkingDays/${priority}`,
      'routing',
      `Target for ${URGENCY[priority]}`,
      WORKING_DAYS,
      1,
      60,
    ),
    read: (settings) => settings.targetWorkingDays[priority],
  })),
  ...PRIORITIES_IN_ORDER.map((priority): HoursField => ({
    kind: 'hours',
    path: `offerWindowMinutes/${priority}`,
    group: 'answering',
    label: `Time to answer for ${URGENCY[priority]}`,
    leastMinutes: 30,
    mostMinutes: 80 * 60,
    read: (settings) => settings.offerWindowMinutes[priority],
  })),
  {
    ...count('sessionMinutes', 'sessions', 'Length of a consultation', MINUTES, 15, 240, 5),
    read: (settings) => settings.sessionMinutes,
  },
  {
    ...count('bufferAfterMinutes', 'sessions', 'Time kept free after it', MINUTES, 0, 120, 5),
    read: (settings) => settings.bufferAfterMinutes,
  },
  {
    ...count('startStepMinutes', 'sessions', 'Starts are this far apart', MINUTES, 5, 120, 5),
    hint: 'With 30 minutes, consultations start on the hour and at half past.',
    read: (settings) => settings.startStepMinutes,
  },
  {
    ...count(
      'decisionNearWorkingDays/P1',
      'near-decisions',
      'A decision makes it priority 1 within',
      WORKING_DAYS,
      1,
      60,
    ),
    read: (settings) => settings.decisionNearWorkingDays.P1,
  },
  {
    ...count(
      'decisionNearWorkingDays/P2',
      'near-decisions',
      'A decision makes it priority 2 within',
      WORKING_DAYS,
      1,
      60,
    ),
    read: (settings) => settings.decisionNearWorkingDays.P2,
  },
  {
    kind: 'time-of-day',
    path: 'workingDay/startMinute',
    group: 'working-time',
    label: 'The working day starts',
    read: (settings) => settings.workingDay.startMinute,
  },
  {
    kind: 'time-of-day',
    path: 'workingDay/endMinute',
    group: 'working-time',
    label: 'The working day ends',
    read: (settings) => settings.workingDay.endMinute,
  },
  {
    kind: 'days',
    path: 'closureDays',
    group: 'working-time',
    label: 'Days on which the council is closed',
    hint: 'Beside weekends and bank holidays. One day a line, for example 24 December 2027.',
    read: (settings) => settings.closureDays,
  },
  {
    ...count('reviewWeeks', 'follow-up', 'Look back after', WEEKS, 1, 52),
    hint: 'From the consultation to the question what has changed.',
    read: (settings) => settings.reviewWeeks,
  },
  {
    ...count(
      'actionReminderWorkingDays',
      'follow-up',
      'Remind of an action before it is due',
      WORKING_DAYS,
      1,
      20,
    ),
    read: (settings) => settings.actionReminderWorkingDays,
  },
  {
    ...count(
      'actionOverdueToLeadWorkingDays',
      'follow-up',
      'Tell the lead when an action is overdue',
      WORKING_DAYS,
      1,
      30,
    ),
    read: (settings) => settings.actionOverdueToLeadWorkingDays,
  },
  {
    kind: 'contacts',
    path: 'localContacts',
    group: 'contacts',
    label: 'Where to turn first in danger',
    read: (settings) => settings.localContacts,
  },
  {
    kind: 'text',
    path: 'caseReference/pattern',
    group: 'case-reference',
    label: 'Pattern of a case reference',
    hint: 'Capital letters and digits as they stand, [0-9] for a digit, {2,6} for how many, ? for what may be left out.',
    most: 120,
    read: (settings) => settings.caseReference.pattern,
  },
  {
    kind: 'text',
    path: 'caseReference/example',
    group: 'case-reference',
    label: 'Example that is shown to people',
    hint: 'Made up, never the reference of a family.',
    most: 40,
    read: (settings) => settings.caseReference.example,
  },
  {
    kind: 'domains',
    path: 'allowedMailDomains',
    group: 'mail-domains',
    label: 'Work addresses end in',
    hint: 'One a line, for example council.example.org. What stands before it, such as mail., has to be listed by itself.',
    read: (settings) => settings.allowedMailDomains,
  },
  {
    kind: 'text',
    path: 'brand/organisation',
    group: 'brand',
    label: 'Organisation in the header',
    hint: 'Leave it empty to show the name of the programme.',
    most: 60,
    read: (settings) => settings.brand.organisation,
  },
  {
    kind: 'text',
    path: 'brand/colour',
    group: 'brand',
    label: 'Colour of the header',
    hint: '# and six digits, for example #1f3a5f. White text has to be readable on it.',
    most: 7,
    read: (settings) => settings.brand.colour,
  },
];

export function fieldsOf(group: SettingGroup): readonly SettingField[] {
  return SETTING_FIELDS.filter((field) => field.group === group);
}

/** Which part of the settings a field belongs to: `targetWorkingDays` of `targetWorkingDays/P1`. */
export function partOf({ path }: Pick<SettingField, 'path'>): keyof ProgrammeSettings {
  return path.split('/')[0] as keyof ProgrammeSettings;
}

function count(
  path: string,
  group: SettingGroup,
  label: string,
  unit: CountField['unit'],
  least: number,
  most: number,
  step = 1,
): Omit<CountField, 'read'> {
  return { kind: 'count', path, group, label, unit, least, most, step };
}
