import { type ConsultationListItem, type OfferView } from '@case-consultation/features';
import { type CastMember, type Cast } from './cast.js';
import { askFor } from './asking.js';
import { followUp } from './follow-up.js';
import { type UseCases } from './open-service.js';
import { type Answer, type BookingChange, type FollowUp, type Story } from './stories/story.js';
import { type Telling, type Timeline } from './timeline.js';

/** What every part of a story is told with. */
export interface Stage {
  readonly cast: Cast;
  readonly use: UseCases;
  readonly time: Timeline;
  /** Working minutes that somebody takes to get round to something, between two bounds; the same at every telling. */
  readonly pause: (least: number, most: number) => number;
}

/** Tells one story through the use cases, as the people in it. */
export async function* tellStory(story: Story, stage: Stage): Telling {
  const { cast, use, time, pause } = stage;
  const requester = cast.person(story.by);
  yield time.at(story.asked);
  const code = yield* askFor(story, requester, stage);
  if (code === null) return;
  yield time.later(1);
  yield* answerOffers(code, requester, story, stage);
  switch (story.ends.as) {
    case 'withdrawn':
      yield time.later(pause(60, 120));
      await use.asking.withdraw(requester, code, story.ends.reason);
      return;
    case 'turned-down':
      yield time.later(pause(120, 240));
      await use.lead.turnDown(cast.lead(story.ask.notToBeSeenBy), code, story.ends);
      return;
    case 'not-held':
      yield* bookingChanges(code, requester, story, stage);
      return;
    case 'held':
      yield* bookingChanges(code, requester, story, stage);
      yield* hold(code, requester, story.ends.followUp, stage);
      return;
    case 'booked':
      yield* bookingChanges(code, requester, story, stage);
      return;
    default:
      return;
  }
}

/** Whoever is asked answers, one after another, until it is booked, or with the lead, or as far as the story goes. */
async function* answerOffers(
  code: string,
  requester: CastMember,
  { answers = [], ends }: Pick<Story, 'answers' | 'ends'>,
  stage: Stage,
): Telling {
  const { time, use, pause } = stage;
  const left = [...answers];
  for (;;) {
    const item = await find(code, requester, stage);
    if (item.status === 'booked') {
      yield* sayNoConflict(item, stage);
      return;
    }
    if (
      item.status === 'with_lead' &&
      (ends.as === 'booked' || ends.as === 'held' || ends.as === 'not-held')
    ) {
      yield time.later(pause(30, 90));
      await leadTakes(code, requester, stage);
      return;
    }
    if (item.status !== 'offered') return;
    const answer = left.shift();
    if (answer === undefined && (ends.as === 'offered' || ends.as === 'withdrawn')) return;
    const { consultant, offer } = await openOffer(item, stage);
    if (answer === 'waits') {
      yield new Date(offer.expiresAt.getTime() + 60_000);
      continue;
    }
    const halfway = new Date((time.now().getTime() + offer.expiresAt.getTime()) / 2);
    const soon = time.later(pause(25, 150));
    yield soon < halfway ? soon : halfway;
    await answerOne(answer, consultant, offer, use);
    yield time.later(1);
    if (answer === undefined) await use.consultations.get(consultant, code);
  }
}

async function answerOne(
  answer: Exclude<Answer, 'waits'> | undefined,
  consultant: CastMember,
  offer: OfferView,
  use: UseCases,
): Promise<void> {
  if (answer === undefined) {
    await use.offers.accept(consultant, offer.id, { noConflict: true });
  } else if ('declares' in answer) {
    await use.offers.conflict(consultant, offer.id);
  } else {
    const { declines: because, reason = null } = answer;
    await use.offers.decline(consultant, offer.id, { because, reason });
  }
}

