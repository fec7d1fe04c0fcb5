import { type Consultation } from './answers.js';
import { expectThat } from './expect.js';
import { inWords, periodInWords } from './local-time.js';
import { calendarInWords, type MailWanted } from './mail-reader.js';
import { type Person } from './person.js';
import { type RunningService } from './running-service.js';
import { type Screen } from './screen.js';

/** Everything that a step of the demonstration is played with. */
export class Stage {
  constructor(
    readonly screen: Screen,
    readonly service: RunningService,
  ) {}

  /** @throws NotAsExpected */
  person(name: string): Person {
    const found = this.service.people.find((person) => person.name === name);
    expectThat(found !== undefined, `${name} is in the demo programme`, 'nobody of that name');
    return found;
  }

  async step(title: string): Promise<void> {
    this.screen.step(title, inWords(await this.service.time.now()));
  }

  async moveClockTo(instant: Date): Promise<void> {
    await this.service.time.moveTo(instant);
    this.screen.clock(inWords(instant));
  }

  /** Waits for a mail and shows it. */
  async mail(code: string, wanted: MailWanted): Promise<void> {
    const { mail } = await this.service.mail.next(code, wanted);
    const { calendar } = mail;
    const part = calendar
      ? `${calendarInWords(calendar)}, ${periodInWords(calendar.start, calendar.end ?? calendar.start)}`
      : undefined;
    this.screen.mail(wanted.to.name, mail.subject, part);
  }

  /** The consultation as somebody may see it. */
  async look(person: Person, code: string): Promise<Consultation> {
    return (await person.get<Consultation>(`/consultations/${code}`)).body;
  }
}
