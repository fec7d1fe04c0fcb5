import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, theService } from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import { Clock, type JobHandler, type JobHandlers, type JobPayload } from '@case-consultation/platform';
import { AlertDigestEmail } from '../alerts/alert-digest.email.js';
import { Alerts } from '../alerts/alerts.service.js';
import { ActionTimers } from '../follow-up/action-timers.service.js';
import { Reviews } from '../follow-up/reviews.service.js';
import { Lead } from '../lead/lead.service.js';
import { SendMessage } from '../messages/send-message.service.js';
import { Offers } from '../offers/offers.service.js';
import { OfferFreedTime } from '../routing/offer-freed-time.service.js';
import { PersonMailEmail } from '../people/person-mail.email.js';
import { Routing } from '../routing/routing.service.js';
import { UnmetDemand } from '../routing/unmet-demand.service.js';
import { SignInCodeEmail } from '../sign-in/sign-in-code.email.js';
import { markedDone } from './outbox-rows.js';

/** What a rule says when there is nothing left to do: the job is done, not failed. */
const NOTHING_TO_DO: ReadonlySet<string> = new Set([
  'not-found',
  'wrong-state',
  'offer-closed',
  'action-settled-already',
]);

/** Every job, as one call to a use case; then its outbox row is marked. Each may run twice. */
@Injectable()
export class Jobs {
  constructor(
    private readonly database: Database,
    private readonly routing: Routing,
    private readonly freed: OfferFreedTime,
    private readonly offers: Offers,
    private readonly lead: Lead,
    private readonly unmet: UnmetDemand,
    private readonly messages: SendMessage,
    private readonly codes: SignInCodeEmail,
    private readonly alerts: Alerts,
    private readonly digests: AlertDigestEmail,
    private readonly personMails: PersonMailEmail,
    private readonly actions: ActionTimers,
    private readonly reviews: Reviews,
    private readonly clock: Clock,
  ) {}

  readonly handlers: JobHandlers = {
    'route-consultation': this.handle(async (service, id) => {
      // What became free goes first to those whose turn it is. What goes wrong with that, its own job tells and tries again.
      await this.freed.offer(service).catch(() => undefined);
      await this.routing.routeWaiting(service.programmeId, id);
      await this.alerts.begin(service);
    }),
    'offer-freed-time': this.handle((service) => this.freed.offer(service)),
    'remind-offer': this.handle((service, id) => this.offers.remind(service, id)),
    'expire-offer': this.handle((service, id) => this.offers.expire(service, id)),
    'flag-target-at-risk': this.handle((service, id) => this.lead.flagTargetAtRisk(service, id)),
    'note-abandoned-draft': this.handle((service, id) => this.unmet.noteAbandoned(service, id)),
    // Marks its own row, in the transaction in which the message was sent.
    'send-message': (job) => this.messages.send(job),
    'tell-alerts': this.handle((service) => this.alerts.tell(service)),
    'send-alert-digest': (job) => this.digests.send(job),
    'send-sign-in-code': (job) => this.codes.send(job),
    'send-person-mail': (job) => this.personMails.send(job),
    'remind-action': this.handle((service, id) => this.actions.remind(service, id)),
    'chase-overdue-action': this.handle((service, id) => this.actions.chase(service, id)),
    'tell-lead-of-overdue-action': this.handle((service, id) => this.actions.tellLead(service, id)),
    'ask-for-review': this.handle((service, id) => this.reviews.ask(service, id)),
    'ask-for-record': this.handle((service, id) => this.reviews.askForRecord(service, id)),
  };

  private handle(work: (service: Actor, subjectId: string) => Promise<void>): JobHandler {
    return async ({ programmeId, subjectId, outboxId }: JobPayload) => {
      const service = theService(programmeId);
      try {
        await work(service, subjectId);
      } catch (error) {
        if (!(error instanceof DomainError) || !NOTHING_TO_DO.has(error.code)) throw error;
      }
      await this.database.atOnce(service, markedDone(outboxId, this.clock.now()));
    };
  }
}
