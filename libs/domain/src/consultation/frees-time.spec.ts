import { type DeclineReason, DECLINE_REASONS, type ConsultationEvent } from './events.js';
import { freesTime } from './frees-time.js';
import { aBooking, anOffer } from './consultation.builder.js';

const booking = aBooking();
const offer = anOffer();
const reason = 'something came up';

describe('whether an hour became free', () => {
  it.each<[boolean, ConsultationEvent]>([
    [true, { type: 'booking-cancelled', booking, reason, by: 'requester' }],
    [true, { type: 'rescheduled', booking, from: booking, reason }],
    [true, { type: 'reassigned', booking, fromConsultantId: 'ada', reason }],
    [true, { type: 'withdrawn', booking, reason }],
    [false, { type: 'withdrawn', booking: null, reason }],
    [true, { type: 'offer-expired', offer, booking }],
    [true, { type: 'offer-withdrawn', offer, booking, reason }],
    [true, { type: 'conflict-declared', consultantId: 'ada', offer, booking }],
    [true, { type: 'not-held', booking, because: 'requester', next: 'rebook' }],
    [false, { type: 'held', booking, minutesLate: 0 }],
    [false, { type: 'offer-made', offer, booking }],
    [false, { type: 'offer-accepted', offer, booking, automatically: false }],
    [false, { type: 'submitted' }],
    [false, { type: 'moved-to-lead', because: 'nobody-fits' }],
  ])('%s for %j', (frees, event) => {
    expect(freesTime(event)).toBe(frees);
  });

  it('is not so when whoever declined has not got it free', () => {
    const declined = (because: DeclineReason) =>
      freesTime({ type: 'offer-declined', offer, booking, because, reason: null });
    expect(DECLINE_REASONS.filter(declined)).toEqual(['not-the-right-person', 'other']);
  });
});
