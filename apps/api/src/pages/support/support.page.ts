import { Get, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { ProgrammeQueries } from '@case-consultation/features';
import { page, type PageAnswer } from '../kit/answer.js';
import { Page } from '../kit/page.decorator.js';

/** How to use the service, and where to turn. */
@Page('help', 'anybody')
export class HelpPage {
  constructor(private readonly programmes: ProgrammeQueries) {}

  @Get()
  async show(@Req() { visit }: FastifyRequest): Promise<PageAnswer> {
    const visitor = visit?.visitor;
    const contacts = visitor ? (await this.programmes.programme(visitor.actor)).settings.localContacts : [];
    return page('support/help', 'Help', { contacts });
  }
}

/** For people who work with abuse and may live with it, or have. */
@Page('support-for-you', 'anybody')
export class SupportForYouPage {
  @Get()
  show(): PageAnswer {
    return page('support/support-for-you', 'Support for you', {});
  }
}

@Page('privacy', 'anybody')
export class PrivacyPage {
  @Get()
  show(): PageAnswer {
    return page('support/privacy', 'Privacy', {});
  }
}

@Page('cookies', 'anybody')
export class CookiesPage {
  @Get()
  show(): PageAnswer {
    return page('support/cookies', 'Cookies', {});
  }
}

@Page('accessibility', 'anybody')
export class AccessibilityPage {
  constructor(private readonly programmes: ProgrammeQueries) {}

  @Get()
  async show(@Req() { visit }: FastifyRequest): Promise<PageAnswer> {
    const visitor = visit?.visitor;
    const leads = visitor ? await this.programmes.leads(visitor.actor) : [];
    return page('support/accessibility', 'Accessibility statement', { leads });
  }
}
