import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import {
  Asking,
  type ConsultationDetail,
  type ConsultationOutline,
  ConsultationQueries,
} from '@case-consultation/features';
import { type Caller } from '../operations/who.decorator.js';
import { type consultation } from './consultation.dto.js';
import { draftOf } from './draft.js';

/** One consultation as the caller may see it now: a draft with what is missing, an outline, or all of it. */
@Injectable()
export class ConsultationReader {
  constructor(
    private readonly asking: Asking,
    private readonly consultations: ConsultationQueries,
  ) {}

  /** @throws DomainError `not-found` */
  async read(actor: Caller, code: string): Promise<z.output<typeof consultation>> {
    const found = await this.consultations.get(actor, code);
    if (found.status === 'draft') return draftOf(await this.asking.draft(actor, code));
    return isDetail(found) ? detailOf(found) : { ...found, access: 'outline' };
  }
}

function isDetail(found: ConsultationOutline | ConsultationDetail): found is ConsultationDetail {
  return found.access === 'detail';
}

/** Attendees and children are part of the request, and not told twice. */
function detailOf(found: ConsultationDetail) {
  const { attendees, children, ...detail } = found;
  return { ...detail, request: { ...detail.request, attendees, children } };
}
