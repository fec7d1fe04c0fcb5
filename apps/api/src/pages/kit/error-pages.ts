import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Problem } from '../../http/problems/problem.js';
import { page, type ShownPage } from './answer.js';
import { type Typed } from './form-state.js';
import { FORM_TOKEN } from './form-token.js';
import { isFromHere, NotSignedIn, StaleForm } from './page-refusals.js';
import { HTML, type Renderer } from './renderer.js';

interface Words {
  title: string;
  /** Paragraphs: what to do. */
  next: readonly string[];
}

/** What people read instead of what programs do; what is missing and what is not theirs read alike. */
const WORDS: Readonly<Record<number, Words>> = {
  400: {
    title: 'We could not read that address',
    next: ['Check the address. If you followed a link from an email, go to the home page instead.'],
  },
  403: {
    title: 'That is somebody else’s to do',
    next: ['Go to your home page to see what is yours.'],
  },
  404: {
    title: 'Page not found',
    next: [
      'Check the address: if you typed it, look for a slip; if you pasted it, see that you copied all of it.',
      'If you are looking for a consultation, it may not be yours to see. Your home page lists those that are.',
    ],
  },
  409: {
    title: 'That cannot be done now',
    next: [
      'Something has changed since you opened the page. Go back, open it again and see where it stands.',
    ],
  },
  413: {
    title: 'That is too long',
    next: ['Go back and shorten what you wrote; your text is still there.'],
  },
  429: {
    title: 'Too many tries',
    next: ['If you go back, what you typed is still there.'],
  },
  503: {
    title: 'The service is not available just now',
    next: ['Try again in a minute. What you have saved is safe.'],
  },
};

const OURS: Words = {
  title: 'Something went wrong on our side',
  next: [
    'Try again in a minute. What you have saved is safe.',
    'If it happens again, tell the people who run the service, with the reference below.',
  ],
};

const THEIRS: Words = { title: 'That did not work', next: ['Go back and try again.'] };

/** Refusals as pages: what happened, what to do, and a reference that the log has too. */
export class ErrorPages {
  constructor(private readonly renderer: Renderer) {}

  /** Answers a request for a page that could not be answered. */
  send(request: FastifyRequest, reply: FastifyReply, thrown: unknown, problem: Problem): void {
    request.problemCode = problem.body.code;
    if (reply.sent) return;
    if (thrown instanceof NotSignedIn && request.method !== 'POST') {
      void reply
        .status(303)
        .header('location', `/sign-in${backTo(request.url)}`)
        .send();
      return;
    }
    // Whoever signs out with a session that is over is signed out. The cookie stays: another site's form comes without it too.
    if (thrown instanceof NotSignedIn && request.url === '/sign-out') {
      void reply.status(303).header('location', '/signed-out').send();
      return;
    }
    const shown =
      thrown instanceof NotSignedIn || thrown instanceof StaleForm
        ? sendAgain(request, isFromHere(request))
        : refusal(problem, request.id);
    // How long to wait and which methods there are; the challenge to programs is not for browsers.
    const headers = Object.entries(problem.headers).filter(([name]) => name !== 'www-authenticate');
    void reply
      .status(shown.status)
      .headers(Object.fromEntries(headers))
      .type(HTML)
      .send(this.renderer.html(request, reply, shown));
  }
}

function refusal({ body, headers }: Problem, reference: string): ShownPage {
  const { status, detail } = body;
  const words = WORDS[status] ?? (status >= 500 ? OURS : THEIRS);
  // What a rule says is for the person; what HTTP says is not.
  const said =
    status === 403 || status === 409 || status === 422
      ? [detail]
      : status === 429
        ? [waitWords(headers['retry-after'])]
        : [];
  return page(
    'layout/error',
    words.title,
    { heading: words.title, paragraphs: [...said, ...words.next], reference },
    { status },
  );
}

/** @param seconds as `Retry-After` has them */
function waitWords(seconds: string | undefined): string {
  const minutes = Math.ceil(Number(seconds ?? 60) / 60);
  return minutes <= 1 ? 'Wait a minute, then try again.' : `Wait ${minutes} minutes, then try again.`;
}

/**
 * Nothing typed is lost with a session: the same form once more. Sent after signing in it comes back with the token of the
 * new session, to be sent with one press more: nothing else shows that it is theirs who signed in since.
 */
function sendAgain(request: FastifyRequest, mayResend: boolean): ShownPage {
  const signedIn = Boolean(request.visit?.visitor);
  const typed = (request.body ?? {}) as Typed;
  const fields = Object.entries(typed)
    .filter(([name]) => name !== FORM_TOKEN)
    .flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one })));
  const title = !mayResend ? 'Nothing was done' : signedIn ? 'Send that again' : 'You have been signed out';
  return page(
    'layout/send-again',
    title,
    { heading: title, signedIn, action: request.url, fields: mayResend ? fields : [], mayResend },
    { status: signedIn ? 403 : 401 },
  );
}

/** Where to go after signing in; only ever an address of ours. */
function backTo(url: string): string {
  return url === '/' || !url.startsWith('/') ? '' : `?to=${encodeURIComponent(url)}`;
}
