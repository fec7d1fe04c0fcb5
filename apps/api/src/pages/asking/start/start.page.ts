import { randomUUID } from 'node:crypto';
import { Get, Post } from '@nestjs/common';
import { DomainError } from '@case-consultation/domain';
import { Asking, HomeQueries, Idempotency, type Visitor } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { askPath } from '../kit/ask-pages.js';

/** What asking is, and where it begins. */
@Page('requests/new')
export class StartPage {
  constructor(
    private readonly asking: Asking,
    private readonly idempotency: Idempotency,
    private readonly home: HomeQueries,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    const { practitioner } = await this.home.of(actor);
    const drafts = (practitioner?.drafts.items ?? []).map(({ code }) => ({ code, href: askPath(code) }));
    return page(
      'asking/start/start',
      'Ask for a case consultation',
      { drafts, key: randomUUID() },
      { section: '/requests' },
    );
  }

  /** Makes a draft; the same press twice makes one. */
  @Post()
  async start(@Me() { actor }: Visitor, @Form() typed: Typed): Promise<PageAnswer> {
    const key = typeof typed['key'] === 'string' ? typed['key'] : randomUUID();
    try {
      const code = await this.idempotency.once(
        actor,
        key,
        { page: 'requests/new' },
        async (remember) => (await this.asking.start(actor, {}, remember)).code,
        (known) => Promise.resolve(known),
      );
      return goTo(askPath(code));
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'idempotency-key-reused') throw error;
      // The first press is still at work: the page it came from will name the draft.
      return goTo('/requests/new');
    }
  }
}
