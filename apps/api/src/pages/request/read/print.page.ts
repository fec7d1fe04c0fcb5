import { Get, Param } from '@nestjs/common';
import { formatInstant } from '@case-consultation/domain';
import { ActionQueries, ConsultationQueries, Records, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { VerbPages } from '../verb-page.js';
import { readRecord } from './read-record.js';

/** The record with its actions, to read and to print for the case file. */
@Page('consultations/:code/print')
export class PrintPage {
  constructor(
    readonly consultations: ConsultationQueries,
    readonly records: Records,
    readonly actions: ActionQueries,
    private readonly pages: VerbPages,
  ) {}

  @Get()
  show(
    @Me() { actor, name }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    return this.pages.whenMayDo('print', actor, code, async (context) => {
      const record = await readRecord(this, context);
      const printed = `Opened by ${name} on ${formatInstant(context.moment.now, context.zone)}`;
      return page('request/read/print', `Record of consultation ${code}`, { code, record, printed });
    });
  }
}
