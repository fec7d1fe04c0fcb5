import {
  type Access,
  type Consultation,
  type Mode,
  ownerOf,
  type Priority,
  type Purpose,
  type Stage,
  type Status,
} from '@case-consultation/domain';
import { type Row } from '@case-consultation/database';

/** What everyone who may see a consultation at all may know of it: agency, stage, priority, purpose and time. */
export interface ConsultationOutline {
  code: string;
  status: Status;
  access: Exclude<Access, 'none'>;
  priority: Priority | null;
  targetOn: string | null;
  mode: Mode | null;
  agency: string | null;
  stage: Stage | null;
  purposes: readonly Purpose[];
  restricted: boolean;
  consultant: { id: string; name: string } | null;
  /** Who must do something next: a person, the leads, or (once it is over) nobody. */
  owner: { kind: 'person'; personId: string; name: string | null } | { kind: 'leads' } | null;
  time: { startsAt: Date; endsAt: Date; status: 'tentative' | 'confirmed' } | null;
  offer: { id: string; consultantId: string; expiresAt: Date } | null;
  submittedAt: Date | null;
  statusSince: Date;
  version: number;
}

export interface OutlineRow extends Row {
  agency_id: string | null;
  stage: Stage | null;
  purposes: Purpose[];
  submitted_at: Date | null;
  status_since: Date;
}

/** What an outline is made of, beside what is read of every consultation `c` and the names. */
export const OUTLINE_COLUMNS = 'c.agency_id, c.stage, c.purposes, c.submitted_at, c.status_since';

/** Of whom, and of what agency, a name may be told. */
export function namedIn(
  { requesterId, consultantId }: Consultation,
  { agency_id }: Pick<OutlineRow, 'agency_id'>,
): string[] {
  return [requesterId, consultantId, agency_id].filter((id) => id !== null);
}

export function outlineOf(
  consultation: Consultation,
  row: OutlineRow,
  names: ReadonlyMap<string, string>,
  access: 'outline' | 'detail',
): ConsultationOutline {
  const { code, status, priority, targetOn, mode, restricted, consultantId, booking, offer, version } =
    consultation;
  return {
    code,
    status,
    access,
    priority,
    targetOn,
    mode,
    agency: row.agency_id === null ? null : (names.get(row.agency_id) ?? null),
    stage: row.stage,
    purposes: row.purposes,
    restricted,
    consultant: consultantId === null ? null : { id: consultantId, name: names.get(consultantId) ?? '' },
    owner: ownerWithName(consultation, names),
    time:
      booking === null
        ? null
        : { startsAt: booking.startsAt, endsAt: booking.endsAt, status: booking.status },
    offer:
      offer === null ? null : { id: offer.id, consultantId: offer.consultantId, expiresAt: offer.expiresAt },
    submittedAt: row.submitted_at,
    statusSince: row.status_since,
    version,
  };
}

function ownerWithName(
  consultation: Consultation,
  names: ReadonlyMap<string, string>,
): ConsultationOutline['owner'] {
  const owner = ownerOf(consultation);
  if (owner === null || owner.kind === 'leads') return owner;
  return { ...owner, name: names.get(owner.personId) ?? '' };
}
