import { type Type } from '@nestjs/common';
import { ConsultationPage } from './consultation/consultation.page.js';
import { RequestsPage } from './list/requests.page.js';

/** Every page of this folder. */
export const REQUEST_PAGES: readonly Type[] = [RequestsPage, ConsultationPage];
