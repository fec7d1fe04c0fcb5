import 'reflect-metadata';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Config } from '@case-consultation/config';
import {
  Actions,
  Asking,
  Bookings,
  ConsultationQueries,
  DueWork,
  FeaturesModule,
  Lead,
  OfferQueries,
  Offers,
  Programmes,
  ProgrammeSetup,
  Records,
  Reviews,
  RoutingQueries,
  Settings,
  TimesQueries,
  Tokens,
  UnmetDemand,
  WorkerFeaturesModule,
} from '@case-consultation/features';
import { type Clock, createLogger, KeyRing } from '@case-consultation/platform';

@Module({})
class DemoModule {}

/** Sending is a short dialogue with a mail server on this machine: a few side by side keep both busy. */
const POOL = 8;

/** The use cases that the demo plays through, in this process. */
export interface UseCases {
  readonly setup: ProgrammeSetup;
  readonly programmes: Programmes;
  readonly settings: Settings;
  readonly tokens: Tokens;
  readonly asking: Asking;
  readonly times: TimesQueries;
  readonly routing: RoutingQueries;
  readonly offers: Offers;
  readonly offerQueries: OfferQueries;
  readonly consultations: ConsultationQueries;
  readonly bookings: Bookings;
  readonly lead: Lead;
  readonly unmet: UnmetDemand;
  readonly records: Records;
  readonly actions: Actions;
  readonly reviews: Reviews;
  readonly due: DueWork;
}

/** A made-up past need not be on the disk before it goes on: it is once the database next writes, a moment later. */
function hurried(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', '-c synchronous_commit=off');
  return url.href;
}

/** Opens the use cases over the service's database, with a clock and a mail server of the caller's. */
export async function openService(
  config: Config,
  clock: Clock,
  smtpUrl: string,
): Promise<{ use: UseCases; close: () => Promise<void> }> {
  const { databaseUrl, serviceName, publicUrl, mailDomain, organizerEmail, bounceEmail } = config;
  const url = hurried(databaseUrl);
  const organizer = { name: serviceName, email: organizerEmail };
  const module = {
    module: DemoModule,
    imports: [
      FeaturesModule.forRoot({
        database: { url, poolSize: POOL, name: 'demo' },
        keyRing: new KeyRing(config.caseKeys),
        identity: { serviceName, publicUrl, mailDomain, organizer },
        clock,
        logger: createLogger({ level: 'silent', name: 'demo' }),
      }),
      WorkerFeaturesModule.forRoot({
        mailer: { smtpUrl, from: organizer, bounceEmail },
        database: { url, name: 'demo' },
      }),
    ],
  };
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  return { use: useCasesOf(app), close: () => app.close() };
}

function useCasesOf(app: INestApplicationContext): UseCases {
  return {
    setup: app.get(ProgrammeSetup),
    programmes: app.get(Programmes),
    settings: app.get(Settings),
    tokens: app.get(Tokens),
    asking: app.get(Asking),
    times: app.get(TimesQueries),
    routing: app.get(RoutingQueries),
    offers: app.get(Offers),
    offerQueries: app.get(OfferQueries),
    consultations: app.get(ConsultationQueries),
    bookings: app.get(Bookings),
    lead: app.get(Lead),
    unmet: app.get(UnmetDemand),
    records: app.get(Records),
    actions: app.get(Actions),
    reviews: app.get(Reviews),
    due: app.get(DueWork),
  };
}
