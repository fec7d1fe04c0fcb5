import { type Type } from '@nestjs/common';

/** Every page of this folder. */
export const BOARD_PAGES: readonly Type[] = [];
