import { Injectable } from '@nestjs/common';
import { type Actor, type Consultation } from '@case-consultation/domain';
import {
  consultationFrom,
  Database,
  type NamedStatement,
  readOf,
  type Row,
} from '@case-consultation/database';
import { Clock, type ProgrammeKeys } from '@case-consultation/platform';
import { Programmes } from '../programme/programmes.service.js';
import { mustSeeDetail } from './access.js';
import { type ReadWhat } from './read-audit.js';
import { ReadNotes } from './read-notes.service.js';

/** Who reads which case, and when. */
export interface CaseReading {
  consultation: Consultation;
  actor: Actor;
  keys: ProgrammeKeys;
  now: Date;
}

/** Something that is kept of a case beside the request: how it is read, as what, and as what the audit notes it. */
export interface CasePart<T> {
  statement(this: void, consultation: Consultation, actor: Actor): NamedStatement;
  view(this: void, rows: Row[], reading: CaseReading): T;
  /** Null for what no case text is in. */
  noted(this: void, view: T): ReadWhat | null;
}

type Views<Parts extends readonly unknown[]> = {
  [At in keyof Parts]: Parts[At] extends CasePart<infer T> ? T : never;
};

/** Reads what is kept of a case, for those who may see it: looked up, checked and noted once, however much of it is read. */
@Injectable()
export class CaseReads {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly notes: ReadNotes,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns what each part says, in order, once the audit holds that it was read
   * @throws DomainError `not-found`, `conflict-check-first`
   */
  async read<Parts extends readonly CasePart<unknown>[]>(
    actor: Actor,
    code: string,
    ...parts: Parts
  ): Promise<Views<Parts>> {
    const [{ keys }, found] = await Promise.all([
      this.programmes.of(actor.programmeId),
      this.database.read(actor, readOf(code)),
    ]);
    const consultation = consultationFrom(found);
    mustSeeDetail(consultation, actor);
    const rows = await this.database.readTogether(
      actor,
      parts.map(({ statement }) => statement(consultation, actor)),
    );
    const reading = { consultation, actor, keys, now: this.clock.now() };
    const read = parts.map((part, at) => {
      const view = part.view(rows[at] ?? [], reading);
      return { view, noted: part.noted(view) };
    });
    const noted = new Set(read.flatMap((one) => one.noted ?? []));
    await Promise.all([...noted].map((what) => this.notes.note(actor, consultation.id, what)));
    return read.map(({ view }) => view) as Views<Parts>;
  }
}
