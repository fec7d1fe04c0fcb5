import { Injectable } from '@nestjs/common';
import { type Actor, DomainError } from '@case-consultation/domain';
import { freeStartsOf, OTHERS_SHOWN, TimeRefused } from './free-starts.js';
import { TimesQueries } from './times.queries.js';

/** A time that has gone is answered with others. */
@Injectable()
export class OtherTimes {
  constructor(private readonly times: TimesQueries) {}

  /**
   * Does the work; when the time asked for was taken or is none of the consultant's, the error says which are left, as the
   * work saw it or else by looking again.
   * @param consultantId whose times; the consultation's own consultant when it is left out
   */
  async orSay<T>(actor: Actor, code: string, work: () => Promise<T>, consultantId?: string): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || !GONE.has(error.code)) throw error;
      const otherTimes =
        error instanceof TimeRefused
          ? freeStartsOf(error.inputs, error.consultantId, OTHERS_SHOWN)
          : await this.times.othersOf(actor, code, consultantId);
      throw new DomainError(error.code, error.message, error.field, { ...error.details, otherTimes });
    }
  }
}

const GONE: ReadonlySet<string> = new Set(['time-taken', 'time-not-offered', 'consultant-not-eligible']);
