import { ELIGIBILITY_RULES, type EligibilityRule, rulesInWords } from '@case-consultation/domain';
import { type CandidateView } from '@case-consultation/features';

export interface CandidatesView {
  /** Radio buttons: those who can be asked. */
  readonly able: readonly {
    readonly value: string;
    readonly text: string;
    readonly hint: { readonly text: string };
    readonly checked: boolean;
  }[];
  /** The others, each with everything that stands in the way as the rest of a sentence that begins with the name. */
  readonly others: readonly { readonly name: string; readonly why: string }[];
}

export interface CandidatesShown {
  readonly chosen: string;
  readonly fairnessWeeks: number;
  /** Who is no candidate because they have it now. */
  readonly present: string | null;
  /** Only these rules count; all of them unless given. */
  readonly rules?: readonly EligibilityRule[];
}

/** Champions before leads, and of each whom the rules would ask first; those who cannot be asked by name. */
export function candidatesView(
  candidates: readonly CandidateView[],
  { chosen, fairnessWeeks, present, rules }: CandidatesShown,
): CandidatesView {
  const shown = candidates
    .filter(({ consultant }) => consultant.id !== present)
    .map((candidate) => ({
      ...candidate,
      rules: candidate.rules.filter(({ code }) => rules?.includes(code) ?? true),
    }))
    .sort((a, b) => Number(a.isLead) - Number(b.isLead));
  return {
    able: shown
      .filter((candidate) => candidate.rules.length === 0)
      .map(({ consultant: { id, name }, isLead, speaksFor, ...work }) => ({
        value: id,
        text: name,
        hint: {
          text: [
            ...(isLead ? ['Lead'] : []),
            ...speaksFor.map((words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`),
            workWords(work, fairnessWeeks),
          ].join('. '),
        },
        checked: id === chosen,
      })),
    others: shown
      .filter((candidate) => candidate.rules.length > 0)
      .sort((a, b) => (a.consultant.name < b.consultant.name ? -1 : 1))
      .map(({ consultant: { name }, rules: inTheWay }) => ({
        name,
        why: `${rulesInWords(
          inTheWay.map(({ code }) => code),
          ELIGIBILITY_RULES,
        )}.`,
      })),
  };
}

function workWords({ recentWork, capacity }: Pick<CandidateView, 'recentWork' | 'capacity'>, weeks: number) {
  const room = `with room for ${Math.round(capacity)}`;
  if (recentWork === 0) return `No consultation in ${weeks} weeks, and none to come, ${room}`;
  const several = recentWork === 1 ? 'consultation' : 'consultations';
  return `${recentWork} ${several} in ${weeks} weeks, those to come included, ${room}`;
}
