import { type Type } from '@nestjs/common';

/** Every page of this folder. */
export const SUPPORT_PAGES: readonly Type[] = [];
