import {
  type Access,
  type DecisionKind,
  type Mode,
  type Priority,
  type Purpose,
  type RecordState,
  type Stage,
  type Status,
} from '@case-consultation/domain';
import { type ConsultantHome } from '../home/home.view.js';
import { type Page } from '../paging.js';

/** What is with a consultant and what was, the first of each. No case text. */
export interface ConsultingView extends ConsultantHome {
  /** `YYYY-MM-DD` in the programme's zone. */
  today: string;
  /** Held and written up, last first. */
  past: Page<PastConsultation>;
}

export interface PastConsultation {
  code: string;
  heldAt: Date;
  status: Extract<Status, 'held' | 'closed'>;
  agency: string | null;
  stage: Stage | null;
  /** The practitioner has agreed the record. */
  agreed: boolean;
  openActions: number;
}

/** How a consultation stands for one of its people, before anything of the case is opened: reading it is not noted. */
export interface WhereItStands {
  code: string;
  status: Status;
  access: Exclude<Access, 'none'>;
  /** In which capacity this person acts on it. */
  as: 'requester' | 'consultant' | 'lead';
  time: { startsAt: Date; endsAt: Date } | null;
  /** The open offer, when it is made to this person. */
  offerId: string | null;
  mode: Mode | null;
  priority: Priority | null;
  agency: string | null;
  stage: Stage | null;
  purposes: readonly Purpose[];
  /** The consultant it is with has said that there is no conflict. */
  conflictChecked: boolean;
  record: RecordState;
  heldAt: Date | null;
  /** Named for those who may see the case. */
  requester: string | null;
  /** Named once it is booked. */
  consultant: string | null;
  /** For those who may see the case. */
  decision: { on: string; kind: DecisionKind | null } | null;
}
