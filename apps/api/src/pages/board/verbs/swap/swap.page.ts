import { Get, Param, Post } from '@nestjs/common';
import { formatPeriod } from '@case-consultation/domain';
import { Swaps, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { PRIORITY_WORDS } from '../../../words/words.js';
import { timeWords } from '../../../asking/times/times.view.js';
import { type Opened } from '../../../request/verb-page.js';
import { aboutView } from '../parts/about.view.js';
import { LeadVerbs } from '../parts/lead-verbs.js';

import { swapForm } from './swap.form.js';

/** Two bookings change consultants, and each keeps its time. */
@Page('consultations/:code/swap', 'lead')
export class SwapPage {
  constructor(
    private readonly verbs: LeadVerbs,
    private readonly swaps: Swaps,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.verbs.show('swap', actor, code, (opened, form) => this.page(opened, form));
  }

  @Post()
  swap(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return this.verbs.answer({
      actor,
      code,
      verb: 'swap',
      schema: swapForm,
      typed,
      act: async ({ with: other, reason, seen }, kept) => {
        const versions = { own: seen, other: other.version };
        await this.swaps.swap(actor, code, { with: other.code, reason, ...kept }, versions);
        return goTo(`/consultations/${code}`, 'swapped');
      },
      show: (opened, form, status) => this.page(opened, form, status),
      inputOf: (field) => (field === 'consultantId' ? 'with' : field),
    });
  }

  private async page(opened: Opened, form: FormState, status = 200): Promise<PageAnswer> {
    const { actor, standing, programme, moment, zone } = opened;
    const { able, unable } = await this.swaps.partners(actor, standing.code);
    const chosen = form.text('with');
    const view = {
      ...aboutView(opened),
      heading: 'Swap it with another booking',
      when: timeWords(standing.time?.startsAt ?? moment.now, programme.settings),
      present: standing.consultant?.name ?? 'the consultant',
      unable,
      items: able.map(({ code, version, consultant, startsAt, endsAt, priority, agency }) => ({
        value: `${code} ${version}`,
        text: `${consultant.name}, ${formatPeriod(startsAt, endsAt, zone)}`,
        hint: { text: [code, PRIORITY_WORDS[priority], agency].filter((part) => part !== null).join('. ') },
        checked: `${code} ${version}` === chosen,
      })),
    };
    return page('board/verbs/swap/swap', view.heading, view, { form, status, section: '/board' });
  }
}
