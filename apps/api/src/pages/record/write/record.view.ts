import {
  HEADING_WORDS,
  type Heading,
  HEADING_LIMIT,
  HEADINGS,
  formatInstant,
  formatMinuteOfDay,
  minuteOfDay,
  type RecordContent,
} from '@case-consultation/domain';
import { type ActionView, type RecordView, type WhereItStands } from '@case-consultation/features';
import { FormState } from '../../kit/form-state.js';
import { type ActionsView, actionsView } from '../parts/actions.view.js';
import { HEADING_PROMPTS } from '../parts/headings.js';

export interface HeadingField {
  readonly name: Heading;
  readonly title: string;
  readonly prompt: string;
  readonly text: string;
  /** What another tab or device has saved there meanwhile; null when it is the same. */
  readonly elsewhere: string | null;
}

export interface WriteRecordView {
  readonly code: string;
  readonly backTo: string;
  readonly held: string | null;
  readonly requester: string | null;
  readonly fields: readonly HeadingField[];
  readonly limit: number;
  /** Another tab or device has saved other text meanwhile, which is shown beside what was typed. */
  readonly isOvertaken: boolean;
  /** Of the record that this page goes on from. */
  readonly version: string;
  readonly savedWords: string;
  readonly actions: ActionsView;
}

export interface RecordFacts {
  readonly stands: WhereItStands;
  readonly record: RecordView;
  readonly actions: readonly ActionView[];
  readonly zone: string;
}

export interface WriteRecordFacts extends RecordFacts {
  readonly version: string;
  readonly justSaved: boolean;
  /** What another tab or device has saved, where that is not what was typed here. */
  readonly elsewhere: RecordContent | null;
}

export function writeRecordView(facts: WriteRecordFacts, form: FormState): WriteRecordView {
  const { stands, record, actions, zone, elsewhere, version, justSaved } = facts;
  return {
    code: stands.code,
    backTo: `/consultations/${stands.code}`,
    held: stands.heldAt && formatInstant(stands.heldAt, zone),
    requester: stands.requester,
    fields: HEADINGS.map((name) => {
      const text = form.text(name);
      const other = elsewhere?.[name] ?? '';
      return {
        name,
        title: HEADING_WORDS[name],
        prompt: HEADING_PROMPTS[name],
        text,
        elsewhere: elsewhere !== null && other.trim() !== text.trim() ? other : null,
      };
    }),
    limit: HEADING_LIMIT,
    isOvertaken: elsewhere !== null,
    version,
    savedWords: savedWords(record, zone, justSaved),
    actions: actionsView(actions),
  };
}

/** “Saved at 10:42am” of what was just saved, otherwise with the day. */
function savedWords({ savedAt }: RecordView, zone: string, justSaved: boolean): string {
  if (savedAt === null) return 'Not saved yet';
  return justSaved
    ? `Saved at ${formatMinuteOfDay(minuteOfDay(savedAt, zone))}`
    : `Last saved on ${formatInstant(savedAt, zone)}`;
}

/** The form with what is saved in it. */
export function formOf({ headings }: RecordView): FormState {
  return new FormState({ ...headings });
}

/** The form with what was typed, saying where something else was saved meanwhile. */
export function besideWhatIsSaved(form: FormState, { headings }: RecordView): FormState {
  const field = HEADINGS.find((heading) => form.text(heading).trim() !== (headings[heading] ?? '').trim());
  const message =
    'This record was saved in another tab or on another device while you were writing. Both texts are shown: keep what you want in the box, then save';
  return new FormState(form.typed, [{ field: field ?? '', message }]);
}

/** Whether two texts of a record say the same. */
export function sameText(one: RecordContent, other: RecordContent): boolean {
  return HEADINGS.every((heading) => (one[heading] ?? '').trim() === (other[heading] ?? '').trim());
}

export interface ReadRecordView {
  readonly code: string;
  readonly backTo: string;
  readonly held: string | null;
  readonly consultant: string | null;
  readonly shared: string | null;
  readonly agreed: string | null;
  readonly sections: readonly { title: string; text: string }[];
  readonly actions: ActionsView;
  readonly mayAddAction: boolean;
  readonly mayAgree: boolean;
}

export function readRecordView({ stands, record, actions, zone }: RecordFacts): ReadRecordView {
  const { code, heldAt, consultant, status, as } = stands;
  const at = (instant: Date | null) => instant && formatInstant(instant, zone);
  return {
    code,
    backTo: `/consultations/${code}`,
    held: at(heldAt),
    consultant,
    shared: at(record.sharedAt),
    agreed: at(record.agreedAt),
    sections: sectionsOf(record.headings),
    actions: actionsView(actions),
    mayAddAction: status === 'held',
    mayAgree: as === 'requester' && record.state === 'shared',
  };
}

/** What is written, in the order of the headings. */
export function sectionsOf(headings: RecordContent): { title: string; text: string }[] {
  return HEADINGS.flatMap((heading) => {
    const text = headings[heading]?.trim() ?? '';
    return text === '' ? [] : [{ title: HEADING_WORDS[heading], text }];
  });
}
