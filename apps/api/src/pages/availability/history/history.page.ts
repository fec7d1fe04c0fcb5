import { Get, Query } from '@nestjs/common';
import { formatInstant } from '@case-consultation/domain';
import { AvailabilityQueries, type ChangeView } from '@case-consultation/features';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Page } from '../../kit/page.decorator.js';
import { ChangePages } from '../kit/change-pages.js';
import { availabilityAt, type Whose, WhoseTime, type WhoWords } from '../kit/whose.js';

const ON_A_PAGE = 25;

/** Who changed what about somebody’s time, and when. */
@Page(availabilityAt('/history'), 'consultant')
export class HistoryPage {
  constructor(
    private readonly queries: AvailabilityQueries,
    private readonly pages: ChangePages,
  ) {}

  @Get()
  async show(@WhoseTime() whose: Whose, @Query('before') given: unknown): Promise<PageAnswer> {
    const before = typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : null;
    const { actor, consultantId, base, section } = whose;
    const [{ who, zone }, { items, more }] = await Promise.all([
      this.pages.open(whose),
      this.queries.history(actor, consultantId, { limit: ON_A_PAGE, before }),
    ]);
    const last = items.at(-1);
    const heading = `What was changed of ${who.own ? 'your' : `${who.name}’s`} availability`;
    const view = {
      heading,
      who,
      entries: items.map((entry) => entryView(entry, who, zone)),
      nextHref: more && last ? `${base}/history?before=${last.version}` : null,
      firstHref: before === null ? null : `${base}/history`,
    };
    return page('availability/history/history', heading, view, { section });
  }
}

function entryView({ at, by, onBehalf, words, kept }: ChangeView, { toYou }: WhoWords, zone: string) {
  return {
    words,
    who: `${by ?? 'The service'}${onBehalf ? `, for ${toYou}` : ''}, ${formatInstant(at, zone)}`,
    kept:
      kept === 0
        ? null
        : `${kept} ${kept === 1 ? 'consultation was' : 'consultations were'} kept although it collided`,
  };
}
