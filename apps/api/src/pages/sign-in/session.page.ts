import { Get, Post, Query, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Sessions } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../kit/answer.js';
import { Cookies } from '../kit/cookies.js';
import { Page } from '../kit/page.decorator.js';
import { wayBack, withWayBack } from './way-back.js';

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
  show(@Query('to') to: unknown, @Req() { visit }: FastifyRequest): PageAnswer {
    // A tab that heard nothing of the others is sent here too early.
    if (visit?.visitor) return goTo(wayBack(to));
    return page('sign-in/signed-out', 'You are signed out', { signInHref: withWayBack('/sign-in', to) });
  }
}

/** Opened beside a page that waits for its person to be signed in again; opening it is a sign of life. */
@Page('stay-signed-in', 'signed-in')
export class StaySignedInPage {
  @Get()
  show(): PageAnswer {
    return page('sign-in/stay-signed-in', 'You are signed in', {});
  }
}
