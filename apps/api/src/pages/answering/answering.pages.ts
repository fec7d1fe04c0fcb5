import { type Type } from '@nestjs/common';

/** Every page of this folder. */
export const ANSWERING_PAGES: readonly Type[] = [];
