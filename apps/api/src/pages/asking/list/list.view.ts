import { ASKING_STEPS, type AskingStep } from '@case-consultation/domain';
import { type ProgrammeView, type SavedDraft } from '@case-consultation/features';
import { askPath, firstPageOf } from '../kit/ask-pages.js';
import { TASK_WORDS } from '../kit/task-words.js';
import { agencyOf } from '../team/teams-of.js';
import { type Progress, progressOf } from './progress.js';

/** The steps under the headings of the list. */
const SECTIONS: readonly { title: string; steps: readonly AskingStep[] }[] = [
  { title: 'Before anything else', steps: ['safety-gate'] },
  { title: 'You and the case', steps: ['people', 'family', 'stage', 'safety-flags'] },
  { title: 'What would help', steps: ['purpose', 'conflicts', 'times'] },
];

const HINTS: Readonly<Partial<Record<AskingStep, string>>> = {
  family: 'The case reference and how old the children are',
  'safety-flags': '12 short questions',
  conflicts: 'Colleagues who know the family',
};

/** An entry of a GOV.UK task list. */
interface TaskItem {
  readonly title: { readonly text: string };
  readonly href?: string;
  readonly hint?: { readonly text: string };
  readonly status: {
    readonly text?: string;
    readonly classes?: string;
    readonly tag?: { readonly text: string; readonly classes: string };
  };
}

export interface ListView {
  readonly code: string;
  readonly done: number;
  readonly all: number;
  readonly stopped: boolean;
  readonly sections: readonly { readonly title: string; readonly items: readonly TaskItem[] }[];
  readonly stopHref: string;
  readonly deleteHref: string;
}

const STATUS: Readonly<Record<Progress, TaskItem['status']>> = {
  completed: { text: 'Completed' },
  'in-progress': { tag: { text: 'In progress', classes: 'govuk-tag--teal' } },
  'not-started': { tag: { text: 'Not started', classes: 'govuk-tag--blue' } },
  'cannot-start': { text: 'Cannot start yet', classes: 'govuk-task-list__status--cannot-start-yet' },
};

export function listView(draft: SavedDraft, programme: ProgrammeView): ListView {
  const { code, gate } = draft;
  const progress = progressOf(draft);
  const itemOf = (step: AskingStep): TaskItem => {
    const hint = step === 'people' ? teamOf(draft, programme) : HINTS[step];
    return {
      title: { text: TASK_WORDS[step] },
      ...(progress[step] === 'cannot-start' ? {} : { href: askPath(code, firstPageOf(step)) }),
      ...(hint === undefined ? {} : { hint: { text: hint } }),
      status: STATUS[progress[step]],
    };
  };
  const done = ASKING_STEPS.filter((step) => progress[step] === 'completed').length;
  const ready = done === ASKING_STEPS.length;
  const send: TaskItem = {
    title: { text: 'Check your answers and send' },
    ...(ready ? { href: askPath(code, 'check') } : {}),
    status: STATUS[ready ? 'not-started' : 'cannot-start'],
  };
  return {
    code,
    done,
    all: ASKING_STEPS.length,
    stopped: gate !== null && !gate.go,
    sections: [
      ...SECTIONS.map(({ title, steps }) => ({ title, items: steps.map(itemOf) })),
      { title: 'Send it', items: [send] },
    ],
    stopHref: askPath(code, 'stop'),
    deleteHref: askPath(code, 'delete'),
  };
}

function teamOf({ form }: SavedDraft, programme: ProgrammeView): string | undefined {
  const agency = agencyOf(programme, form.agencyId);
  const team = agency?.teams.find(({ id }) => id === form.teamId);
  return agency && team ? `${agency.name}, ${team.name}` : agency?.name;
}
