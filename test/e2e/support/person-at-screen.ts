import { type Locator, type Page } from 'playwright-core';
import { mustFitTheWindow, type TestBrowser } from './browser.js';

type Words = string | RegExp;

/** What is said about a page that was read. */
interface Reading {
  /** The entries of its error summary, in order. */
  readonly errors?: readonly Words[];
}

/** Somebody who reads pages and does what stands there, by headings, labels, links and buttons. */
export class PersonAtScreen {
  constructor(
    readonly page: Page,
    private readonly browser: TestBrowser,
    /** Kinds of page that were looked at already, in windows of this kind. */
    private readonly seen: Set<string>,
  ) {}

  async opens(path: string): Promise<void> {
    await this.page.goto(path);
  }

  /**
   * Reads where they are: the heading, and what is to be put right, if anything. Every kind of page is looked at once:
   * whether all can use it, and whether it fits the window.
   */
  async reads(heading: Words, { errors = [] }: Reading = {}): Promise<void> {
    const read = {
      heading: plain(await this.page.getByRole('heading', { level: 1 }).innerText()),
      errors: (await this.summary().allInnerTexts()).map(plain),
    };
    expect(read).toEqual({ heading: saying(heading), errors: errors.map(saying) });
    if (errors.length > 0) await this.canPutItRight();
    await this.looks();
  }

  /** What the page says, without its surroundings, in one line. */
  async text(): Promise<string> {
    return plain(await this.page.locator('main').innerText());
  }

  async says(...words: readonly Words[]): Promise<void> {
    const text = await this.text();
    for (const one of words)
      expect(text).toEqual(
        typeof one === 'string' ? expect.stringContaining(one) : expect.stringMatching(one),
      );
  }

  /** Presses a button, and waits for the page it leads to. */
  async presses(button: Words): Promise<void> {
    await this.goes(() => this.page.getByRole('main').getByRole('button', named(button)).click());
  }

  async follows(link: Words): Promise<void> {
    await this.goes(() => this.page.getByRole('link', named(link)).first().click());
  }

  /** Does what leads to another page, and waits until it is there with its styles and scripts. */
  async goes(act: () => Promise<unknown>): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), act()]);
  }

  async types(label: Words, text: string): Promise<void> {
    await this.page.getByRole('textbox', named(label)).fill(text);
  }

  /** Fills in a date in its three parts. @param day such as `27 3 2027` */
  async dates(question: Words, day: string): Promise<void> {
    const group = this.page.getByRole('group', named(question));
    const parts = day.split(' ');
    for (const [index, part] of ['Day', 'Month', 'Year'].entries())
      await group.getByLabel(part, { exact: true }).fill(parts[index] ?? '');
  }

  /** Selects an entry of a list that drops down. */
  async picks(label: Words, entry: string): Promise<void> {
    await this.page.getByRole('main').getByLabel(label, { exact: true }).selectOption({ label: entry });
  }

  /** Selects a radio button or ticks a box. @param question of several that have such an answer */
  async chooses(answer: Words, question?: Words): Promise<void> {
    await this.choice(answer, question).check();
  }

  choice(answer: Words, question?: Words): Locator {
    const place =
      question === undefined ? this.page.locator('main') : this.page.getByRole('group', named(question));
    return place.getByLabel(answer, { exact: true });
  }

  /** Opens or shuts what is folded away. */
  async unfolds(summary: Words): Promise<void> {
    await this.page.locator('summary').filter({ hasText: summary }).click();
  }

  /** The address without the query. */
  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  /** The code of the consultation that the address is about. */
  get code(): string {
    return /\/consultations\/(B-\w+)/.exec(this.path)?.[1] ?? 'no code';
  }

  /** The status of the answer to an address. */
  async statusAt(path: string): Promise<number> {
    return (await this.page.goto(path))?.status() ?? 0;
  }

  private summary(): Locator {
    return this.page.locator('.govuk-error-summary__list li');
  }

  /** The title says that something is wrong, and every entry of the summary leads to a field that can be used. */
  private async canPutItRight(): Promise<void> {
    expect(await this.page.title()).toMatch(/^Error: /);
    for (const link of await this.summary().getByRole('link').all()) {
      const id = (await link.getAttribute('href'))?.slice(1);
      await link.click();
      expect(await this.page.evaluate('document.activeElement.id')).toBe(id);
    }
  }

  /** Whether all can use a page of this kind, and whether it fits the window. */
  async looks(): Promise<void> {
    const kind = await this.page.evaluate<string>(KIND);
    if (this.seen.has(kind)) return;
    this.seen.add(kind);
    await this.browser.mustBeAccessible(this.page);
    await mustFitTheWindow(this.page);
  }
}

/** Every kind of element there is on a page, and its state: two pages with the same are alike to axe. */
const KIND = `[...new Set([...document.querySelectorAll('body, body *')].map((element) =>
  [element.tagName, element.className, element.type, element.checked, element.hidden, element.open].join(' ')))].join()`;

const named = (name: Words) => ({ name, exact: typeof name === 'string' });

function saying(words: Words): unknown {
  return typeof words === 'string' ? words : expect.stringMatching(words);
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
