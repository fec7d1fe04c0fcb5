import { type Type } from '@nestjs/common';

/** Every page of this folder. */
export const RECORD_PAGES: readonly Type[] = [];
