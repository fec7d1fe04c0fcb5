import { stationaryBacklog } from './backlog.js';
import { championsNeeded, slotsNeeded, urgentReserve } from './slots-needed.js';
import { backlogClearsIn, meanExtraDelay, withinAWeek } from './waiting-time.js';

/** What demand and capacity are, or might be. A week has five working days. */
export interface Plan {
  requestsPerWeek: number;
  /** Of those, the ones of the highest priority. */
  urgentPerWeek: number;
  /** People who wait and have no time yet. */
  waiting: number;
  champions: number;
  /** Slots that each champion publishes a week, on average. */
  slotsEach: number;
  /** Slots a week of those who consult and are no champions. */
  otherSlots: number;
  /** Shares from 0 to 1: of the slots that are lost to leave and cancellations, and of the rest to no-shows. */
  leaveShare: number;
  noShowShare: number;
}

/** What follows from a plan. */
export interface Outlook {
  published: number;
  /** K: slots that can be booked and are held. */
  bookable: number;
  /** Once it has settled; null when more come than can be seen. */
  settled: {
    /** Requests left over at the end of a week, on average. */
    backlog: number;
    someLeft: number;
    /** Weeks on top of those of a quiet week. */
    extraDelay: number;
    /** Chance to be seen in the week of asking. */
    withinAWeek: number;
  } | null;
  /** Weeks until those who wait now are seen to; null: it will not clear. */
  clearsIn: number | null;
  slotsNeeded: number;
  /** Null when a champion gives no slot. */
  championsNeeded: number | null;
  urgentReserve: number;
}

export function availabilityOf({ leaveShare, noShowShare }: Plan): number {
  return (1 - leaveShare) * (1 - noShowShare);
}

/** Published slots × (1 − leave and cancelled) × (1 − no-shows), and what the waiting model makes of them. */
export function outlookOf(plan: Plan): Outlook {
  const { requestsPerWeek: rate, waiting } = plan;
  const published = plan.champions * plan.slotsEach + plan.otherSlots;
  const bookable = published * availabilityOf(plan);
  const backlog = stationaryBacklog(rate, bookable);
  const needed = slotsNeeded(rate);
  return {
    published,
    bookable,
    settled: backlog && {
      backlog: backlog.mean,
      someLeft: backlog.someLeft,
      extraDelay: rate > 0 ? meanExtraDelay(backlog, rate) : 0,
      withinAWeek: rate > 0 ? withinAWeek(backlog, rate, bookable) : 1,
    },
    clearsIn: backlogClearsIn(waiting, rate, bookable),
    slotsNeeded: needed,
    championsNeeded: championsNeeded(needed, plan.slotsEach, availabilityOf(plan)),
    urgentReserve: urgentReserve(plan.urgentPerWeek),
  };
}
