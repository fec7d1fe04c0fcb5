import { type Type } from '@nestjs/common';

/** Every page of this folder. */
export const REQUEST_PAGES: readonly Type[] = [];
