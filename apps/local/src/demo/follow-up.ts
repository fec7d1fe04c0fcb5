import { type Settlement } from '@case-consultation/domain';
import { type CastMember } from './cast.js';
import { type AgreedAction, type FollowUp } from './stories/story.js';
import { type Stage } from './tell-story.js';
import { type Telling } from './timeline.js';

interface Parties {
  readonly requester: CastMember;
  readonly consultant: CastMember;
}

/** The record is written and agreed, the actions are settled each in its time, and the review comes when it is due. */
export async function* followUp(
  code: string,
  { record, actions, agreed, review }: FollowUp,
  { requester, consultant }: Parties,
  stage: Stage,
): Telling {
  const { use, time, pause } = stage;
  const heldOn = time.day();
  yield time.later(pause(40, 200));
  await use.records.save(consultant, code, record, 0);
  const settlements: Settling[] = [];
  for (const action of actions)
    settlements.push(...(await agree(code, action, heldOn, { requester, consultant }, stage)));
  await use.records.share(consultant, code);
  if (agreed !== false) {
    yield time.later(pause(60, 300));
    await use.records.view(requester, code);
    await use.records.agree(requester, code);
  }
  settlements.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, owner, id, as } of settlements) {
    yield at > time.now() ? at : time.later(1);
    await use.actions.settle(owner, id, as);
  }
  if (!review) return;
  const { dueOn } = await use.reviews.view(requester, code);
  yield time.onDay(time.workingDayFrom(dueOn ?? heldOn), '10:40');
  await use.reviews.complete(requester, code, review);
}

interface Settling {
  readonly at: Date;
  readonly owner: CastMember;
  readonly id: string;
  readonly as: Settlement;
}

async function agree(
  code: string,
  action: AgreedAction,
  heldOn: string,
  { requester, consultant }: Parties,
  { cast, use, time }: Stage,
): Promise<Settling[]> {
  const { description, about, pathway, due, settled } = action;
  const owner =
    action.owner === 'requester'
      ? requester
      : action.owner === 'consultant'
        ? consultant
        : cast.person(action.owner);
  const dueOn =
    'afterHeld' in due ? time.addWorkingDays(heldOn, due.afterHeld) : time.workingDay(due.fromToday);
  const { id } = await use.actions.add(consultant, code, {
    description,
    about,
    ownerId: owner.personId,
    dueOn,
    pathwayId: pathway === undefined ? null : cast.pathway(pathway),
  });
  if (!settled) return [];
  const [as, afterDue] = settled;
  return [{ at: time.onDay(time.addWorkingDays(dueOn, afterDue), '11:15'), owner, id, as }];
}
