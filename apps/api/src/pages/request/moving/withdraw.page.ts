import { Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { formatPeriod } from '@case-consultation/domain';
import { Asking, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { VerbPages } from '../verb-page.js';
import { reason } from './reason.form.js';

const withReason = z.object({ reason });
/** A draft, which nobody else has seen, goes without a word. */
const silently = z.object({}).transform(() => ({ reason: '' }));

/** Withdraws a request that is no longer needed. */
@Page('consultations/:code/withdraw')
export class WithdrawPage {
  constructor(
    private readonly asking: Asking,
    private readonly pages: VerbPages,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.page(actor, code, new FormState(), 200);
  }

  @Post()
  async withdraw(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    const isDraft = (await this.pages.open(actor, code)).standing.status === 'draft';
    return answerForm({
      schema: isDraft ? silently : withReason,
      typed,
      act: async (given, kept) => {
        await this.asking.withdraw(actor, code, given.reason, kept);
        return goTo('/requests', isDraft ? 'draft-deleted' : 'withdrawn');
      },
      again: (form, status) => this.page(actor, code, form, status),
    });
  }

  private page(actor: Visitor['actor'], code: string, form: FormState, status: number): Promise<PageAnswer> {
    return this.pages.whenMayDo('withdraw', actor, code, ({ standing: { status: stands, time }, zone }) => {
      const isDraft = stands === 'draft';
      const title = isDraft ? 'Delete this draft?' : 'Withdraw your request?';
      const booked = time && formatPeriod(time.startsAt, time.endsAt, zone);
      const view = { code, title, isDraft, booked };
      return page('request/moving/withdraw', title, view, { form, status, section: '/requests' });
    });
  }
}
