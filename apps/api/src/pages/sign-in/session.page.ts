import { Get, Post, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Sessions } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../kit/answer.js';
import { Cookies } from '../kit/cookies.js';
import { Page } from '../kit/page.decorator.js';

/** The end of a session. */
@Page('sign-out', 'signed-in')
export class SignOutPage {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookies: Cookies,
  ) {}

  @Post()
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PageAnswer> {
    await this.sessions.end(this.cookies.read(request, 'session') ?? '');
    this.cookies.clear(reply, 'session');
    return goTo('/signed-out');
  }
}

/** What is shown once somebody has signed out, or was signed out. */
@Page('signed-out', 'anybody')
export class SignedOutPage {
  @Get()
  show(): PageAnswer {
    return page('sign-in/signed-out', 'You are signed out', {});
  }
}

/** The answer to “you will be signed out soon”. */
@Page('stay-signed-in', 'signed-in')
export class StaySignedInPage {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookies: Cookies,
  ) {}

  @Post()
  async stay(@Req() request: FastifyRequest): Promise<PageAnswer> {
    await this.sessions.stillHere(this.cookies.read(request, 'session') ?? '');
    return goTo('/');
  }
}
