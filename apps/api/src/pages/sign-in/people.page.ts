import { Get, Post, Query, Res } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { LocalSignIn } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../kit/answer.js';
import { Cookies } from '../kit/cookies.js';
import { FormState, type Typed } from '../kit/form-state.js';
import { answerForm } from '../kit/page-form.js';
import { Form, Page } from '../kit/page.decorator.js';
import { personForm, readChoice } from './people.form.js';
import { peopleView } from './people.view.js';
import { wayBack } from './way-back.js';

/** In the local mode only: choose whom to be. Anywhere else there is no such page. */
@Page('sign-in/people', 'anybody')
export class PeoplePage {
  constructor(
    private readonly local: LocalSignIn,
    private readonly cookies: Cookies,
  ) {}

  @Get()
  show(): Promise<PageAnswer> {
    return this.page(new FormState());
  }

  @Post()
  choose(
    @Form() typed: Typed,
    @Query('to') to: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: personForm,
      typed,
      act: async ({ person }) => {
        const { token } = await this.local.enter(readChoice(person));
        this.cookies.set(reply, 'session', token);
        return goTo(wayBack(to));
      },
      again: (form, status) => this.page(form, status),
    });
  }

  private async page(form: FormState, status = 200): Promise<PageAnswer> {
    const view = peopleView(await this.local.people(), form.text('person'));
    return page('sign-in/people', 'Choose whom to be', view, { form, status });
  }
}
