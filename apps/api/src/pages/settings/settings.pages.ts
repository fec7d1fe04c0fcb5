import { type Type } from '@nestjs/common';
import { AddAgencyPage, AddTeamPage } from './agencies/add.page.js';
import { AgenciesPage } from './agencies/agencies.page.js';
import { AgencyPage } from './agencies/agency.page.js';
import { TeamPage } from './agencies/team.page.js';
import { SettingsGroupPage } from './group/group.page.js';
import { SettingsHistoryPage } from './history/history.page.js';
import { SettingsPage } from './overview/overview.page.js';
import { AddPathwayPage } from './pathways/add-pathway.page.js';
import { PathwayPage } from './pathways/pathway.page.js';
import { PathwaysPage } from './pathways/pathways.page.js';
import { ReplayPage } from './replay/replay.page.js';

/** Every page of this folder. */
export const SETTINGS_PAGES: readonly Type[] = [
  SettingsPage,
  SettingsHistoryPage,
  AgenciesPage,
  AddAgencyPage,
  AgencyPage,
  AddTeamPage,
  TeamPage,
  PathwaysPage,
  AddPathwayPage,
  PathwayPage,
  ReplayPage,
  SettingsGroupPage,
];
