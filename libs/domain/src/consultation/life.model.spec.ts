import fc from 'fast-check';
import { DomainError, type ErrorCode } from '../errors.js';
import { historyFaults, inconsistencies, statusesPassed } from './consistency.js';
import { aConsultation } from './consultation.builder.js';
import { type Consultation, type Status } from './consultation.js';
import { ALLOWED_CHANGES, type Outcome } from './events.js';
import { actorFor, ANY_CALL, momentFor, people, pick, step } from './support/any-call.js';
import { Facts } from './support/facts.js';
import { type RuleName } from './support/rule-calls.js';

/**
 * Any rule, by anybody, at any time, with any arguments, in any order: what may never happen, does not. Most calls are refused,
 * which must change nothing; enough go through for every allowed change to be seen many times, which is checked at the end.
 */
const SEQUENCES = 10_000;
const SHORTEST = 8;
const LONGEST = 40;

const RULES = Object.keys(ANY_CALL) as RuleName[];

/** Rules with something to do in a status: most steps choose among these, so that sequences get somewhere. */
const LIKELY: Readonly<Record<Status, readonly RuleName[]>> = {
  draft: ['submit'],
  waiting: ['makeOffer', 'assign', 'take', 'moveToLead', 'turnDown', 'changeTimes', 'withdraw'],
  offered: [
    'acceptOffer',
    'declineOffer',
    'expireOffer',
    'withdrawOffer',
    'declareConflict',
    'assign',
    'take',
    'changeTimes',
    'withdraw',
  ],
  booked: [
    'recordHeld',
    'recordHeld',
    'recordNotHeld',
    'reschedule',
    'reassign',
    'clearConflict',
    'cancelBooking',
    'withdraw',
  ],
  held: [
    'clearConflict',
    'shareRecord',
    'agreeRecord',
    'addAction',
    'settleAction',
    'completeReview',
    'handOverRecord',
    'closeByLead',
  ],
  closed: ['agreeRecord'],
  with_lead: ['assign', 'take', 'makeOffer', 'turnDown', 'changeTimes', 'withdraw'],
  turned_down: RULES,
  withdrawn: RULES,
};

describe('the rules, in any order', () => {
  const changesSeen = new Map<string, number>();
  const rulesSeen = new Map<RuleName, number>();
  const refusalsSeen = new Map<ErrorCode, number>();

  it(`keep what must always be true, over ${SEQUENCES.toLocaleString('en-GB')} sequences`, () => {
    fc.assert(
      fc.property(
        people,
        fc.array(step, { minLength: SHORTEST, maxLength: LONGEST, size: 'max' }),
        (actors, steps) => {
          let consultation = deepFrozen(aConsultation({ status: 'draft' }));
          const facts = new Facts();
          steps.forEach((step, n) => {
            const rule =
              step.rule % 4 === 0
                ? pick(RULES, step.rule >> 2)
                : pick(LIKELY[consultation.status], step.rule >> 2);
            const call = {
              c: consultation,
              step,
              actor: actorFor(step, consultation, actors),
              now: momentFor(step, consultation),
              n,
            };
            const before = JSON.stringify(consultation);
            const result = tried(() => ANY_CALL[rule](call));
            expectSame(JSON.stringify(consultation), before, `${rule} changed what it was given`);
            if (typeof result === 'string') return count(refusalsSeen, result);
            expectNone(historyFaults(consultation, result), rule);
            expectNone(inconsistencies(result.consultation), rule);
            facts.follow(rule, call, result);
            count(rulesSeen, rule);
            const passed = statusesPassed(consultation, result);
            passed.slice(1).forEach((to, i) => count(changesSeen, `${passed[i]} → ${to}`));
            consultation = deepFrozen(result.consultation);
          });
        },
      ),
      { numRuns: SEQUENCES },
    );
  });

  it('have all been seen to do something, and every allowed change with them', () => {
    const allowed = Object.entries(ALLOWED_CHANGES).flatMap(([from, to]) =>
      to.map((status) => `${from} → ${status}`),
    );
    expect([...changesSeen.keys()].sort()).toEqual(allowed.sort());
    expect([...rulesSeen.keys()].sort()).toEqual([...RULES].sort());
    // Drawn anew each time: the rarest comes some twenty times, and hardly ever fewer than ten.
    expect(Math.min(...changesSeen.values(), ...rulesSeen.values())).toBeGreaterThan(5);
    expect([...refusalsSeen.keys()].sort()).toEqual([
      'action-settled-already',
      'changed-meanwhile',
      'conflict-check-first',
      'consultant-not-eligible',
      'invalid-input',
      'not-started-yet',
      'not-your-task',
      'offer-closed',
      'offer-expired',
      'reason-needed',
      'record-incomplete',
      'record-shared-already',
      'wrong-state',
    ]);
  });
});

function tried(call: () => Outcome): Outcome | ErrorCode {
  try {
    return call();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

function count<K>(seen: Map<K, number>, key: K): void {
  seen.set(key, (seen.get(key) ?? 0) + 1);
}

function expectNone(wrong: readonly string[], rule: RuleName): void {
  if (wrong.length > 0) throw new Error(`${rule}: ${wrong.join('; ')}`);
}

function expectSame(after: string, before: string, what: string): void {
  if (after !== before) throw new Error(what);
}

function deepFrozen(consultation: Consultation): Consultation {
  for (const part of [
    consultation.offer,
    consultation.booking,
    consultation.lockedOut,
    consultation.preferredTimes,
  ]) {
    if (part !== null) Object.freeze(part);
  }
  return Object.freeze(consultation);
}
