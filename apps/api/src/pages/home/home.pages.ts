import { type Type } from '@nestjs/common';
import { HomePage } from './home.page.js';

/** Every page of this folder. */
export const HOME_PAGES: readonly Type[] = [HomePage];
