import { type Type } from '@nestjs/common';
import { DayPage } from './day.page.js';

/** Every page of this folder. */
export const DAY_PAGES: readonly Type[] = [DayPage];
