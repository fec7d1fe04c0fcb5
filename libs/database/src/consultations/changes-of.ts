import { type Booking, type ConsultationEvent, type Offer } from '@case-consultation/domain';

export type OfferStatus = 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn' | 'conflict';
export type BookingStatus = 'tentative' | 'confirmed' | 'cancelled';

export interface OfferChange {
  offer: Offer;
  isNew: boolean;
  status: OfferStatus;
  because: string | null;
}

export interface BookingChange {
  booking: Booking;
  isNew: boolean;
  status: BookingStatus;
}

/** The rows that events leave behind: each offer and booking once, with where it ended. */
export interface Changes {
  offers: readonly OfferChange[];
  bookings: readonly BookingChange[];
  /** Persons who locked themselves out. */
  conflicts: readonly string[];
}

/** @param openOffer the offer that was open before, which a withdrawal of the whole request closes too */
export function changesOf(events: readonly ConsultationEvent[], openOffer: Offer | null): Changes {
  const offers = new Map<string, OfferChange>();
  const bookings = new Map<string, BookingChange>();
  const conflicts: string[] = [];
  const offer = (its: Offer, status: OfferStatus, because: string | null = null): void => {
    offers.set(its.id, {
      offer: its,
      status,
      because,
      isNew: status === 'open' || (offers.get(its.id)?.isNew ?? false),
    });
  };
  const booking = (its: Booking, status: BookingStatus): void => {
    bookings.set(its.id, {
      booking: its,
      status,
      isNew: status === 'tentative' || (bookings.get(its.id)?.isNew ?? false),
    });
  };

  let open = openOffer;
  for (const event of events) {
    switch (event.type) {
      case 'offer-made':
        offer(event.offer, 'open');
        booking(event.booking, 'tentative');
        open = event.offer;
        break;
      case 'offer-accepted':
        offer(event.offer, 'accepted');
        booking(event.booking, 'confirmed');
        open = null;
        break;
      case 'taken-by-lead':
        if (open) offer(open, 'accepted');
        booking(event.booking, 'confirmed');
        open = null;
        break;
      case 'offer-declined':
        offer(event.offer, 'declined', event.because);
        booking(event.booking, 'cancelled');
        open = null;
        break;
      case 'offer-expired':
        offer(event.offer, 'expired');
        booking(event.booking, 'cancelled');
        open = null;
        break;
      case 'offer-withdrawn':
        offer(event.offer, 'withdrawn');
        booking(event.booking, 'cancelled');
        open = null;
        break;
      case 'conflict-declared':
        if (event.offer) offer(event.offer, 'conflict');
        booking(event.booking, 'cancelled');
        conflicts.push(event.consultantId);
        open = null;
        break;
      case 'reassigned':
      case 'rescheduled':
        booking(event.booking, 'confirmed');
        break;
      case 'booking-cancelled':
      case 'not-held':
        booking(event.booking, 'cancelled');
        break;
      case 'withdrawn':
        if (open) offer(open, 'withdrawn');
        if (event.booking) booking(event.booking, 'cancelled');
        open = null;
        break;
      case 'attendees-changed':
        if (event.booking) booking(event.booking, 'confirmed');
        break;
      case 'submitted':
      case 'times-changed':
      case 'priority-overridden':
      case 'conflict-cleared':
      case 'moved-to-lead':
      case 'turned-down':
      case 'held':
      case 'record-shared':
      case 'record-agreed':
      case 'action-added':
      case 'action-settled':
      case 'review-done':
      case 'record-handed-over':
      case 'closed-by-lead':
      case 'closed':
        break;
    }
  }
  return { offers: [...offers.values()], bookings: [...bookings.values()], conflicts };
}
