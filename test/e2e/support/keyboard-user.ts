import { type Page } from 'playwright-core';

/** Where the focus is. */
interface Stop {
  /** The words of a link or button, the label of a field. */
  readonly name: string;
  /** The legend of the question that a field belongs to. */
  readonly question: string;
  readonly role: string;
  /** Whether it looks different from when it has no focus. */
  readonly isSeen: boolean;
}

/** Somebody who has no mouse: Tab, arrows, Space and Enter. Every stop on the way has to be seen. */
export class KeyboardUser {
  constructor(private readonly page: Page) {}

  /** Goes to a link or button and presses Enter, and waits for the page it leads to. */
  async follows(name: string | RegExp): Promise<void> {
    await this.tabsTo(name);
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')]);
  }

  async types(label: string, text: string): Promise<void> {
    await this.tabsTo(label);
    await this.page.keyboard.type(text);
  }

  async ticks(label: string): Promise<void> {
    await this.tabsTo(label);
    await this.page.keyboard.press('Space');
  }

  /** Selects an answer of a question: Tab to its radio buttons, Space for the first one, arrows for the others. */
  async selects(question: string, answer: string): Promise<void> {
    const first = await this.tabsUntil(
      (stop) => stop.role === 'radio' && stop.question === question,
      `radio buttons of “${question}”`,
    );
    if (first.name === answer) return this.page.keyboard.press('Space');
    const passed = [first.name];
    for (;;) {
      await this.page.keyboard.press('ArrowDown');
      const stop = await this.stop();
      if (stop.name === answer) return;
      if (passed.includes(stop.name)) throw new Error(`No answer “${answer}” among ${passed.join(', ')}`);
      passed.push(stop.name);
    }
  }

  /** Presses Tab until the focus is there. @param within at most so many times; once round the page unless given */
  async tabsTo(name: string | RegExp, { within = MOST_STOPS } = {}): Promise<void> {
    const matches =
      typeof name === 'string' ? (text: string) => text === name : (text: string) => name.test(text);
    await this.tabsUntil((stop) => matches(stop.name), String(name), within);
  }

  private async tabsUntil(
    isThere: (stop: Stop) => boolean,
    what: string,
    within = MOST_STOPS,
  ): Promise<Stop> {
    const passed: string[] = [];
    for (let i = 0; i < within; i += 1) {
      await this.page.keyboard.press('Tab');
      const stop = await this.stop();
      if (stop.role !== 'body' && !stop.isSeen)
        throw new Error(`Nobody sees that the focus is on “${stop.name}” (${this.page.url()})`);
      if (isThere(stop)) return stop;
      passed.push(stop.name);
    }
    throw new Error(`Tab does not lead to ${what} on ${this.page.url()}, only to ${passed.join(' · ')}`);
  }

  private stop(): Promise<Stop> {
    return this.page.evaluate<Stop>(STOP);
  }
}

const MOST_STOPS = 80;

/**
 * What has the focus, and whether it is seen: its outline or shadow, or those drawn around its label (GOV.UK Frontend
 * draws radio buttons and boxes there).
 */
const STOP = `(() => {
  const plain = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const at = document.activeElement;
  const label = at.labels?.[0];
  const drawn = (style) =>
    (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  const box = (label ?? at).getBoundingClientRect();
  return {
    name: plain(label?.textContent ?? at.getAttribute('aria-label') ?? at.textContent),
    question: plain(at.closest('fieldset')?.querySelector('legend')?.textContent),
    role: at === document.body ? 'body' : (at.type ?? at.tagName).toLowerCase(),
    isSeen: box.width > 0 && box.height > 0 &&
      (drawn(getComputedStyle(at)) || (label != null && drawn(getComputedStyle(label, '::before')))),
  };
})()`;
