import { Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Actor } from '@case-consultation/domain';
import {
  ConsultingQueries,
  OfferQueries,
  type Page as PageOf,
  Programmes,
  type Visitor,
} from '@case-consultation/features';
import { Cursor } from '../../../http/paging/cursor.js';
import { noSuchThing } from '../../../http/problems/api-problem.js';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import {
  attendanceItem,
  bookingItem,
  conflictCheckItem,
  type ConsultingItem,
  offerItem,
  pastItem,
  recordItem,
  SECTION_TITLES,
  type SectionName,
} from './consulting.view.js';

const A_PAGE = 20;

/** Where a page of a section ended: an instant, and the code (of an offer the id) that tells apart what is of that instant. */
const cursorOf = (name: SectionName) =>
  new Cursor(
    `my consultations: ${name}`,
    z.strictObject({ at: z.iso.datetime(), key: name === 'offers' ? z.uuid() : z.string().max(20) }),
  );

interface Place {
  at: Date;
  key: string;
}

interface ReadSection {
  readonly items: readonly ConsultingItem[];
  /** The last of them, when there are more. */
  readonly end: Place | null;
}

/** All of one section, page by page. */
@Page('consulting/:section', 'consultant')
export class ConsultingListPage {
  constructor(
    private readonly consulting: ConsultingQueries,
    private readonly offers: OfferQueries,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('section') name: string,
    @Query('after') after: unknown,
  ): Promise<PageAnswer> {
    if (!isSection(name)) throw noSuchThing();
    const { settings } = await this.programmes.of(actor.programmeId);
    const cursor = cursorOf(name);
    const place = cursor.read(typeof after === 'string' ? after : undefined);
    const from = place && { at: new Date(place.at), key: place.key };
    const { items, end } = await this.read(actor, name, from, settings.zone);
    const title = SECTION_TITLES[name];
    const view = {
      section: { name, title, items, moreHref: null },
      isFirst: place === null,
      firstHref: `/consulting/${name}`,
      nextHref:
        end && `/consulting/${name}?after=${cursor.write({ at: end.at.toISOString(), key: end.key })}`,
    };
    return page('answering/consulting/consulting-list', title, view, { section: '/consulting' });
  }

  private async read(
    actor: Actor,
    name: SectionName,
    from: Place | null,
    zone: string,
  ): Promise<ReadSection> {
    const wish = { limit: A_PAGE, after: from && { at: from.at, code: from.key } };
    switch (name) {
      case 'offers':
        return shown(
          await this.offers.mine(actor, {
            limit: A_PAGE,
            after: from && { expiresAt: from.at, id: from.key },
          }),
          (one) => offerItem(one, zone),
          ({ expiresAt, id }) => ({ at: expiresAt, key: id }),
        );
      case 'conflict-checks':
        return shown(
          await this.consulting.conflictChecks(actor, wish),
          (one) => conflictCheckItem(one, zone),
          ({ startsAt, code }) => ({ at: startsAt, key: code }),
        );
      case 'attendance':
        return shown(
          await this.consulting.attendanceToSay(actor, wish),
          (one) => attendanceItem(one, zone),
          ({ startsAt, code }) => ({ at: startsAt, key: code }),
        );
      case 'records':
        return shown(
          await this.consulting.recordsToWrite(actor, wish),
          (one) => recordItem(one, zone),
          ({ heldAt, code }) => ({ at: heldAt, key: code }),
        );
      case 'coming-up':
        return shown(
          await this.consulting.comingUp(actor, wish),
          (one) => bookingItem(one, zone),
          ({ startsAt, code }) => ({ at: startsAt, key: code }),
        );
      case 'past':
        return shown(
          await this.consulting.past(actor, wish),
          (one) => pastItem(one, zone),
          ({ heldAt, code }) => ({ at: heldAt, key: code }),
        );
    }
  }
}

function isSection(text: string): text is SectionName {
  return Object.hasOwn(SECTION_TITLES, text);
}

function shown<T>(
  { items, more }: PageOf<T>,
  item: (one: T) => ConsultingItem,
  placeOf: (one: T) => Place,
): ReadSection {
  const last = items.at(-1);
  return { items: items.map(item), end: more && last !== undefined ? placeOf(last) : null };
}
