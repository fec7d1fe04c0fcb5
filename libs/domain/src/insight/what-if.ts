import { mustHaveNoProblems, type Problem } from '../problems.js';
import { type Plan } from './plan.js';

/** What a lead imagines to be different. Null and 0: as it is. */
export interface WhatIf {
  /** Champions more, or fewer when negative. */
  championsMore: number;
  /** Hours a week that each champion gives. */
  hoursEach: number | null;
  /** Slots a week that each champion publishes; instead of hours. */
  slotsEach: number | null;
  /** Shares from 0 to 1. */
  leaveShare: number | null;
  noShowShare: number | null;
  /** People who come to a training event, and the share of them who then ask for a consultation within 12 weeks. */
  trained: number;
  trainedWhoAsk: number;
  borough: Borough | null;
}

/** Another borough that would come in. */
export interface Borough {
  requestsPerWeek: number;
  /** Bookable slots a week that it brings along. */
  slotsPerWeek: number;
  /** One queue for both, or each its own. */
  together: boolean;
}

/** Weeks over which those who were trained ask. */
export const TRAINING_WEEKS = 12;

/** Bounds within which a plan is one, and is worked out in no time. */
export const MOST = {
  champions: 200,
  hoursEach: 40,
  slotsEach: 40,
  /** Of a share: somebody must be left. */
  share: 0.95,
  trained: 1_000,
  requestsPerWeek: 100,
  slotsPerWeek: 200,
} as const;

/** A plan as imagined: the programme's own, and the other borough's when it stands apart. */
export interface Imagined {
  own: Plan;
  /** Null when there is no borough, or it is in one queue with the programme. */
  apart: Plan | null;
}

/**
 * Today's plan with what is imagined to be different. A champion who gives `hoursEach` publishes as many sessions as
 * fit into them with their buffers.
 * @param takes minutes that a session takes with its buffer, above 0
 * @throws DomainError `invalid-input`, with what to put right for each field in `details.problems`
 */
export function imagine(today: Plan, whatIf: WhatIf, takes: number): Imagined {
  mustHaveNoProblems(problemsOf(today, whatIf));
  const { championsMore, hoursEach, slotsEach, leaveShare, noShowShare, borough } = whatIf;
  const uplift = (whatIf.trained * whatIf.trainedWhoAsk) / TRAINING_WEEKS;
  const alone: Plan = {
    ...withMoreRequests(today, uplift),
    champions: today.champions + championsMore,
    slotsEach: slotsEach ?? (hoursEach === null ? today.slotsEach : Math.floor((hoursEach * 60) / takes)),
    leaveShare: leaveShare ?? today.leaveShare,
    noShowShare: noShowShare ?? today.noShowShare,
  };
  if (borough === null) return { own: alone, apart: null };
  if (borough.together) {
    const both = withMoreRequests(alone, borough.requestsPerWeek);
    return { own: { ...both, otherSlots: both.otherSlots + borough.slotsPerWeek }, apart: null };
  }
  const none = { ...alone, requestsPerWeek: 0, urgentPerWeek: 0, waiting: 0, champions: 0 };
  const share = today.requestsPerWeek > 0 ? today.urgentPerWeek / today.requestsPerWeek : 0;
  return {
    own: alone,
    apart: {
      ...none,
      requestsPerWeek: borough.requestsPerWeek,
      urgentPerWeek: borough.requestsPerWeek * share,
      otherSlots: borough.slotsPerWeek,
    },
  };
}

/** As many of them are urgent as of the others. */
function withMoreRequests(plan: Plan, more: number): Plan {
  const { requestsPerWeek, urgentPerWeek } = plan;
  const share = requestsPerWeek > 0 ? urgentPerWeek / requestsPerWeek : 0;
  return {
    ...plan,
    requestsPerWeek: requestsPerWeek + more,
    urgentPerWeek: urgentPerWeek + more * share,
  };
}

function problemsOf(today: Plan, whatIf: WhatIf): Problem[] {
  const champions = today.champions + whatIf.championsMore;
  const { borough } = whatIf;
  const within = (value: number | null, most: number): boolean =>
    value === null || (value >= 0 && value <= most);
  const rules: [boolean, string, string][] = [
    [
      Number.isInteger(whatIf.championsMore),
      'championsMore',
      'Enter how many champions more or fewer as a whole number',
    ],
    [
      champions >= 0,
      'championsMore',
      `You have ${today.champions} champions, so enter −${today.champions} or more`,
    ],
    [
      champions <= MOST.champions,
      'championsMore',
      `Enter a number that makes at most ${MOST.champions} champions`,
    ],
    [within(whatIf.hoursEach, MOST.hoursEach), 'hoursEach', `Hours a week must be 0 to ${MOST.hoursEach}`],
    [within(whatIf.slotsEach, MOST.slotsEach), 'slotsEach', `Slots a week must be 0 to ${MOST.slotsEach}`],
    [
      whatIf.hoursEach === null || whatIf.slotsEach === null,
      'slotsEach',
      'Enter hours or slots for each champion, not both',
    ],
    [within(whatIf.leaveShare, MOST.share), 'leaveShare', 'Leave and cancellations must be 0% to 95%'],
    [within(whatIf.noShowShare, MOST.share), 'noShowShare', 'No-shows must be 0% to 95%'],
    [
      Number.isInteger(whatIf.trained) && within(whatIf.trained, MOST.trained),
      'trained',
      'People trained must be a whole number from 0 to 1,000',
    ],
    [within(whatIf.trainedWhoAsk, 1), 'trainedWhoAsk', 'The share who ask must be 0% to 100%'],
    [
      within(borough?.requestsPerWeek ?? 0, MOST.requestsPerWeek),
      'boroughRequests',
      `Requests a week must be 0 to ${MOST.requestsPerWeek}`,
    ],
    [
      within(borough?.slotsPerWeek ?? 0, MOST.slotsPerWeek),
      'boroughSlots',
      `Slots a week must be 0 to ${MOST.slotsPerWeek}`,
    ],
  ];
  return rules.filter(([holds]) => !holds).map(([, field, message]) => ({ field, message }));
}
