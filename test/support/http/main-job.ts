import { aProgramme, type TestPerson, type TestProgramme } from '../service/programme.builder.js';
import { aRequest } from '../service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../service/service.js';
import { type DraftAnswer, type OfferAnswer, type PageAnswer, type StandingAnswer } from './answers.js';
import { bodyOf, type HttpClient } from './client.js';
import { TestApi } from './test-api.js';

const BASE = '/api/v1/consultations';
const OFFICE_HOURS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 600, endMinute: 960 }));
/** In person nobody is to be had, so that a request for it comes to the lead. */
const FROM_AFAR = { modes: ['video', 'phone'] } as const;

export interface Booked {
  code: string;
  consultant: HttpClient;
  person: TestPerson;
}

/** The main job as somebody with a token and curl would do it; only the worker's part is done by hand. */
export class MainJob {
  declare programme: TestProgramme;
  declare asker: HttpClient;
  declare lead: HttpClient;

  private constructor(
    readonly service: TestService,
    readonly api: TestApi,
  ) {}

  static async start(): Promise<MainJob> {
    const service = await TestService.start();
    return new MainJob(service, await TestApi.start(service));
  }

  /** Another programme, on the same morning. */
  async anew(): Promise<void> {
    this.service.clock.setTo(TUESDAY_MORNING);
    this.programme = await aProgramme(this.service, { champions: FROM_AFAR, leadConsults: false });
    await this.programme.addConsultant(this.programme.lead, { hours: OFFICE_HOURS, ...FROM_AFAR });
    this.asker = await this.as(this.programme.practitioners[0]);
    this.lead = await this.as(this.programme.lead);
  }

  as(person: TestPerson): Promise<HttpClient> {
    return this.api.as(this.programme, person);
  }

  /** Submitted by the asker, and routed. */
  async submitted(given = {}): Promise<string> {
    const { code } = await bodyOf(this.asker.post<DraftAnswer>(BASE, aRequest(given)));
    await bodyOf(this.asker.post(`${BASE}/${code}/submit`));
    await this.service.drain();
    return code;
  }

  /** Who is asked, and the offer as they see it. */
  async offerOf(code: string): Promise<Omit<Booked, 'code'> & { offer: OfferAnswer }> {
    const { offer } = await bodyOf(this.lead.get<StandingAnswer>(`${BASE}/${code}`));
    const person = this.programme.person(offer?.consultantId);
    const consultant = await this.as(person);
    const { items } = await bodyOf(consultant.get<PageAnswer<OfferAnswer>>('/api/v1/offers'));
    const mine = items.find((one) => one.code === code);
    if (!mine) throw new Error('The offer is in the list of the one who is asked');
    return { consultant, person, offer: mine };
  }

  async booked(given = {}): Promise<Booked> {
    const code = await this.submitted(given);
    const { consultant, person, offer } = await this.offerOf(code);
    await bodyOf(consultant.post(`/api/v1/offers/${offer.id}/accept`, { noConflict: true }));
    await this.service.drain();
    return { code, consultant, person };
  }

  /** Held, five minutes late; the clock stands at its end. */
  async held(): Promise<Booked> {
    const one = await this.booked();
    const { time } = await bodyOf(this.asker.get<StandingAnswer>(`${BASE}/${one.code}`));
    this.service.clock.setTo(new Date(time?.endsAt ?? Number.NaN));
    await bodyOf(one.consultant.post(`${BASE}/${one.code}/attendance`, { held: true, minutesLate: 5 }));
    await this.service.drain();
    return one;
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.service.stop();
  }
}
