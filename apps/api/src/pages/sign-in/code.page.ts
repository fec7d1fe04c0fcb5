import { Get, Post, Query, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { SignIn } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../kit/answer.js';
import { Cookies } from '../kit/cookies.js';
import { FormState, type Typed } from '../kit/form-state.js';
import { answerForm } from '../kit/page-form.js';
import { Form, Page } from '../kit/page.decorator.js';
import { codeForm } from './sign-in.form.js';
import { wayBack, withWayBack } from './way-back.js';

/** Where the code from the email is entered. */
@Page('sign-in/code', 'anybody')
export class CodePage {
  constructor(
    private readonly signIn: SignIn,
    private readonly cookies: Cookies,
  ) {}

  @Get()
  show(@Query('to') to: unknown, @Req() request: FastifyRequest): PageAnswer {
    if (request.visit?.visitor) return goTo(wayBack(to));
    if (this.cookies.read(request, 'sign-in') === undefined) return goTo(withWayBack('/sign-in', to));
    return this.page(new FormState(), to);
  }

  @Post()
  enter(
    @Form() typed: Typed,
    @Query('to') to: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> | PageAnswer {
    // Pressed twice: the first press has signed them in.
    if (request.visit?.visitor) return goTo(wayBack(to));
    return answerForm({
      schema: codeForm,
      typed,
      act: async ({ code }) => {
        const attempt = this.cookies.read(request, 'sign-in') ?? '';
        const entered = await this.signIn.enter(attempt, code);
        if ('choose' in entered) return goTo(withWayBack('/sign-in/programme', to));
        this.cookies.set(reply, 'session', entered.token);
        this.cookies.clear(reply, 'sign-in');
        return goTo(wayBack(to));
      },
      again: (form, status) => this.page(form, to, status),
      inputOf: () => 'code',
    });
  }

  private page(form: FormState, to: unknown, status = 200): PageAnswer {
    const view = { againHref: withWayBack('/sign-in', to) };
    return page('sign-in/code', 'Enter the code', view, { form, status });
  }
}
