import { type Type } from '@nestjs/common';
import { AlertsPage } from './alerts/alerts.page.js';
import { ActionsOverduePage } from './actions/actions.page.js';
import { DemandPage } from './demand/overview/demand.page.js';
import { ChangeCoverPage } from './cover/change.page.js';
import { ChooseCoverPage } from './cover/choose.page.js';
import { CoverPlanPage } from './cover/plan.page.js';
import { ForecastPage } from './demand/forecast/forecast.page.js';
import { WhatIfPage } from './demand/what-if/what-if.page.js';
import { OffersPage } from './offers/offers.page.js';
import { OverviewPage } from './overview/overview.page.js';
import { RecordsPage } from './records/records.page.js';
import { TasksPage } from './tasks/tasks.page.js';
import { ThisWeekPage } from './this-week/this-week.page.js';
import { UnmetPage } from './unmet/unmet.page.js';
import { AssignPage } from './verbs/assign/assign.page.js';
import { AssignTimePage } from './verbs/assign/assign-time.page.js';
import { ClosePage } from './verbs/close/close.page.js';
import { HandOverPage } from './verbs/hand-over/hand-over.page.js';
import { PriorityPage } from './verbs/priority/priority.page.js';
import { ReassignPage } from './verbs/reassign/reassign.page.js';
import { RoutingPage } from './verbs/routing/routing.page.js';
import { SwapPage } from './verbs/swap/swap.page.js';
import { TakePage } from './verbs/take/take.page.js';
import { TurnDownPage } from './verbs/turn-down/turn-down.page.js';
import { WaitingPage } from './waiting/waiting.page.js';
import { WithLeadPage } from './with-lead/with-lead.page.js';

/** Every page of this folder. */
export const BOARD_PAGES: readonly Type[] = [
  OverviewPage,
  WaitingPage,
  WithLeadPage,
  OffersPage,
  ThisWeekPage,
  RecordsPage,
  ActionsOverduePage,
  TasksPage,
  AlertsPage,
  DemandPage,
  ForecastPage,
  WhatIfPage,
  UnmetPage,
  AssignTimePage,
  AssignPage,
  TakePage,
  ReassignPage,
  TurnDownPage,
  PriorityPage,
  HandOverPage,
  ClosePage,
  RoutingPage,
  SwapPage,
  ChooseCoverPage,
  CoverPlanPage,
  ChangeCoverPage,
];
