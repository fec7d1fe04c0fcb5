import { Offers } from '@case-consultation/features';
import { TestApi } from '../http/test-api.js';
import { Journey } from '../service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../service/service.js';
import { type PageVisitor } from './page-visitor.js';
import { type ReadPage } from './read-page.js';
import { signedIn } from './sign-in.js';

/** A lead at work on the consultations of a programme of their own, and another programme beside it. */
export class LeadAtWork {
  programme!: TestProgramme;
  journey!: Journey;
  visitor!: PageVisitor;

  private constructor(
    readonly service: TestService,
    readonly api: TestApi,
    readonly beside: TestProgramme,
  ) {}

  static async start(): Promise<LeadAtWork> {
    const service = await TestService.start();
    const api = await TestApi.start(service);
    return new LeadAtWork(service, api, await aProgramme(service));
  }

  /** A new programme on Tuesday morning, its lead signed in. */
  async begin(): Promise<void> {
    this.service.clock.setTo(TUESDAY_MORNING);
    this.programme = await aProgramme(this.service);
    this.journey = new Journey(this.service, this.programme);
    this.visitor = await this.as(this.programme.lead);
  }

  as(person: TestPerson, programme: TestProgramme = this.programme): Promise<PageVisitor> {
    return signedIn(this.api, programme, person);
  }

  /** One verb's page, as the lead sees it who has just signed in: a session does not outlast a jump of the clock. */
  async open(code: string, verb: string): Promise<ReadPage> {
    this.visitor = await this.as(this.programme.lead);
    return this.visitor.get(`/consultations/${code}/${verb}`);
  }

  /** With the lead, because everybody said that they are not the right person. */
  async withLead(requester: TestPerson): Promise<string> {
    const code = await this.journey.asked(requester);
    while ((await this.journey.state(code)).status === 'offered') {
      const { id, consultant } = await this.journey.offer(code);
      await this.service
        .get(Offers)
        .decline(consultant, id, { because: 'not-the-right-person', reason: null });
      await this.service.drain();
    }
    return code;
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.service.stop();
  }
}

/** The words of every radio button, by its value. */
export function radiosOf(page: ReadPage, name: string): Readonly<Record<string, string>> {
  const { $ } = page;
  const radios = $(`main input[type=radio][name=${name}]`)
    .get()
    .map((input): [string, string] => {
      const label = $(`label[for="${$(input).attr('id') ?? ''}"]`).text();
      return [$(input).attr('value') ?? '', label.replace(/\s+/g, ' ').trim()];
    });
  return Object.fromEntries(radios);
}

/** What a person is told is wrong, at the top; every entry that is about a field leads to one that is there. */
export function errorsOf(page: ReadPage): string[] {
  for (const { href } of page.errors) {
    if (href !== '' && page.$(`main ${href}`).length === 0) throw new Error(`${href} leads to nothing`);
  }
  return page.errors.map(({ text }) => text);
}
