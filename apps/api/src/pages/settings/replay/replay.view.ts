import {
  dayOf,
  formatDay,
  formatInstant,
  fromEpochMinutes,
  type ReplayFigures,
  settingChanges,
  settingLabel,
  type ProgrammeSettings,
  type Choice,
} from '@case-consultation/domain';
import { type ReplayView } from '@case-consultation/features';

interface Row {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

export interface ReplayPageView {
  readonly changes: readonly { readonly label: string; readonly from: string; readonly to: string }[];
  readonly period: string;
  readonly sentences: readonly string[];
  readonly figures: readonly Row[];
  readonly load: readonly Row[];
  readonly examples: readonly (Row & { readonly code: string })[];
  readonly moreExamples: boolean;
  readonly cut: boolean;
  readonly hasRequests: boolean;
}

/** What a replay shows: what changes, in sentences, figures before and after, and whom it would have concerned. */
export function replayView(replay: ReplayView, settings: ProgrammeSettings): ReplayPageView {
  const { before, after, names, examples, requests, different } = replay;
  const { zone } = settings;
  const wanted = { ...settings, ...replay.rules.after };
  return {
    changes: settingChanges(settings, wanted).map(({ path, from, to }) => ({
      label: settingLabel(path),
      from,
      to,
    })),
    period: `${formatDay(dayOf(replay.since, zone))} to ${formatDay(dayOf(replay.until, zone))}`,
    sentences: replay.sentences,
    figures: figuresOf(before, after, requests),
    load: replay.load.map((one) => ({
      what: names[one.consultantId] ?? 'A consultant',
      before: String(one.before),
      after: String(one.after),
    })),
    examples: examples.map((one) => ({
      what: one.code,
      code: one.code,
      before: choiceInWords(one.before, names, zone),
      after: choiceInWords(one.after, names, zone),
    })),
    moreExamples: different > examples.length,
    cut: replay.cut,
    hasRequests: requests > 0,
  };
}

function figuresOf(before: ReplayFigures, after: ReplayFigures, requests: number): Row[] {
  const row = (what: string, read: (figures: ReplayFigures) => string): Row => ({
    what,
    before: read(before),
    after: read(after),
  });
  const days = (count: number | null) =>
    count === null ? 'None' : `${count} ${count === 1 ? 'working day' : 'working days'}`;
  const share = (count: number) =>
    requests === 0 ? 'None' : `${Math.round((100 * count) / requests)}% (${count} of ${requests})`;
  return [
    row('Met their target', ({ metTarget }) => share(metTarget)),
    row('Half waited no longer than', ({ medianWait }) => days(medianWait)),
    row('Eight of ten waited no longer than', ({ wait80 }) => days(wait80)),
    row('A consultant was asked', ({ asked }) => String(asked)),
    row('Left to the lead', ({ withLead }) => String(withLead)),
  ];
}

function choiceInWords(choice: Choice | null, names: Readonly<Record<string, string>>, zone: string): string {
  if (choice === null) return 'Left to the lead';
  const start = formatInstant(fromEpochMinutes(choice.start), zone);
  return `${names[choice.consultantId] ?? 'A consultant'}, ${start}`;
}
