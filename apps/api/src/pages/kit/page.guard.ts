import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { brandShown, isConsultant, isLead, mayAdminister } from '@case-consultation/domain';
import { Programmes, Sessions, type Visitor } from '@case-consultation/features';
import { noSuchThing } from '../../http/problems/api-problem.js';
import { Cookies } from './cookies.js';
import { FORM_TOKEN, isFormToken } from './form-token.js';
import { type Typed } from './form-state.js';
import { type PageAccess, pageAccess } from './page-access.js';
import { NotSignedIn, StaleForm } from './page-refusals.js';
import { knownSecretOfStranger, type Visit, visitOf } from './visit.js';

/** Signed in by default, and no form taken that did not come from a page of ours. */
@Injectable()
export class PageGuard implements CanActivate {
  constructor(
    private readonly sessions: Sessions,
    private readonly programmes: Programmes,
    private readonly cookies: Cookies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = pageAccess(context.getClass());
    if (access === undefined) throw noSuchThing();
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const visit = visitOf(request, reply);
    const token = this.cookies.read(request, 'session');
    visit.visitor = token === undefined ? null : await this.sessions.visitorOf(token);
    // That of somebody not signed in is made by the first form they are shown: a page without one sets no cookie.
    if (visit.visitor && token !== undefined) visit.secret = token;
    if (visit.visitor) {
      const { settings, name } = await this.programmes.of(visit.visitor.actor.programmeId);
      visit.brand = brandShown(settings.brand, name);
    }
    if (!visit.visitor && access !== 'anybody') throw new NotSignedIn();
    if (request.method === 'POST') mustBeOurs(request, this.secretsFor(access, request, visit));
    if (visit.visitor && !maySee(access, visit.visitor)) throw noSuchThing();
    return true;
  }

  /**
   * What the token of a form may be tied to: the session. A page for anybody may have been opened before signing in, so that
   * pressing its button twice signs in and is no form of another session.
   */
  private secretsFor(access: PageAccess, request: FastifyRequest, { secret }: Visit): readonly string[] {
    const mayBeBefore = access === 'anybody' || secret === null;
    const before = mayBeBefore ? knownSecretOfStranger(request, this.cookies) : null;
    return [secret, before].filter((one) => one !== null);
  }
}

/** What one may not see is not there. */
function maySee(access: PageAccess, { actor }: Visitor): boolean {
  if (access === 'lead') return isLead(actor);
  if (access === 'consultant') return isConsultant(actor);
  if (access === 'administration') return mayAdminister(actor);
  return true;
}

/** @throws StaleForm for a form of another session, or from elsewhere */
function mustBeOurs({ body }: FastifyRequest, secrets: readonly string[]): void {
  const typed = (body ?? {}) as Typed;
  const given = typed[FORM_TOKEN];
  if (typeof given === 'string' && secrets.some((secret) => isFormToken(given, secret))) return;
  throw new StaleForm();
}
