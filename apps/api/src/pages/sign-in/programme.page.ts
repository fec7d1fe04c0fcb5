import { Get, Post, Query, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { DomainError } from '@case-consultation/domain';
import { type ProgrammeChoice, SignIn } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../kit/answer.js';
import { Cookies } from '../kit/cookies.js';
import { FormState, type Typed } from '../kit/form-state.js';
import { answerForm } from '../kit/page-form.js';
import { Form, Page } from '../kit/page.decorator.js';
import { programmeForm } from './sign-in.form.js';
import { wayBack, withWayBack } from './way-back.js';

/** Where somebody who belongs to several programmes says in which they work now. */
@Page('sign-in/programme', 'anybody')
export class ChooseProgrammePage {
  constructor(
    private readonly signIn: SignIn,
    private readonly cookies: Cookies,
  ) {}

  @Get()
  show(@Query('to') to: unknown, @Req() request: FastifyRequest): Promise<PageAnswer> | PageAnswer {
    if (request.visit?.visitor) return goTo(wayBack(to));
    return this.page(request, new FormState(), to);
  }

  @Post()
  choose(
    @Form() typed: Typed,
    @Query('to') to: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> | PageAnswer {
    // Pressed twice: the first press has signed them in.
    if (request.visit?.visitor) return goTo(wayBack(to));
    return answerForm({
      schema: programmeForm,
      typed,
      act: async ({ programme }) => {
        const { token } = await this.signIn.choose(this.attempt(request), programme);
        this.cookies.set(reply, 'session', token);
        this.cookies.clear(reply, 'sign-in');
        return goTo(wayBack(to));
      },
      again: (form, status) => this.page(request, form, to, status),
    });
  }

  /** The programmes to choose from; back to where a code is sent from, when the one they gave no longer counts. */
  private async page(
    request: FastifyRequest,
    form: FormState,
    to: unknown,
    status = 200,
  ): Promise<PageAnswer> {
    const choices = await this.choices(request);
    if (choices === null) return goTo(withWayBack('/sign-in', to));
    const items = choices.map(({ code, name }) => ({
      value: code,
      text: name,
      checked: form.has('programme', code),
    }));
    return page('sign-in/programme', 'Choose a programme', { items }, { form, status });
  }

  private async choices(request: FastifyRequest): Promise<readonly ProgrammeChoice[] | null> {
    try {
      return await this.signIn.choices(this.attempt(request));
    } catch (error) {
      if (error instanceof DomainError && error.code === 'sign-in-code-expired') return null;
      throw error;
    }
  }

  private attempt(request: FastifyRequest): string {
    return this.cookies.read(request, 'sign-in') ?? '';
  }
}
