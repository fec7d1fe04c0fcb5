import { type Type } from '@nestjs/common';
import { ActionPage } from './action.page.js';
import { ActionsPage, SettledActionsPage } from './actions.page.js';

/** Every page of this folder; the one with a name of its own before the one that takes any id. */
export const ACTIONS_PAGES: readonly Type[] = [ActionsPage, SettledActionsPage, ActionPage];
