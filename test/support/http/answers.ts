/** The answers of the API as far as the tests read them; the description itself is held against every answer. */

export interface PageAnswer<T> {
  items: T[];
  next: string | null;
}

export interface DraftAnswer {
  access: 'draft';
  code: string;
  status: 'draft';
  version: number;
  request: Record<string, unknown>;
  gate: { go: boolean; stop?: string; message?: string; contacts?: { name: string }[] } | null;
  missing: { pointer: string; code: string; message: string }[];
}

export interface StandingAnswer {
  access: 'none' | 'outline' | 'detail';
  code: string;
  status: string;
  priority: string | null;
  targetOn: string | null;
  owner: { kind: 'person'; personId: string } | { kind: 'leads' } | null;
  time: { startsAt: string; endsAt: string; status: string } | null;
  offer: { id: string; consultantId: string; expiresAt: string } | null;
  version: number;
  detail: {
    record: string;
    openActions: number;
    heldAt: string | null;
    reviewDueOn: string | null;
    reviewDone: boolean;
  } | null;
}

export interface DetailAnswer extends Omit<StandingAnswer, 'detail'> {
  requester: { id: string; name: string };
  consultant: { id: string; name: string } | null;
  request: Record<string, unknown>;
  record: string;
  openActions: number;
}

export interface OfferAnswer {
  id: string;
  code: string;
  startsAt: string;
  endsAt: string;
  expiresAt: string;
}

export interface ActionAnswer {
  id: string;
  code: string;
  description: string;
  owner: { id: string; name: string };
  dueOn: string;
  about: string;
  status: string;
}

export interface RecordAnswer {
  state: string;
  headings: Record<string, string>;
  version: number;
}

export interface HistoryAnswer {
  items: { event: string; from: string; to: string; by: { id: string } | null; reason: string | null }[];
}

export interface TimesAnswer {
  items: string[];
}
