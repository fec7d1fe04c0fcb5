import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { FeaturesModule, type FeaturesOptions } from '@case-consultation/features';
import { HealthChecks, Metrics } from '@case-consultation/platform';
import { AlertsController } from './alerts/alerts.controller.js';
import { HomeController } from './home/home.controller.js';
import { AvailabilityController } from './availability/availability.controller.js';
import { AskingController } from './consultations/asking.controller.js';
import { BookingsController } from './consultations/bookings.controller.js';
import { ConsultationReader } from './consultations/consultation-reader.js';
import { ConsultationsController } from './consultations/consultations.controller.js';
import { CoverPlansController } from './cover/cover-plans.controller.js';
import { SwapsController } from './cover/swaps.controller.js';
import { ForecastController } from './demand/forecast.controller.js';
import { ActionsController } from './follow-up/actions.controller.js';
import { FeedbackController } from './follow-up/feedback.controller.js';
import { RecordsController } from './follow-up/records.controller.js';
import { TokenLimit } from './http/rate-limits.js';
import { DemandController } from './demand/demand.controller.js';
import { UnmetDemandController } from './demand/unmet-demand.controller.js';
import { LeadTasksController } from './lead/lead-tasks.controller.js';
import { LeadController } from './lead/lead.controller.js';
import { OffersController } from './offers/offers.controller.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { OpenApi } from './openapi/openapi.service.js';
import { AccessGuard } from './operations/access.guard.js';
import { EveryOperation } from './operations/every-operation.js';
import { PagesModule, type PagesParts } from './pages/pages.module.js';
import { PeopleImportsController } from './people/people-imports.controller.js';
import { AccountsController } from './people/accounts.controller.js';
import { PeopleController } from './people/people.controller.js';
import { ProgrammeController } from './programme/programme.controller.js';
import { AgenciesController } from './settings/agencies.controller.js';
import { PathwaysController } from './settings/pathways.controller.js';
import { SettingsController } from './settings/settings.controller.js';
import { ServiceController } from './service/service.controller.js';

export const CONTROLLERS = [
  ConsultationsController,
  AskingController,
  BookingsController,
  OffersController,
  RecordsController,
  FeedbackController,
  ActionsController,
  LeadController,
  LeadTasksController,
  HomeController,
  AlertsController,
  DemandController,
  UnmetDemandController,
  CoverPlansController,
  SwapsController,
  ForecastController,
  AvailabilityController,
  ProgrammeController,
  PeopleImportsController,
  AccountsController,
  PeopleController,
  SettingsController,
  AgenciesController,
  PathwaysController,
  OpenApiController,
  ServiceController,
];

@Module({})
export class ApiModule {
  static forRoot(
    features: FeaturesOptions,
    pages: PagesParts,
    health: HealthChecks,
    metrics: Metrics,
  ): DynamicModule {
    return {
      module: ApiModule,
      imports: [FeaturesModule.forRoot(features), PagesModule.forRoot(pages), DiscoveryModule],
      controllers: CONTROLLERS,
      providers: [
        ConsultationReader,
        EveryOperation,
        OpenApi,
        TokenLimit,
        { provide: HealthChecks, useValue: health },
        { provide: Metrics, useValue: metrics },
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
    };
  }
}
