import { Get, Query } from '@nestjs/common';
import { formatInstant } from '@case-consultation/domain';
import { AvailabilityQueries, type ChangeView, Programmes, type Visitor } from '@case-consultation/features';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';

const ON_A_PAGE = 25;

/** Who changed what about my time, and when. */
@Page('availability/history', 'consultant')
export class HistoryPage {
  constructor(
    private readonly queries: AvailabilityQueries,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor, @Query('before') given: unknown): Promise<PageAnswer> {
    const before = typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : null;
    const [{ settings }, { items, more }] = await Promise.all([
      this.programmes.of(actor.programmeId),
      this.queries.history(actor, actor.personId, { limit: ON_A_PAGE, before }),
    ]);
    const last = items.at(-1);
    const view = {
      entries: items.map((entry) => entryView(entry, settings.zone)),
      nextHref: more && last ? `/availability/history?before=${last.version}` : null,
      firstHref: before === null ? null : '/availability/history',
    };
    return page('availability/history/history', 'What was changed of your availability', view, {
      section: '/availability',
    });
  }
}

function entryView({ at, by, onBehalf, words, kept }: ChangeView, zone: string) {
  return {
    words,
    who: `${by ?? 'The service'}${onBehalf ? ', for you' : ''}, ${formatInstant(at, zone)}`,
    kept:
      kept === 0
        ? null
        : `${kept} ${kept === 1 ? 'consultation was' : 'consultations were'} kept although it collided`,
  };
}
