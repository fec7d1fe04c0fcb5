import { z } from 'zod';
import {
  MOST_HORIZON_WEEKS,
  PRIORITIES,
  type ProgrammeSettings,
  type RoutingRules,
} from '@case-consultation/domain';

const some = (least: number, most: number) => z.coerce.number().int().min(least).max(most).optional();
const toAnswer = z.coerce.number().int().min(0).max(10_000).optional().meta({
  description: 'Working minutes, in steps of 30',
});

/** What a replay tries; what is left out stays as it is. */
export const replayWish = z.strictObject({
  leadIsLastResort: z
    .enum(['true', 'false'])
    .transform((given) => given === 'true')
    .optional(),
  fairnessWeeks: some(1, 26),
  weeklyCap: some(1, 20),
  noticeWorkingDays: some(0, 10),
  horizonWeeks: some(1, MOST_HORIZON_WEEKS),
  targetP1: some(1, 60),
  targetP2: some(1, 60),
  targetP3: some(1, 60),
  offerWindowMinutesP1: toAnswer,
  offerWindowMinutesP2: toAnswer,
  offerWindowMinutesP3: toAnswer,
});
export type ReplayWish = z.output<typeof replayWish>;

/** Rules of which there is one for each priority, and how they are sent. */
const BY_PRIORITY = { targetWorkingDays: 'target', offerWindowMinutes: 'offerWindowMinutes' } as const;

/** What of the rules is to be tried: where one is given for one priority, the others keep theirs. */
export function routingRules(
  { leadIsLastResort, fairnessWeeks, weeklyCap, noticeWorkingDays, horizonWeeks, ...rest }: ReplayWish,
  settings: ProgrammeSettings,
): Partial<RoutingRules> {
  const single = { leadIsLastResort, fairnessWeeks, weeklyCap, noticeWorkingDays, horizonWeeks };
  const rules = Object.fromEntries(Object.entries(single).filter(([, value]) => value !== undefined));
  for (const rule of ['targetWorkingDays', 'offerWindowMinutes'] as const) {
    const given = PRIORITIES.map((priority) => rest[`${BY_PRIORITY[rule]}${priority}`]);
    if (given.every((value) => value === undefined)) continue;
    const whole = PRIORITIES.map((priority, at) => [priority, given[at] ?? settings[rule][priority]]);
    Object.assign(rules, { [rule]: Object.fromEntries(whole) as RoutingRules[typeof rule] });
  }
  return rules;
}

/** The parameter that a setting is sent as: `targetP2` for `targetWorkingDays/P2`. */
export function sentAs(path: string): string {
  const [part = '', priority] = path.split('/');
  return priority === undefined ? path : `${BY_PRIORITY[part as keyof typeof BY_PRIORITY]}${priority}`;
}
