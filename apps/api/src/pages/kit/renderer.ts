import { createHash } from 'node:crypto';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { DEFAULT_BRAND, isConsultant, isLead, mayAdminister } from '@case-consultation/domain';
import { type Visitor } from '@case-consultation/features';
import { type Clock } from '@case-consultation/platform';
import { type PageAnswer, type ShownPage } from './answer.js';
import { type Assets } from './assets.js';
import { type Cookies } from './cookies.js';
import { FORM_TOKEN, formToken } from './form-token.js';
import { isNotice, NOTICES } from './notices.js';
import { type Templates } from './templates.js';
import { secretOfStranger, type Visit, visitOf } from './visit.js';

export const HTML = 'text/html; charset=utf-8';

/** What does not change from one page to the next. */
export interface PageSurroundings {
  readonly serviceName: string;
  readonly assets: Assets;
  /** Whether this is a practice copy on one machine. */
  readonly localMode: boolean;
}

/** Puts a page into its layout: header, navigation, what is said once, error summary, footer. */
export class Renderer {
  constructor(
    private readonly templates: Templates,
    private readonly cookies: Cookies,
    private readonly surroundings: PageSurroundings,
    private readonly clock: Clock,
  ) {}

  /** Sends the answer of a page. */
  answer(request: FastifyRequest, reply: FastifyReply, answer: PageAnswer): string {
    if (answer.kind === 'redirect') {
      if (answer.notice !== null) this.cookies.set(reply, 'notice', answer.notice);
      void reply.status(303).header('location', answer.to);
      return '';
    }
    if (answer.kind === 'file') {
      void reply
        .status(200)
        .type(`${answer.type}; charset=utf-8`)
        .header('content-disposition', `attachment; filename="${answer.name}"`);
      return answer.content;
    }
    void reply.status(answer.status).type(HTML);
    return this.html(request, reply, answer);
  }

  /** The whole page as HTML. */
  html(request: FastifyRequest, reply: FastifyReply, shown: ShownPage): string {
    const visit = visitOf(request, reply);
    const { template, view, form } = shown;
    return this.templates.render(template, {
      ...view,
      form,
      layout: this.layout(request, reply, shown, visit),
    });
  }

  private layout(request: FastifyRequest, reply: FastifyReply, shown: ShownPage, visit: Visit) {
    const { serviceName, assets, localMode } = this.surroundings;
    const { visitor } = visit;
    const { cookies } = this;
    const errors = shown.form?.summary ?? null;
    return {
      title: `${errors ? 'Error: ' : ''}${shown.title} – ${serviceName}`,
      serviceName,
      organisation: visit.brand?.name ?? serviceName,
      colour: visit.brand?.colour ?? DEFAULT_BRAND.colour,
      assets,
      nonce: visit.nonce,
      errors,
      notice: this.noticeOnce(request, reply),
      token: {
        name: FORM_TOKEN,
        // Asked for by forms alone: a page without one gives nobody a cookie.
        get value() {
          visit.secret ??= secretOfStranger(request, reply, cookies);
          return formToken(visit.secret);
        },
      },
      visitor: visitor && {
        name: visitor.name,
        mark: markOf(visitor),
        isLast: visitor.idleUntil.getTime() === visitor.endsAt.getTime(),
        idleLeftMs: Math.max(0, visitor.idleUntil.getTime() - this.clock.now().getTime()),
      },
      navigation: visitor ? navigationOf(visitor, shown.section ?? pathOf(request)) : [],
      localMode,
    };
  }

  private noticeOnce(request: FastifyRequest, reply: FastifyReply): string | null {
    const notice = this.cookies.read(request, 'notice');
    if (notice === undefined) return null;
    this.cookies.clear(reply, 'notice');
    return isNotice(notice) ? NOTICES[notice] : null;
  }
}

/** The same for the same person, by which a page knows whether it is still theirs; it is no id of anything. */
function markOf({ actor }: Visitor): string {
  return createHash('sha256').update(actor.personId).digest('base64url').slice(0, 12);
}

interface NavigationItem {
  text: string;
  href: string;
  current: boolean;
}

function navigationOf({ actor }: Visitor, section: string): NavigationItem[] {
  const items = [
    { text: 'Home', href: '/' },
    // From there a lead who consults comes to their availability, too; there is no room for both beside the board.
    ...(isConsultant(actor) ? [{ text: 'My day', href: '/day' }] : []),
    { text: 'My requests', href: '/requests' },
    ...(isConsultant(actor) ? [{ text: 'My consultations', href: '/consulting' }] : []),
    ...(actor.roles.includes('champion') ? [{ text: 'My availability', href: '/availability' }] : []),
    { text: 'My actions', href: '/actions' },
    ...(isLead(actor) ? [{ text: 'Board', href: '/board' }] : []),
    ...(mayAdminister(actor)
      ? [
          { text: 'People', href: '/people' },
          { text: 'Settings', href: '/settings' },
        ]
      : []),
  ];
  return items.map((item) => ({ ...item, current: item.href === section }));
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? '/';
}
