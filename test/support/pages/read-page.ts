import { type CheerioAPI, load } from 'cheerio';

/** A link or an entry of the error summary. */
export interface PageLink {
  readonly text: string;
  readonly href: string;
}

/** A page as a person reads it: headings, labels, errors, links, and the fields of its form. */
export class ReadPage {
  readonly $: CheerioAPI;

  constructor(
    readonly status: number,
    /** Its address, with the query. */
    readonly path: string,
    readonly headers: Headers,
    readonly html: string,
  ) {
    this.$ = load(html);
  }

  get title(): string {
    return plain(this.$('title').text());
  }

  get heading(): string {
    return plain(this.$('main h1').first().text());
  }

  /** All the words of its main part, in one line. */
  get text(): string {
    return plain(this.$('main').text());
  }

  /** The same without the reference of an error page, which is another each time. */
  get lastingText(): string {
    return this.text.replace(plain(this.$('.app-reference').text()), '');
  }

  /** The error summary; each entry must lead to something on the page. */
  get errors(): readonly PageLink[] {
    return this.$('.govuk-error-summary__list li')
      .map((_, item) => ({
        text: plain(this.$(item).text()),
        href: this.$(item).find('a').attr('href') ?? '',
      }))
      .get();
  }

  /** What is said once at the top. */
  get notice(): string {
    return plain(this.$('.govuk-notification-banner__content').first().text());
  }

  get links(): readonly PageLink[] {
    return this.linksIn('main a[href]');
  }

  get navigation(): readonly PageLink[] {
    return this.linksIn('.govuk-service-navigation__list a');
  }

  /** The address that a link with these words leads to. @throws an Error that lists the links there are */
  link(text: string | RegExp): string {
    const found = this.links.find((link) =>
      typeof text === 'string' ? link.text === text : text.test(link.text),
    );
    if (!found)
      throw new Error(
        `No link “${String(text)}” on ${this.path} (${this.heading}). There are: ${this.links.map((link) => link.text).join(' · ')}`,
      );
    return found.href;
  }

  /** A summary list: what stands beside each key. */
  get summary(): Readonly<Record<string, string>> {
    const rows = this.$('main .govuk-summary-list__row')
      .map((_, row) => [
        [
          plain(this.$(row).find('.govuk-summary-list__key').text()),
          plain(this.$(row).find('.govuk-summary-list__value').text()),
        ],
      ])
      .get() as unknown as [string, string][];
    return Object.fromEntries(rows);
  }

  /** The error beside the field with this id. */
  errorBeside(id: string): string {
    return plain(this.$(`#${id}-error`).text()).replace(/^Error: /, '');
  }

  /** The label of every field that a person fills in, and what is in it; of radios and boxes those that are chosen. */
  get fields(): Readonly<Record<string, string | readonly string[]>> {
    const values: Record<string, string | string[]> = {};
    this.$('main form')
      .find('input, textarea, select')
      .each((_, element) => {
        const input = this.$(element);
        const name = input.attr('name');
        const type = input.attr('type') ?? '';
        if (name === undefined || type === 'hidden' || type === 'submit') return;
        if (type === 'radio' || type === 'checkbox') {
          if (input.attr('checked') === undefined) return;
          const value = input.attr('value') ?? 'on';
          const known = values[name];
          values[name] = type === 'radio' ? value : [...[known ?? []].flat(), value];
        } else values[name] = String(input.val() ?? '');
      });
    return values;
  }

  /** The form whose button has these words, or the only one of the page's main part. */
  form(button?: string): {
    action: string;
    hidden: readonly [string, string][];
    button: [string, string] | null;
  } {
    const forms = this.$('main form').filter((_, form) =>
      button === undefined
        ? true
        : this.$(form)
            .find('button')
            .get()
            .some((one) => plain(this.$(one).text()) === button),
    );
    const form = forms.first();
    if (forms.length === 0)
      throw new Error(`No form with “${button ?? ''}” on ${this.path}: ${this.heading}`);
    const hidden = form
      .find('input[type=hidden]')
      .map((_, input) => [[this.$(input).attr('name') ?? '', this.$(input).attr('value') ?? '']])
      .get() as unknown as [string, string][];
    const pressed = form
      .find('button[name]')
      .filter((_, one) => button === undefined || plain(this.$(one).text()) === button)
      .first();
    const name = button === undefined ? undefined : pressed.attr('name');
    return {
      action: form.attr('action') ?? this.path,
      hidden,
      button: name === undefined ? null : [name, pressed.attr('value') ?? ''],
    };
  }

  private linksIn(selector: string): PageLink[] {
    return this.$(selector)
      .map((_, link) => ({ text: plain(this.$(link).text()), href: this.$(link).attr('href') ?? '' }))
      .get();
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
