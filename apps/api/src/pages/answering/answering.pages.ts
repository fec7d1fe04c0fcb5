import { type Type } from '@nestjs/common';
import { AttendancePage } from './attendance/attendance.page.js';
import { NotHeldPage } from './attendance/not-held.page.js';
import { LateConflictPage } from './conflict/late-conflict.page.js';
import { NoConflictPage } from './conflict/no-conflict.page.js';
import { ConsultingListPage } from './consulting/consulting-list.page.js';
import { ConsultingPage } from './consulting/consulting.page.js';
import { OfferConflictPage } from './offer/conflict.page.js';
import { DeclineOfferPage } from './offer/decline.page.js';
import { OfferPage } from './offer/offer.page.js';

/** Every page of this folder. */
export const ANSWERING_PAGES: readonly Type[] = [
  OfferPage,
  DeclineOfferPage,
  OfferConflictPage,
  LateConflictPage,
  NoConflictPage,
  AttendancePage,
  NotHeldPage,
  ConsultingPage,
  ConsultingListPage,
];
