import {
  type GateDecision,
  type Mode,
  type Priority,
  type Purpose,
  type RequestForm,
  type Stage,
  type Status,
} from '@case-consultation/domain';

/** The answers of the API, as far as the demonstration reads them. Times are ISO 8601 in UTC. */

export interface Programme {
  readonly name: string;
  readonly settings: { readonly zone: string; readonly caseReference: { readonly example: string } };
}

export interface Draft {
  readonly code: string;
  readonly access: 'draft';
  readonly status: 'draft';
  readonly gate: GateDecision | null;
  readonly missing: readonly { readonly message: string }[];
}

export interface Offer {
  readonly id: string;
  readonly code: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly expiresAt: string;
  readonly priority: Priority;
  readonly mode: Mode;
  readonly agency: string;
  readonly stage: Stage;
  readonly purposes: readonly Purpose[];
}

export interface Consultation {
  readonly code: string;
  readonly access: 'outline' | 'detail';
  readonly status: Status;
  readonly priority: Priority;
  readonly targetOn: string;
  readonly consultant: { readonly id: string; readonly name: string } | null;
  readonly owner: unknown;
  readonly time: { readonly startsAt: string; readonly endsAt: string; readonly status: string } | null;
  readonly request?: RequestForm;
  readonly reviewDueOn?: string | null;
}

export interface Action {
  readonly id: string;
  readonly description: string;
  readonly dueOn: string;
  readonly status: string;
}

export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly message: string }[];
}

export interface RoutingRun {
  readonly at: string;
  readonly sentences: readonly string[];
  readonly replays: boolean;
}

export interface HistoryEntry {
  readonly at: string;
  readonly event: string;
  readonly to: Status;
  readonly by: { readonly name: string } | null;
  readonly reason: string | null;
}
