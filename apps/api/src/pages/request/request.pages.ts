import { type Type } from '@nestjs/common';
import { FeedbackPage } from './after/feedback.page.js';
import { ReviewNotPossiblePage, ReviewPage } from './after/review.page.js';
import { AttendeesPage } from './attendees/attendees.page.js';
import { ConsultationPage } from './consultation/consultation.page.js';
import { RequestsPage } from './list/requests.page.js';
import { CancelPage } from './moving/cancel.page.js';
import { ChangeTimesPage } from './moving/change-times.page.js';
import { ReschedulePage } from './moving/reschedule.page.js';
import { WithdrawPage } from './moving/withdraw.page.js';
import { AgreePage } from './read/agree.page.js';
import { PrintPage } from './read/print.page.js';

/** Every page of this folder. */
export const REQUEST_PAGES: readonly Type[] = [
  RequestsPage,
  ConsultationPage,
  ChangeTimesPage,
  ReschedulePage,
  CancelPage,
  WithdrawPage,
  AttendeesPage,
  AgreePage,
  PrintPage,
  FeedbackPage,
  ReviewNotPossiblePage,
  ReviewPage,
];
