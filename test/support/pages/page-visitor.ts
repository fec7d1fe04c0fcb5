import { ReadPage } from './read-page.js';

type Filled = Readonly<Record<string, string | readonly string[]>>;

const MOST_REDIRECTS = 5;

/** One browser without JavaScript: keeps cookies, follows redirects, sends forms as they stand on the page. */
export class PageVisitor {
  private readonly cookies = new Map<string, string>();

  constructor(readonly origin: string) {}

  /** Puts a cookie into the browser. */
  keep(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  /** Opens an address, and wherever it leads on to. */
  get(path: string): Promise<ReadPage> {
    return this.follow('GET', path);
  }

  /**
   * Sends the form of a page: its hidden fields, what already stands in it, and over that what is filled in.
   * @param button the words of the button to press, where there is more than one form or button
   */
  submit(page: ReadPage, filled: Filled = {}, button?: string): Promise<ReadPage> {
    const form = page.form(button);
    const body = new URLSearchParams(form.hidden.map(([name, value]): [string, string] => [name, value]));
    for (const [name, value] of Object.entries({ ...page.fields, ...filled }))
      for (const one of [value].flat()) body.append(name, one);
    if (form.button) body.append(...form.button);
    return this.follow('POST', form.action, body);
  }

  /** Sends fields to an address whatever page there is; without a token unless one is given. */
  post(path: string, fields: Filled = {}, headers: Readonly<Record<string, string>> = {}): Promise<ReadPage> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, one);
    return this.follow('POST', path, body, headers);
  }

  /** One request, without following where it leads. */
  async once(
    method: 'GET' | 'POST',
    path: string,
    body?: URLSearchParams,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ReadPage> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, this.origin), {
      method,
      redirect: 'manual',
      headers: { ...(cookie === '' ? {} : { cookie }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    for (const set of answer.headers.getSetCookie()) this.store(set);
    return new ReadPage(answer.status, path, answer.headers, await answer.text());
  }

  private async follow(
    method: 'GET' | 'POST',
    path: string,
    body?: URLSearchParams,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ReadPage> {
    let page = await this.once(method, path, body, headers);
    for (let i = 0; i < MOST_REDIRECTS && page.status === 303; i += 1)
      page = await this.once('GET', page.headers.get('location') ?? '/');
    return page;
  }

  private store(set: string): void {
    const [pair = '', ...attributes] = set.split(';').map((part) => part.trim());
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const isGone = attributes.some((one) => /^(max-age=0|expires=thu, 01 jan 1970)/i.test(one));
    if (isGone || value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
