import { type Type } from '@nestjs/common';
import { CheckPage } from './check/check.page.js';
import { SubmittedPage } from './check/submitted.page.js';
import { ColleaguesPage } from './conflicts/colleagues.page.js';
import { FamilyWorksPage } from './conflicts/family-works.page.js';
import { DeleteDraftPage } from './delete/delete.page.js';
import { CaseReferencePage } from './family/case-reference.page.js';
import { ChildrenPage } from './family/children.page.js';
import { FlagsPage } from './flags/flags.page.js';
import { TaskListPage } from './list/list.page.js';
import { PurposesPage } from './purpose/purposes.page.js';
import { QuestionPage } from './purpose/question.page.js';
import { WordsPage } from './purpose/words.page.js';
import { SafetyPage } from './safety/safety.page.js';
import { StopPage } from './safety/stop.page.js';
import { DecisionDatePage } from './stage/decision-date.page.js';
import { DecisionPage } from './stage/decision.page.js';
import { StagePage } from './stage/stage.page.js';
import { StartPage } from './start/start.page.js';
import { AgencyPage } from './team/agency.page.js';
import { OthersPage } from './team/others.page.js';
import { TeamNamePage } from './team/team-name.page.js';
import { AccessPage } from './times/access.page.js';
import { ChooseTimePage } from './times/choose.page.js';
import { ChosenTimesPage } from './times/chosen.page.js';
import { ModePage } from './times/mode.page.js';
import { NoTimeSuitsPage } from './times/none.page.js';

/** Every page of this folder. */
export const ASKING_PAGES: readonly Type[] = [
  StartPage,
  TaskListPage,
  SafetyPage,
  StopPage,
  AgencyPage,
  TeamNamePage,
  OthersPage,
  CaseReferencePage,
  ChildrenPage,
  StagePage,
  DecisionPage,
  DecisionDatePage,
  FlagsPage,
  PurposesPage,
  QuestionPage,
  WordsPage,
  ColleaguesPage,
  FamilyWorksPage,
  ModePage,
  AccessPage,
  ChooseTimePage,
  ChosenTimesPage,
  NoTimeSuitsPage,
  CheckPage,
  SubmittedPage,
  DeleteDraftPage,
];
