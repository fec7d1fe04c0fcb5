import { ELIGIBILITY_RULES, rulesInWords } from '../routing/eligibility.js';
import { formatDay, formatInstant } from '../time/format-time.js';
import { fromEpochMinutes } from '../time/zone.js';
import { type CoverMove, type CoverReasons } from './cover-plan.js';

/** One move as sentences for the lead, and for nobody else. */
export interface MoveExplained {
  /** What becomes of it and why at that time, and why this person. */
  why: readonly string[];
  /** Who else was considered, and what stood in the way of those who could not keep its time. */
  others: readonly string[];
}

export interface Explaining {
  /** Of consultants by id; one that is missing is called "A consultant". */
  names: Readonly<Record<string, string>>;
  zone: string;
  fairnessWeeks: number;
  /** Who decided what was not left to the plan: the reader, or the lead who applied it. */
  chooser: 'You' | 'The lead';
}

/** So many names are read; the others are counted. */
const NAMED = 5;

export function explainMove(move: CoverMove, explaining: Explaining): MoveExplained {
  const nameOf = (id: string): string => explaining.names[id] ?? 'A consultant';
  return {
    why: [timeSentence(move, explaining), ...personSentences(move, nameOf, explaining)],
    others: [...alsoSentence(move, nameOf), ...inTheWaySentences(move.reasons, nameOf)],
  };
}

function timeSentence(
  { fate, from, late, targetOn, reasons }: CoverMove,
  { zone, chooser }: Explaining,
): string {
  const target = formatDay(targetOn);
  if (fate.kind === 'left') return `${chooser} left it as it is.`;
  if (fate.kind === 'to-lead') {
    if (reasons.time === 'lead')
      return `${chooser} chose that it comes to the lead, and its time is given up.`;
    return reasons.time === 'needed-elsewhere'
      ? 'Everybody who could take it is needed for another booking of this plan, so it comes to the lead.'
      : 'Nobody who may take it has a time for it up to the horizon, so it comes to the lead.';
  }
  const lateness = late ? ` That is after the target, ${target}.` : '';
  if (fate.to.start === from.start) return `It keeps its time.${lateness}`;
  const to = formatInstant(fromEpochMinutes(fate.to.start), zone);
  if (reasons.time === 'lead') return `${chooser} chose ${to}.${lateness}`;
  const why =
    reasons.time === 'nobody-free'
      ? 'nobody who may take it can at its own time'
      : 'whoever can at its own time is needed for another booking of this plan';
  const nearness = reasons.nearest
    ? 'the nearest time there is'
    : 'the nearest time that the rest of the plan leaves';
  const target2 = late ? `, after the target, ${target}` : `, within the target, ${target}`;
  return `It moves to ${to}, because ${why}. That is ${nearness}${target2}.`;
}

/** None where nobody takes it. */
function personSentences(
  { fate, from, reasons }: CoverMove,
  nameOf: NameOf,
  { fairnessWeeks, chooser }: Explaining,
): string[] {
  if (fate.kind !== 'moved') return [];
  const { consultantId } = fate.to;
  const name = nameOf(consultantId);
  if (reasons.time === 'lead') return [`${chooser} chose ${name}.`];
  if (consultantId === from.consultantId) {
    return [
      `It stays with ${name}, once they are back${reasons.also.length === 0 ? ', the only one who can take it then' : ''}.`,
    ];
  }
  const next = reasons.also[0];
  if (next === undefined || reasons.because === null)
    return [`${name} is the only one who can take it then.`];
  return [`${name} goes before ${nameOf(next)} because ${becauseWords(reasons, fairnessWeeks)}.`];
}

function becauseWords({ because, facts }: CoverReasons, fairnessWeeks: number): string {
  switch (because) {
    case 'continuity':
      return `they consulted on the same case on ${formatDay(facts?.consultedOn ?? '')}`;
    case 'specialisms':
      return 'more of what is asked for is what they are strong in';
    case 'other-agency':
      return 'they bring the view of another agency';
    case 'fairness':
      return (
        `they are further below their share: ${facts?.recentWork ?? 0} in the last ${fairnessWeeks} weeks and to come, ` +
        `with room for ${Math.round(facts?.capacity ?? 0)}`
      );
    case 'tie-break':
      return 'all else was equal and the draw for this consultation fell to them';
    case 'settling-in':
    case 'soonest':
    case 'plan':
    case null:
      return 'over all bookings together that shares the work best and disturbs least';
  }
}

type NameOf = (id: string) => string;

function alsoSentence({ reasons, fate }: CoverMove, nameOf: NameOf): string[] {
  if (fate.kind !== 'moved' || reasons.also.length === 0) return [];
  return [`Could have taken it then too: ${list(reasons.also.map(nameOf))}.`];
}

function inTheWaySentences({ inTheWay }: CoverReasons, nameOf: NameOf): string[] {
  return inTheWay.map(
    ({ consultantId, rules }) =>
      `At its own time ${nameOf(consultantId)} ${rulesInWords(rules, ELIGIBILITY_RULES)}.`,
  );
}

function list(names: readonly string[]): string {
  const named = names.slice(0, NAMED);
  const more = names.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
