import { type RequestForm, SAFETY_FLAGS } from '@case-consultation/domain';
import { type FormPart } from '@case-consultation/features';
import { type Cast, type CastMember } from './cast.js';
import { type Ask, type Moment, type Story } from './stories/story.js';
import { type Stage } from './tell-story.js';
import { type Timeline } from './timeline.js';

/** From three in the afternoon the lead has time too, whom nobody asks for first. */
const LEADS_HOURS = 15 * 60;

/** Fills in the form as it grows and submits it. @returns the code, or null for what stays a draft */
export async function* askFor(
  { ask, ends, asked }: Pick<Story, 'ask' | 'ends' | 'asked'>,
  requester: CastMember,
  { cast, use, time, pause }: Stage,
): AsyncGenerator<Date, string | null> {
  const form = formOf(ask, cast, time, asked);
  const { safetyGate, ...rest } = form;
  const { code } = await use.asking.start(requester, { safetyGate });
  if (ends.as === 'draft') {
    const without = new Set<string>(ends.without);
    const given = Object.fromEntries(Object.entries(rest).filter(([field]) => !without.has(field)));
    yield time.later(pause(2, 6));
    await use.asking.save(requester, code, given);
    if (ends.noTimeSuited) await use.unmet.noTimeSuits(requester, code);
    return null;
  }
  yield time.later(pause(3, 9));
  await use.asking.save(requester, code, rest);
  if (ask.wantedFrom !== undefined) {
    const from = time.at([ask.wantedFrom, '00:00']);
    const starts = await use.times.forRequest(requester, code, { from, days: 14 });
    const start = starts.find((each) => time.minuteOfDay(each) < LEADS_HOURS) ?? starts[0];
    if (!start) throw new Error(`The demo found no time from ${from.toISOString()}`);
    await use.asking.save(requester, code, { preferredTimes: [start], soonest: false });
  }
  yield time.later(1);
  await use.asking.submit(requester, code);
  return ends.as === 'just-asked' ? null : code;
}

function formOf(
  ask: Ask,
  cast: Cast,
  time: Timeline,
  [askedOn]: Moment,
): FormPart & Pick<RequestForm, 'safetyGate'> {
  const { caseReference, children, stage, purposes, question, decision, flags = [] } = ask;
  return {
    safetyGate: {
      immediateDanger: false,
      significantHarm: false,
      referralMade: false,
      highRiskLast14Days: false,
      ...ask.gate,
    },
    caseReference,
    children,
    stage,
    decisionOn: decision ? time.workingDay(askedOn + decision.inWorkingDays) : null,
    decisionKind: decision?.kind ?? null,
    safetyFlags: Object.fromEntries(SAFETY_FLAGS.map((flag) => [flag, flags.includes(flag) ? 'yes' : 'no'])),
    purposes,
    question,
    attendees: (ask.attendees ?? []).map((key) => cast.person(key).email),
    conflictPersonIds: (ask.notToBeSeenBy ?? []).map((key) => cast.person(key).personId),
    familyWorksForAgency: ask.restricted ?? false,
    mode: ask.mode ?? 'video',
    accessNeeds: ask.accessNeeds ?? null,
    soonest: true,
  };
}
