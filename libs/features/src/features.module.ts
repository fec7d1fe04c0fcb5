import { type DynamicModule, Module, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { Database } from '@case-consultation/database';
import { theService } from '@case-consultation/domain';
import { CaseCipher, Clock, KeyRing, type Logger } from '@case-consultation/platform';
import { AlertQueries } from './alerts/alerts.queries.js';
import { Alerts } from './alerts/alerts.service.js';
import { AuditChain } from './audit/audit-chain.service.js';
import { Asking } from './asking/asking.service.js';
import { AskingPreview } from './asking/asking-preview.queries.js';
import { LanguagePrompts } from './asking/language-prompts.service.js';
import { AvailabilityQueries } from './availability/availability.queries.js';
import { AvailabilityChanges } from './availability/availability.service.js';
import { BoardQueries } from './board/board.queries.js';
import { Attendees } from './bookings/attendees.service.js';
import { Bookings } from './bookings/bookings.service.js';
import { ConsultationChanges } from './consultations/consultation-changes.service.js';
import { ConsultingQueries } from './consulting/consulting.queries.js';
import { KeptIdentifierQueries } from './case-text/kept-identifiers.queries.js';
import { ConsultationQueries } from './consultations/consultation.queries.js';
import { MyRequests } from './consultations/my-requests.queries.js';
import { CaseReads } from './consultations/case-reads.service.js';
import { ReadNotes } from './consultations/read-notes.service.js';
import { BookingMoves } from './cover/booking-moves.service.js';
import { CoverQueries } from './cover/cover.queries.js';
import { Cover } from './cover/cover.service.js';
import { Swaps } from './cover/swaps.service.js';
import { Feedback } from './feedback/feedback.service.js';
import { ActionOwnerQueries } from './follow-up/action-owners.queries.js';
import { ActionQueries } from './follow-up/actions.queries.js';
import { Actions } from './follow-up/actions.service.js';
import { RecordPrompts } from './follow-up/record-prompts.service.js';
import { Records } from './follow-up/records.service.js';
import { Reviews } from './follow-up/reviews.service.js';
import { HomeQueries } from './home/home.queries.js';
import { DemandQueries } from './insight/demand.queries.js';
import { ForecastQueries } from './insight/forecast.queries.js';
import { LeadTasks } from './lead/lead-tasks.service.js';
import { LeadTimesQueries } from './lead/lead-times.queries.js';
import { Lead } from './lead/lead.service.js';
import { ServiceIdentity } from './messages/service-identity.js';
import { OfferQueries } from './offers/offer.queries.js';
import { Offers } from './offers/offers.service.js';
import { Idempotency } from './people/idempotency.service.js';
import { PeopleImports } from './people/import/people-import.service.js';
import { PeopleQueries } from './people/people.queries.js';
import { People } from './people/people.service.js';
import { Tokens } from './people/tokens.service.js';
import { Names } from './programme/names.service.js';
import { ProgrammeQueries } from './programme/programme.queries.js';
import { ProgrammeSetup } from './programme/programme-setup.service.js';
import { Programmes } from './programme/programmes.service.js';
import { FreedTime } from './routing/freed-time.service.js';
import { OfferFreedTime } from './routing/offer-freed-time.service.js';
import { OtherTimes } from './routing/other-times.service.js';
import { RoutingQueries } from './routing/routing.queries.js';
import { Routing } from './routing/routing.service.js';
import { TimesQueries } from './routing/times.queries.js';
import { UnmetDemand } from './routing/unmet-demand.service.js';
import { Agencies } from './settings/agencies.service.js';
import { Pathways } from './settings/pathways.service.js';
import { ReplayQueries } from './settings/replay.queries.js';
import { Settings } from './settings/settings.service.js';
import { LocalAccess, LocalSignIn } from './sign-in/local-sign-in.service.js';
import { Sessions } from './sign-in/sessions.service.js';
import { SignIn } from './sign-in/sign-in.service.js';
import { LOGGER } from './wiring.js';

export interface FeaturesOptions {
  database: { url: string; poolSize: number; name: string };
  keyRing: KeyRing;
  identity: ServiceIdentity;
  clock: Clock;
  logger: Logger;
  /**
   * True only in the local mode of a service that listens on nothing but this machine itself: whoever reaches it may then be
   * anybody. Never, unless told.
   */
  localSignIn?: boolean;
}

/** What pages, API and worker alike are built from. */
export const USE_CASES = [
  Names,
  Programmes,
  ProgrammeQueries,
  ProgrammeSetup,
  ConsultationChanges,
  ReadNotes,
  CaseReads,
  ConsultationQueries,
  KeptIdentifierQueries,
  MyRequests,
  Asking,
  TimesQueries,
  OtherTimes,
  Routing,
  FreedTime,
  AlertQueries,
  Alerts,
  OfferFreedTime,
  RoutingQueries,
  Offers,
  OfferQueries,
  Bookings,
  Attendees,
  Lead,
  LeadTimesQueries,
  LeadTasks,
  BoardQueries,
  DemandQueries,
  ForecastQueries,
  Records,
  RecordPrompts,
  Actions,
  ActionQueries,
  ActionOwnerQueries,
  Reviews,
  People,
  PeopleQueries,
  PeopleImports,
  Tokens,
  Sessions,
  SignIn,
  LocalSignIn,
  Idempotency,
  AuditChain,
  AvailabilityQueries,
  AvailabilityChanges,
  HomeQueries,
  ConsultingQueries,
  LanguagePrompts,
  AskingPreview,
  UnmetDemand,
  Feedback,
  Settings,
  Agencies,
  Pathways,
  ReplayQueries,
  BookingMoves,
  Cover,
  CoverQueries,
  Swaps,
] as const;

/** The use cases over one database. Global: every module of the process may use them. */
@Module({})
export class FeaturesModule implements OnApplicationShutdown {
  constructor(private readonly database: Database) {}

  static forRoot({
    database,
    keyRing,
    identity,
    clock,
    logger,
    localSignIn = false,
  }: FeaturesOptions): DynamicModule {
    const shared: Provider[] = [
      { provide: Database, useFactory: () => Database.connect(database) },
      { provide: Clock, useValue: clock },
      { provide: KeyRing, useValue: keyRing },
      { provide: LOGGER, useValue: logger },
      { provide: ServiceIdentity, useValue: identity },
      { provide: LocalAccess, useValue: { allowed: localSignIn } satisfies LocalAccess },
      {
        provide: CaseCipher,
        inject: [Database],
        useFactory: (from: Database) => new CaseCipher(keyRing, dataKeysFrom(from)),
      },
    ];
    return {
      module: FeaturesModule,
      global: true,
      providers: [...shared, ...USE_CASES],
      exports: [
        ...shared.map((provider) => ('provide' in provider ? provider.provide : provider)),
        ...USE_CASES,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

function dataKeysFrom(database: Database) {
  return (programmeId: string) =>
    database.as(theService(programmeId), (tx) =>
      tx.query<{ version: number; kekId: string; wrapped: Buffer }>(
        'SELECT version, kek_id AS "kekId", wrapped FROM programme_key WHERE programme_id = $1 ORDER BY version',
        [programmeId],
      ),
    );
}
