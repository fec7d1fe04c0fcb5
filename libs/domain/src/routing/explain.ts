import { formatDay, formatInstant } from '../time/format-time.js';
import { fromEpochMinutes } from '../time/zone.js';
import { type ChoiceStep, type Scores } from './choice.js';
import { ELIGIBILITY_RULES, rulesInWords } from './eligibility.js';
import { type Considered, type RoutingOutcome } from './route.js';
import { type Round } from './searches.js';

/** A run as sentences, by what they are about. */
export interface ExplainedInParts {
  /** Who is asked and why; or that nobody can be. */
  choice: readonly string[];
  /** What was tried in vain. */
  tried: readonly string[];
  /** Each consultant who could not be asked or was not chosen, in the order of `considered`. */
  others: readonly string[];
}

/**
 * The run as sentences for the lead, and for nobody else: the choice and its reason first, then what was
 * tried, then each consultant who could not be asked or was not chosen, in the order of `considered`.
 * @param names of consultants by id; one that is missing is called "A consultant".
 */
export function explain(outcome: RoutingOutcome, names: Readonly<Record<string, string>>): string[] {
  const { choice, tried, others } = explainInParts(outcome, names);
  return [...choice, ...tried, ...others];
}

/** The same sentences as `explain`, each where it belongs. */
export function explainInParts(
  outcome: RoutingOutcome,
  names: Readonly<Record<string, string>>,
): ExplainedInParts {
  const nameOf = (id: string): string => names[id] ?? 'A consultant';
  return {
    choice: theChoice(outcome, nameOf),
    tried: theRounds(outcome),
    others: outcome.considered.flatMap((entry) => theConsultant(entry, outcome, nameOf)),
  };
}

/** What speaks for a consultant at a start, each the rest of a sentence that begins with their name; nothing may. */
export function whatSpeaksFor({ continuity, fit }: Scores): string[] {
  return [
    ...(continuity === null ? [] : [`consulted on the same case on ${formatDay(continuity)}`]),
    ...(fit.specialisms === 0
      ? []
      : [`is strong in ${fit.specialisms === 1 ? 'one' : fit.specialisms} of the things asked for`]),
    ...(fit.otherAgency === true ? ['brings the view of another agency'] : []),
  ];
}

type NameOf = (id: string) => string;

function theChoice({ offer, why, considered, zone, targetOn }: RoutingOutcome, nameOf: NameOf): string[] {
  const target = formatDay(targetOn);
  if (offer === null || why === null)
    return [`Nobody can be asked, so it is with the lead. The target is ${target}.`];
  const name = nameOf(offer.consultantId);
  const sentences = [
    `${name} is asked for ${formatInstant(fromEpochMinutes(offer.start), zone)}: ${roundWords(why.round, zone)}.`,
    why.round.meetsTarget ? `That meets the target, ${target}.` : `That is after the target, ${target}.`,
  ];
  if (why.pool === 'leads') sentences.push('No champion could take it, so a lead is asked.');
  const scores = considered.find(({ consultantId }) => consultantId === offer.consultantId)?.scores ?? null;
  if (scores === null) return sentences;
  if (why.runnerUp === null) {
    sentences.push(`${name} was the only one who could take it.`);
  } else {
    const reason = stepWords(why.runnerUp.step, scores);
    sentences.push(
      `${name} goes before ${nameOf(why.runnerUp.consultantId)}, the next in line, because ${reason}.`,
    );
  }
  return sentences;
}

/** Rounds that found nobody, so that the lead sees what was tried in vain. */
function theRounds({ rounds, zone }: RoutingOutcome): string[] {
  const whom = { champions: 'no champion', leads: 'no lead', everyone: 'nobody' };
  return rounds
    .filter(({ contenders }) => contenders === 0)
    .map(({ round, pool }) => `For ${roundWords(round, zone)}, ${whom[pool]} could be asked.`);
}

function theConsultant(entry: Considered, outcome: RoutingOutcome, nameOf: NameOf): string[] {
  const name = nameOf(entry.consultantId);
  if (entry.ruledOutAlways.length > 0)
    return [`${name} ${rulesInWords(entry.ruledOutAlways, ELIGIBILITY_RULES)}.`];
  const sentences = entry.ruledOutIn.flatMap(({ round: index, rules }) => {
    const round = outcome.rounds[index]?.round;
    return round === undefined
      ? []
      : [`For ${roundWords(round, outcome.zone)}: ${name} ${rulesInWords(rules, ELIGIBILITY_RULES)}.`];
  });
  if (entry.scores !== null && entry.consultantId !== outcome.offer?.consultantId) {
    sentences.push(`${name} could have taken it too.`);
  }
  if (entry.scores === null && entry.ruledOutIn.length === 0)
    sentences.push(`${name} did not need to be asked.`);
  return sentences;
}

function roundWords(round: Round, zone: string): string {
  switch (round.kind) {
    case 'start-chosen-by-lead':
      return 'the time the lead chose';
    case 'same-time':
      return 'the time that was offered before';
    case 'preferred':
      return `the ${ORDINALS[round.place] ?? `${round.place}th`} time asked for`;
    case 'soonest': {
      const last = fromEpochMinutes(round.within.to - 1);
      return `the soonest time up to ${formatInstant(last, zone).split(',')[0]}`;
    }
  }
}

const ORDINALS = ['', 'first', 'second', 'third'];

function stepWords(step: ChoiceStep, { continuity, fit, fairness }: Scores): string {
  switch (step) {
    case 'continuity':
      return `they consulted on the same case on ${formatDay(continuity ?? '')}`;
    case 'specialisms':
      return `more of what is asked for is what they are strong in (${fit.specialisms})`;
    case 'other-agency':
      return 'they bring the view of another agency';
    case 'settling-in':
      return 'the other is new or just back, and has as much for these two weeks as they should';
    case 'fairness':
      return (
        `they are further below their share: ${fairness.recentWork} of late and to come, ` +
        `with room for ${Math.round(fairness.capacity)}`
      );
    case 'soonest':
      return 'they are free sooner';
    case 'tie-break':
      return 'all else was equal and the draw for this consultation fell to them';
  }
}
