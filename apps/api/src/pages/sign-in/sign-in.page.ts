import { Get, Post, Query, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { LocalSignIn, SignIn } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../kit/answer.js';
import { Cookies } from '../kit/cookies.js';
import { FormState, type Typed } from '../kit/form-state.js';
import { answerForm } from '../kit/page-form.js';
import { Form, Page } from '../kit/page.decorator.js';
import { addressForm } from './sign-in.form.js';
import { wayBack, withWayBack } from './way-back.js';

/** Where one says who one is: an address that a code is sent to. */
@Page('sign-in', 'anybody')
export class SignInPage {
  constructor(
    private readonly signIn: SignIn,
    private readonly local: LocalSignIn,
    private readonly cookies: Cookies,
  ) {}

  @Get()
  show(@Query('to') to: unknown, @Req() { visit }: FastifyRequest): PageAnswer {
    return visit?.visitor ? goTo(wayBack(to)) : this.page(new FormState(), to);
  }

  @Post()
  send(
    @Form() typed: Typed,
    @Query('to') to: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: addressForm,
      typed,
      act: async ({ email }) => {
        const { attempt } = await this.signIn.askForCode(email);
        this.cookies.set(reply, 'sign-in', attempt);
        return goTo(withWayBack('/sign-in/code', to));
      },
      again: (form, status) => this.page(form, to, status),
    });
  }

  private page(form: FormState, to: unknown, status = 200): PageAnswer {
    const peopleHref = this.local.allowed ? withWayBack('/sign-in/people', to) : null;
    return page('sign-in/sign-in', 'Sign in', { peopleHref }, { form, status });
  }
}
