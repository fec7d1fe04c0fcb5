import { type Type } from '@nestjs/common';
import { HistoryPage } from './history/history.page.js';
import { HoursPage } from './hours/hours.page.js';
import { LeavePage } from './leave/leave.page.js';
import { LimitsPage } from './limits/limits.page.js';
import { NeverPage } from './never/never.page.js';
import { OneOffPage } from './one-off/one-off.page.js';
import { OverviewPage } from './overview/overview.page.js';

/** Every page of this folder. */
export const AVAILABILITY_PAGES: readonly Type[] = [
  OverviewPage,
  HoursPage,
  OneOffPage,
  LeavePage,
  LimitsPage,
  NeverPage,
  HistoryPage,
];
