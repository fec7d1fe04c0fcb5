import { type Type } from '@nestjs/common';

/** Every page of this folder. */
export const ASKING_PAGES: readonly Type[] = [];