/** The lead steps in at the first time that suits: what nobody else could take is held all the same. */
async function leadTakes(code: string, requester: CastMember, { cast, time, use }: Stage): Promise<void> {
  const lead = cast.lead();
  for (const startsAt of await use.times.forRequest(requester, code, { from: time.now(), days: 28 })) {
    const candidates = await use.routing.candidates(lead, code, startsAt);
    const own = candidates.find(({ consultant }) => consultant.id === lead.personId);
    if (own?.rules.length !== 0) continue;
    const reason = 'Nobody else has an hour before the target day.';
    await use.lead.take(lead, code, { startsAt, noConflict: true, reason });
    return;
  }
  throw new Error(`The demo's lead found no time for ${code}`);
}

/** A booking that was made automatically still opens with the conflict check. */
async function* sayNoConflict(item: ConsultationListItem, { cast, time, use, pause }: Stage): Telling {
  const consultant = cast.personWithId(item.consultant?.id ?? '');
  const outline = await use.consultations.get(consultant, item.code);
  if (outline.access === 'detail') return;
  yield time.later(pause(20, 60));
  await use.offers.noConflict(consultant, item.code);
}

async function* bookingChanges(code: string, requester: CastMember, story: Story, stage: Stage): Telling {
  for (const change of story.changes ?? []) yield* changeBooking(code, requester, change, story, stage);
}

async function* changeBooking(
  code: string,
  requester: CastMember,
  change: BookingChange,
  story: Story,
  stage: Stage,
): Telling {
  const { cast, time, use, pause } = stage;
  const { consultant, startsAt } = await find(code, requester, stage);
  if ('notHeld' in change) {
    yield new Date((startsAt ?? time.now()).getTime() + 30 * 60_000);
    await use.bookings.notHeld(cast.personWithId(consultant?.id ?? ''), code, {
      because: change.notHeld,
      next: change.next,
    });
  } else if ('moved' in change) {
    yield time.later(pause(20, 60));
    const [later] = (await use.times.forMove(requester, code, { from: startsAt, days: 21 })).filter(
      (start) => startsAt !== null && start > startsAt,
    );
    if (!later) throw new Error(`The demo found no later time for ${code}`);
    await use.bookings.reschedule(requester, code, { startsAt: later, reason: change.reason });
  } else {
    yield time.later(pause(20, 60));
    const { cancelledBy, reason } = change;
    const actor = cancelledBy === 'requester' ? requester : cast.personWithId(consultant?.id ?? '');
    const wish = cancelledBy === 'requester' ? { preferredTimes: [], soonest: true } : null;
    await use.bookings.cancel(actor, code, { reason, wish });
  }
  yield time.later(1);
  yield* answerOffers(code, requester, { ends: story.ends }, stage);
}

async function* hold(code: string, requester: CastMember, after: FollowUp | null, stage: Stage): Telling {
  const { cast, use } = stage;
  const { consultant, startsAt } = await find(code, requester, stage);
  if (!startsAt || !consultant) throw new Error(`The demo's ${code} was not booked, so it cannot be held`);
  const holder = cast.personWithId(consultant.id);
  yield new Date(startsAt.getTime() + 65 * 60_000);
  await use.bookings.held(holder, code, after?.minutesLate ?? 0);
  if (after) yield* followUp(code, after, { requester, consultant: holder }, stage);
}

/** Where it stands, from the requester's own list: a list shows no case text, so nothing is noted as read. */
async function find(code: string, requester: CastMember, { use }: Stage): Promise<ConsultationListItem> {
  const { items } = await use.consultations.list(requester, {
    status: null,
    role: 'requester',
    order: 'newest',
    limit: 50,
    after: null,
  });
  const item = items.find((each) => each.code === code);
  if (!item) throw new Error(`The demo lost ${code}`);
  return item;
}

async function openOffer(
  item: ConsultationListItem,
  { cast, use }: Stage,
): Promise<{ consultant: CastMember; offer: OfferView }> {
  const consultant = cast.personWithId(item.consultant?.id ?? '');
  const { items } = await use.offerQueries.mine(consultant, { limit: 50, after: null });
  const offer = items.find(({ code }) => code === item.code);
  if (!offer) throw new Error(`The demo found no open offer of ${item.code}`);
  return { consultant, offer };
}
