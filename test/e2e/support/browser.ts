import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type ConsoleMessage, type Page } from 'playwright-core';
import { Sessions } from '@case-consultation/features';
import { type TestApi } from '../../support/http/test-api.js';
import { type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';

/** How somebody looks at the pages. */
export interface Device {
  readonly name: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly javaScriptEnabled: boolean;
}

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

export const DESKTOP: Device = { name: 'desktop', viewport: desktop, javaScriptEnabled: true };
export const PHONE: Device = { name: 'phone', viewport: phone, javaScriptEnabled: true };
export const PHONE_WITHOUT_SCRIPT: Device = {
  name: 'phone without JavaScript',
  viewport: phone,
  javaScriptEnabled: false,
};
/** 1280 pixels wide at 400 %: WCAG 2.2, 1.4.10 Reflow. */
export const ZOOMED: Device = {
  name: 'zoomed to 400 %',
  viewport: { width: 320, height: 256 },
  javaScriptEnabled: true,
};
export const ZOOMED_WITHOUT_SCRIPT: Device = {
  name: 'zoomed to 400 % without JavaScript',
  viewport: ZOOMED.viewport,
  javaScriptEnabled: false,
};
export const DEVICES: readonly Device[] = [DESKTOP, PHONE_WITHOUT_SCRIPT];

/** Where pages are served. */
interface Served {
  readonly nobody: { readonly origin: string };
}

/** A real browser; nothing of it reaches beyond this machine. */
export class TestBrowser {
  /** Windows without JavaScript, in which axe cannot run. */
  private readonly withoutScript = new WeakSet<BrowserContext>();
  /** Where pages without JavaScript are looked at. */
  private still: Page | null = null;
  /** What pages complained of, or asked of other sites. */
  private readonly complaints: string[] = [];

  private constructor(private readonly browser: Browser) {}

  static async start(): Promise<TestBrowser> {
    const { path, env } = JSON.parse(process.env['TEST_BROWSER'] ?? '{}') as {
      path: string;
      env: Record<string, string>;
    };
    const browser = await chromium.launch({
      executablePath: path,
      env: { ...process.env, ...env },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    return new TestBrowser(browser);
  }

  /** A new window in which nobody is signed in. What pages complain of in it, `mustBeQuiet` says. */
  async open(api: Served, device: Device = DESKTOP): Promise<Page> {
    const context = await this.context(api, device);
    return context.newPage();
  }

  /** A new window in which this person has signed in. */
  async openAs(
    api: TestApi,
    programme: Pick<TestProgramme, 'id'>,
    person: Pick<TestPerson, 'personId'>,
    device: Device = DESKTOP,
  ): Promise<Page> {
    const context = await this.context(api, device);
    await this.signIn(context, api, programme, person);
    return context.newPage();
  }

  /** Signs this person in from now on, in a window that is open; a session ends when the clock has moved on. */
  async signIn(
    context: BrowserContext,
    api: TestApi,
    programme: Pick<TestProgramme, 'id'>,
    person: Pick<TestPerson, 'personId'>,
  ): Promise<void> {
    const { token } = await api.service.get(Sessions).open(programme.id, person.personId);
    await context.addCookies([
      { name: 'session', value: token, url: api.nobody.origin, httpOnly: true, sameSite: 'Lax' },
    ]);
  }

  /** Fails when a page complained since the last look: an error of a script, of the content security policy, or a
   * request to another site. That a form was refused is no complaint. */
  mustBeQuiet(): void {
    expect(this.complaints.splice(0)).toEqual([]);
  }

  /**
   * Fails with what axe finds: WCAG 2.2 A and AA, and its best practices. A page without JavaScript is looked at in
   * another window as it stands, its scripts taken out.
   */
  async mustBeAccessible(page: Page): Promise<void> {
    if (!this.withoutScript.has(page.context())) return mustPassAxe(page);
    const html = (await page.content()).replace(/<script\b[^>]*>[^]*?<\/script>/g, '');
    this.still ??= await (await this.browser.newContext()).newPage();
    const { still } = this;
    await still.setViewportSize(page.viewportSize() ?? PHONE.viewport);
    await still.route(page.url(), (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }),
    );
    await still.goto(page.url());
    await mustPassAxe(still);
    await still.unrouteAll();
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }

  private async context(api: Served, { viewport, javaScriptEnabled }: Device): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      baseURL: api.nobody.origin,
      viewport,
      javaScriptEnabled,
      locale: 'en-GB',
      timezoneId: 'America/New_York',
    });
    if (!javaScriptEnabled) this.withoutScript.add(context);
    context.setDefaultTimeout(15_000);
    context.on('weberror', (raised) => this.complaints.push(raised.error().message));
    context.on('console', (message) => {
      if (message.type() === 'error' && !isRefusal(message)) this.complaints.push(message.text());
    });
    // No page may ask anything of another site.
    await context.route(
      (url) => url.origin !== api.nobody.origin,
      (route) => {
        this.complaints.push(`asked ${route.request().url()}`);
        return route.abort();
      },
    );
    return context;
  }
}

/** For browsers: cookies without https. */
export const BROWSER_URL = 'http://127.0.0.1:3000';

/** A browser reports every 4xx as an error, also of a page that says what to put right. */
function isRefusal(message: ConsoleMessage): boolean {
  return (
    /^Failed to load resource: the server responded with a status of 4/.test(message.text()) &&
    !message.location().url.includes('/assets/')
  );
}

/** Fails when the page is wider than the window, so that one would have to scroll both ways. */
export async function mustFitTheWindow(page: Page): Promise<void> {
  const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect({ at: new URL(page.url()).pathname, beyond: Math.max(0, beyond) }).toEqual({
    at: new URL(page.url()).pathname,
    beyond: 0,
  });
}

async function mustPassAxe(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const found = await page.evaluate<readonly Finding[]>(FINDINGS);
  const at = new URL(page.url()).pathname;
  expect({ at, found }).toEqual({ at, found: [] });
}

/** What axe finds on a page, with the first places of each. */
interface Finding {
  readonly id: string;
  readonly help: string;
  readonly where: readonly string[];
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FINDINGS = `axe
  .run({ resultTypes: ['violations'] })
  .then(({ violations }) => violations.map(({ id, help, nodes }) => ({
    id, help, where: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)),
  })))`;
