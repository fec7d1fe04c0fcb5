import { CreateConsultations1795000100000 } from './1795000100000-create-consultations.js';
import { CreateFollowUp1795000200000 } from './1795000200000-create-follow-up.js';
import { CreateOutboxAndAudit1795000300000 } from './1795000300000-create-outbox-and-audit.js';
import { CreateProgrammesAndPeople1795000000000 } from './1795000000000-create-programmes-and-people.js';
import { RefuseLostChanges1795000400000 } from './1795000400000-refuse-lost-changes.js';
import { AddSessions1796000000000 } from './1796000000000-add-sessions.js';
import { IndexTheBoard1796000100000 } from './1796000100000-index-the-board.js';
import { AddFeedback1796000200000 } from './1796000200000-add-feedback.js';
import { CountFreedTime1797050100000 } from './1797050100000-count-freed-time.js';
import { TellAlerts1797050200000 } from './1797050200000-tell-alerts.js';
import { FindWhatNeedsMe1796000200100 } from './1796000200100-find-what-needs-me.js';
import { ListWhatWasDone1796000300000 } from './1796000300000-list-what-was-done.js';
import { KeepIdentifierReasons1796900000000 } from './1796900000000-keep-identifier-reasons.js';
import { PutPromptsAside1796900100000 } from './1796900100000-put-prompts-aside.js';
import { CountDemand1797000100000 } from './1797000100000-count-demand.js';
import { IndexCalledOff1797000150000 } from './1797000150000-index-called-off.js';
import { KeepAvailability1797010100000 } from './1797010100000-keep-availability.js';
import { KeepSettingsHistory1797030100000 } from './1797030100000-keep-settings-history.js';
import { ManagePeople1797040100000 } from './1797040100000-manage-people.js';
import { AddCoverPlans1797020100000 } from './1797020100000-add-cover-plans.js';
import { KeepWhatRulesAsk1797060100000 } from './1797060100000-keep-what-rules-ask.js';
import { ListUnmetDemand1797110000000 } from './1797110000000-list-unmet-demand.js';
import { TellNeverMatchKept1797120000000 } from './1797120000000-tell-never-match-kept.js';
import { TellAgenciesChanged1797130000000 } from './1797130000000-tell-agencies-changed.js';
import { TellWhoElseWasConsidered1797140000000 } from './1797140000000-tell-who-else-was-considered.js';

/** In the order in which they run. */
export const MIGRATIONS = [
  CreateProgrammesAndPeople1795000000000,
  CreateConsultations1795000100000,
  CreateFollowUp1795000200000,
  CreateOutboxAndAudit1795000300000,
  RefuseLostChanges1795000400000,
  AddSessions1796000000000,
  IndexTheBoard1796000100000,
  AddFeedback1796000200000,
  FindWhatNeedsMe1796000200100,
  ListWhatWasDone1796000300000,
  KeepIdentifierReasons1796900000000,
  PutPromptsAside1796900100000,
  CountDemand1797000100000,
  IndexCalledOff1797000150000,
  KeepAvailability1797010100000,
  AddCoverPlans1797020100000,
  KeepSettingsHistory1797030100000,
  ManagePeople1797040100000,
  CountFreedTime1797050100000,
  TellAlerts1797050200000,
  KeepWhatRulesAsk1797060100000,
  ListUnmetDemand1797110000000,
  TellNeverMatchKept1797120000000,
  TellAgenciesChanged1797130000000,
  TellWhoElseWasConsidered1797140000000,
];
