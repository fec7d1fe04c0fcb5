import { aCast, type Cast, type Walker, walkerIn } from '../http/cast.js';
import { pagesAmong } from '../http/routes.js';
import { type Stage, type Subject, Subjects } from '../http/subjects.js';
import { TestApi } from '../http/test-api.js';
import { TestService } from '../service/service.js';
import { CANARY_TEXTS } from './canaries.js';
import { FILLINGS, OPENED_WITH } from './fillings.js';
import { pageFaults } from './page-faults.js';
import { type PageVisitor } from './page-visitor.js';
import { type ReadPage } from './read-page.js';
import { aStranger, signedIn } from './sign-in.js';

/**
 * How somebody fared: shown a page with a form or without one; what they sent was done, led elsewhere with nothing done
 * (`to` an address), or came back to be put right; or refused.
 */
export type PageOutcome =
  'form' | 'page' | 'done' | 'again' | 'not-there' | 'not-theirs' | 'not-now' | `to ${string}`;

/** Every way to ask for a page, such as `GET /offers/:id`. */
export type PageRoute = `${'GET' | 'POST'} /${string}`;

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** What parts of an address stand for that name neither a consultation nor anything of it. */
const OTHER_PARTS: Readonly<Record<string, string>> = {
  section: 'records',
  table: 'requests.csv',
  forecast: 'joining.csv',
  group: 'answering',
};

/** The pages of a service with a cast, opened and sent by each of them in turn. */
export class PageWalk {
  private constructor(
    readonly service: TestService,
    readonly api: TestApi,
    readonly cast: Cast,
    readonly subjects: Subjects,
  ) {}

  static async start(): Promise<PageWalk> {
    const service = await TestService.start();
    const api = await TestApi.start(service);
    const cast = await aCast(service);
    return new PageWalk(service, api, cast, new Subjects(service, cast, CANARY_TEXTS));
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.service.stop();
  }

  /** Every page there is, as the server knows them. */
  get routes(): PageRoute[] {
    return pagesAmong(this.api.api.routes.entries).map(({ method, url }) => `${method} ${url}` as PageRoute);
  }

  stranger(): PageVisitor {
    return aStranger(this.api);
  }

  /** A browser in which they have just signed in; null for the consultant of what has none. */
  async as(walker: Walker, subject: Subject): Promise<PageVisitor | null> {
    const person = walkerIn(this.cast, walker, subject.consultantId);
    if (person === null) return null;
    const { programme, elsewhere } = this.cast;
    return signedIn(this.api, walker === 'elsewhere' ? elsewhere : programme, person);
  }

  /** One page, not followed; as every answer has to be, whatever it says. */
  async open(visitor: PageVisitor, route: PageRoute, subject: Subject): Promise<ReadPage> {
    return sound(await visitor.once('GET', addressOf(route, subject)));
  }

  /** Sends fields to a page, not followed. */
  async send(visitor: PageVisitor, route: PageRoute, subject: Subject, fields: Fields): Promise<ReadPage> {
    return sound(await visitor.once('POST', addressOf(route, subject), bodyOf(fields)));
  }

  /**
   * What a person sends who fills the page in well, without the token: what stands in its form, and over it what they
   * fill in. Taken from the page as somebody sees it who may.
   */
  async filled(visitor: PageVisitor, route: PageRoute, subject: Subject, stage: Stage): Promise<Fields> {
    const fill = FILLINGS[route];
    if (!fill) throw new Error(`Nobody knows how to fill in ${route}`);
    const shown = await visitor.get(addressOf(route, subject) + (OPENED_WITH[route]?.(this.subjects) ?? ''));
    const { cast, subjects } = this;
    const { filled, button } = fill({ page: shown, cast, subjects, subject, stage });
    if (shown.status !== 200 || shown.$('main form[method=post]').length === 0) return filled;
    const form = shown.form(button);
    const hidden = Object.fromEntries(form.hidden.filter(([name]) => name !== TOKEN));
    return {
      ...hidden,
      ...shown.fields,
      ...filled,
      ...(form.button && { [form.button[0]]: form.button[1] }),
    };
  }

  /** The token of the forms of this visitor’s pages. */
  async token(visitor: PageVisitor): Promise<string> {
    // Every page of somebody who is signed in has one; a stranger is led to one.
    for (const path of ['/help', '/']) {
      const page = await visitor.get(path);
      const { value } = page.$(`input[name=${TOKEN}]`).get(0)?.attribs ?? {};
      if (value !== undefined) return value;
    }
    throw new Error('No page has a form');
  }

  /** How opening a page went. */
  opened(page: ReadPage): PageOutcome {
    return page.status === 200
      ? page.$('main form[method=post]').length > 0
        ? 'form'
        : 'page'
      : refusedOrLed(page);
  }

  /** How sending one went. @param changed whether anything is otherwise than before */
  sent(page: ReadPage, changed: boolean): PageOutcome {
    if (changed) return page.status === 303 ? 'done' : 'again';
    return page.status === 200 || page.status === 422 ? 'again' : refusedOrLed(page);
  }
}

export const TOKEN = '_token';

/** The address of a route for this subject. */
export function addressOf(route: PageRoute, { code, id }: Subject): string {
  const parts: Readonly<Record<string, string>> = { ...OTHER_PARTS, code, id };
  return route.replace(/^\w+ /, '').replace(/:(\w+)/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`${route}: nobody knows what :${name} is`);
    return encodeURIComponent(part);
  });
}

export function bodyOf(fields: Fields): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) body.append(name, one);
  return body;
}

function refusedOrLed({ status, headers, path, html }: ReadPage): PageOutcome {
  switch (status) {
    case 303:
      return `to ${nameless(headers.get('location') ?? '')}`;
    case 403:
      return 'not-theirs';
    case 404:
      return 'not-there';
    case 409:
      return 'not-now';
    default:
      throw new Error(`${path} answered ${status}: ${html.slice(0, 500)}`);
  }
}

/** An address without what it is about. */
function nameless(address: string): string {
  return address
    .replace(/=[^&]*/g, '')
    .replace(/B-[0-9A-Z]{6}/g, ':code')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id');
}

function sound(page: ReadPage): ReadPage {
  const faults = pageFaults(page);
  if (faults.length > 0) throw new Error(`${faults.join('\n')}\n${page.status} ${page.text.slice(0, 300)}`);
  return page;
}
