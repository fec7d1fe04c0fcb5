import { type Actor } from '@case-consultation/domain';
import {
  type OfferEnd,
  type OfferQueries,
  type OneOffer,
  type Programmes,
} from '@case-consultation/features';
import { goTo, type PageAnswer } from '../../kit/answer.js';
import { notNow } from '../parts/not-now.js';
import { closedOfferView } from './offer.view.js';

export type OpenOffer = Extract<OneOffer, { state: 'open' }>;

interface Readers {
  readonly offers: OfferQueries;
  readonly programmes: Programmes;
}

/** The page of an offer that can still be answered; a kind word when it cannot. */
export async function offerPage(
  { offers, programmes }: Readers,
  actor: Actor,
  offerId: string,
  whenOpen: (offer: OpenOffer, zone: string) => PageAnswer,
): Promise<PageAnswer> {
  const [offer, { settings }] = await Promise.all([
    offers.one(actor, offerId),
    programmes.of(actor.programmeId),
  ]);
  return offer.state === 'open'
    ? whenOpen(offer, settings.zone)
    : notNow(closedOfferView(offer, settings.zone));
}

/**
 * After an answer was refused: the form again while the offer can be answered, otherwise what became of it. An answer that
 * was sent twice leads where the first one led.
 */
export async function offerPageAgain(
  { offers, programmes }: Readers,
  actor: Actor,
  offerId: string,
  sentTwice: OfferEnd,
  whenOpen: (offer: OpenOffer, zone: string) => PageAnswer,
): Promise<PageAnswer> {
  const [offer, { settings }] = await Promise.all([
    offers.one(actor, offerId),
    programmes.of(actor.programmeId),
  ]);
  if (offer.state === 'open') return whenOpen(offer, settings.zone);
  if (offer.state === 'ended' && offer.how === sentTwice) {
    return goTo(offer.code === null ? '/consulting' : `/consultations/${offer.code}`);
  }
  return notNow(closedOfferView(offer, settings.zone), 409);
}
