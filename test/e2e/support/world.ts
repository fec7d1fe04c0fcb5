import { type Page } from 'playwright-core';
import { TestApi } from '../../support/http/test-api.js';
import { Journey } from '../../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';
import { BROWSER_URL, type Device, TestBrowser } from './browser.js';
import { PersonAtScreen } from './person-at-screen.js';

/** The whole service with its pages, a real browser, and a programme with people in it. */
export class World {
  declare programme: TestProgramme;
  declare journey: Journey;
  private readonly windows: Page[] = [];
  private readonly seen = new Map<string, Set<string>>();
  private newcomers = 0;

  private constructor(
    readonly service: TestService,
    readonly api: TestApi,
    readonly browser: TestBrowser,
  ) {}

  static async start({ localMode = false } = {}): Promise<World> {
    const service = await TestService.start();
    const api = await TestApi.start(service, { publicUrl: BROWSER_URL, localMode });
    return new World(service, api, await TestBrowser.start());
  }

  /** Another programme, on the same Tuesday morning. */
  async anew(options: Parameters<typeof aProgramme>[1] = {}): Promise<void> {
    this.service.clock.setTo(TUESDAY_MORNING);
    const programme = await aProgramme(this.service, {
      ...options,
      settings: {
        localContacts: [{ name: 'Elmbrook MASH', phone: '020 7946 0105', when: 'at any hour' }],
        ...options.settings,
      },
    });
    this.goesTo(programme);
  }

  /** From now on, what happens happens in this programme. */
  goesTo(programme: TestProgramme): void {
    this.programme = programme;
    this.journey = new Journey(this.service, programme);
  }

  /** A practitioner who has asked for nothing yet, with an address that nobody has had. */
  newcomer(): Promise<TestPerson> {
    this.newcomers += 1;
    const email = `nia.newcomer.${this.newcomers}@elmbrook.example.org`;
    return this.programme.addPerson({ name: 'Nia Newcomer', roles: ['practitioner'], email });
  }

  /** A window of their own, in which they are signed in. */
  async at(device: Device, person: TestPerson): Promise<PersonAtScreen> {
    const page = await this.browser.openAs(this.api, this.programme, person, device);
    return this.person(page, device);
  }

  /** A window in which nobody is signed in. */
  async stranger(device: Device): Promise<PersonAtScreen> {
    return this.person(await this.browser.open(this.api, device), device);
  }

  /** Signs somebody in again in their window: a session is over when the clock has moved on. */
  async signIn({ page }: PersonAtScreen, person: TestPerson): Promise<void> {
    await this.browser.signIn(page.context(), this.api, this.programme, person);
  }

  /** Does what is due, as a worker would. */
  async goesOn(): Promise<void> {
    await this.service.drain();
  }

  /** Moves the clock and does what has come due on the way. Whoever was signed in has to sign in again. */
  async moves(to: Date): Promise<void> {
    await this.service.at(to);
  }

  /** After each test: no page complained, and all windows are shut. */
  async settle(): Promise<void> {
    for (const page of this.windows.splice(0)) await page.context().close();
    this.browser.mustBeQuiet();
  }

  async stop(): Promise<void> {
    await this.browser.stop();
    await this.api.stop();
    await this.service.stop();
  }

  private person(page: Page, device: Device): PersonAtScreen {
    this.windows.push(page);
    const seen = this.seen.get(device.name) ?? new Set();
    this.seen.set(device.name, seen);
    return new PersonAtScreen(page, this.browser, seen);
  }
}
