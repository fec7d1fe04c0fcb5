import { type Type } from '@nestjs/common';

/** Every page of this folder. */
export const ACTIONS_PAGES: readonly Type[] = [];
