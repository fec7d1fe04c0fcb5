import { Asking, AskingPreview, LanguagePrompts, UnmetDemand } from '@case-consultation/features';
import { codeFrom, Journey } from '../support/service/journey.js';
import { header, mailsTo } from '../support/service/mails.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let asking: Asking;
let pia: TestPerson;

const CANARY = 'Zyxwvut';
const SAM = 'sam.colleague@elmbrook.example.org';
const SLOT = new Date('2027-03-04T11:00:00Z');

beforeAll(async () => {
  service = await TestService.start();
  asking = service.get(Asking);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
});
afterAll(() => service.stop());

const strangers = () => [programme.lead, programme.practitioners[1], beside.lead, beside.practitioners[0]];

describe('before a draft is submitted', () => {
  it('looking at it waits for nobody who is changing it', async () => {
    const { code } = await asking.start(pia, aRequest({ question: 'Why does she not leave him?' }));
    const holder = await service.admin.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM consultation WHERE code = $1 FOR UPDATE', [code]);
      const looks = [
        asking.draft(pia, code),
        service.get(AskingPreview).of(pia, code),
        service.get(LanguagePrompts).of(pia, code),
      ];
      await expect(Promise.all(looks)).resolves.toHaveLength(3);
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
  });

  it('its author sees who will be able to see it', async () => {
    const [, quin] = programme.practitioners;
    const { code } = await asking.start(
      pia,
      aRequest({ attendees: [SAM], conflictPersonIds: [quin.personId, programme.deputy.personId] }),
    );
    const { seenBy, restricted } = await service.get(AskingPreview).of(pia, code);
    expect(restricted).toBe(false);
    expect(
      seenBy.map(({ viewer, first, afterConflictCheck, people }) => [
        viewer,
        first,
        afterConflictCheck,
        people,
      ]),
    ).toEqual([
      ['requester', 'detail', 'detail', ['Pia Practitioner']],
      ['consultant', 'outline', 'detail', []],
      ['leads', 'detail', 'detail', ['Lena Lead']],
      ['attendees', 'none', 'none', [SAM]],
      ['named-conflicts', 'none', 'none', ['Dana Deputy', 'Quin Practitioner']],
      ['colleagues', 'none', 'none', []],
    ]);
    await asking.save(pia, code, { familyWorksForAgency: true });
    expect((await service.get(AskingPreview).of(pia, code)).restricted).toBe(true);
  });

  it('its author reads the very mails that will be sent, and no case text in them', async () => {
    const { code } = await asking.start(
      pia,
      aRequest({
        question: CANARY,
        accessNeeds: CANARY,
        attendees: [SAM],
        preferredTimes: [SLOT],
        soonest: false,
      }),
    );
    const preview = await service.get(AskingPreview).of(pia, code);
    expect(JSON.stringify(preview)).not.toContain(CANARY);
    expect(JSON.stringify(preview.mails)).not.toContain('C-2027-1042');
    expect(preview.mails.every(({ timeIsExample }) => !timeIsExample)).toBe(true);
    const subjects = (to: string) =>
      preview.mails.filter((mail) => mail.to === to).map(({ content }) => content.subject);

    await asking.submit(pia, code);
    await service.drain();
    const consultant = await journey.accept(code);
    const sent = (email: string) => mailsTo(service, email, code).map((mail) => header(mail, 'Subject'));
    expect(subjects('requester')).toEqual(sent(pia.email));
    expect(subjects('attendees')).toEqual(sent(SAM));
    expect(subjects('consultant')).toEqual(sent(consultant.email));
    const [, confirmed] = mailsTo(service, pia.email, code);
    const shown = preview.mails.find(({ to, calendar }) => to === 'requester' && calendar !== null);
    const raw = confirmed?.raw.toString('utf8') ?? '';
    expect(raw).toContain(`SUMMARY:${shown?.calendar?.summary}`);
    expect(raw.replace(/=\r\n/g, '')).toContain(
      shown?.content.facts.find(({ label }) => label === 'When')?.value,
    );
  });

  it('shows an example of a time where none was wished for, and no mail to nobody', async () => {
    const { code } = await asking.start(pia, {});
    const { mails, seenBy } = await service.get(AskingPreview).of(pia, code);
    expect(mails.map(({ to, kind, timeIsExample }) => [to, kind, timeIsExample])).toEqual([
      ['requester', 'being-arranged', false],
      ['requester', 'booking-confirmed', true],
      ['consultant', 'offer-made', true],
      ['consultant', 'booking-confirmed', true],
    ]);
    expect(mails[0]?.content.subject).toBe('Practice consultation: we are arranging it');
    expect(seenBy.map(({ viewer }) => viewer)).not.toContain('attendees');
  });

  it('is for its author alone, and for a draft alone', async () => {
    const { code } = await asking.start(pia, aRequest());
    for (const stranger of strangers()) {
      expect(await codeFrom(service.get(AskingPreview).of(stranger, code))).toBe('not-found');
      expect(await codeFrom(service.get(LanguagePrompts).of(stranger, code))).toBe('not-found');
      expect(await codeFrom(service.get(LanguagePrompts).dismiss(stranger, code, 'VB01'))).toBe('not-found');
    }
    await asking.submit(pia, code);
    expect(await codeFrom(service.get(AskingPreview).of(pia, code))).toBe('wrong-state');
    expect(await codeFrom(service.get(LanguagePrompts).of(pia, code))).toBe('wrong-state');
  });
});

describe('language prompts', () => {
  const QUESTION =
    'Mum failed to protect the children. He has anger issues, an isolated incident; she chose to stay. “She failed to protect them”, said the note.';
  const kept = async (code: string): Promise<string[]> => {
    const { rows } = await service.admin.query<{ dismissed_prompts: string[] }>(
      'SELECT t.dismissed_prompts FROM case_text t JOIN consultation c ON c.id = t.consultation_id WHERE c.code = $1',
      [code],
    );
    return rows[0]?.dismissed_prompts ?? [];
  };

  it('are three at most, say why, and make room for the next when one is put aside', async () => {
    const prompts = service.get(LanguagePrompts);
    const { code, version } = await asking.start(pia, aRequest({ question: QUESTION }));
    const first = await prompts.of(pia, code);
    expect(first.map(({ id }) => id)).toEqual(['VB01', 'MI01', 'MI03']);
    for (const { prompt, why } of first) expect([prompt.length > 20, why.length > 40]).toEqual([true, true]);
    await Promise.all([prompts.dismiss(pia, code, 'VB01'), prompts.dismiss(pia, code, 'VB01')]);
    expect((await prompts.of(pia, code)).map(({ id }) => id)).toEqual(['MI01', 'MI03', 'VB03']);
    expect(await kept(code)).toEqual(['VB01']);
    expect((await asking.draft(pia, code)).version).toBe(version);
    expect(await codeFrom(prompts.dismiss(pia, code, 'XX99'))).toBe('invalid-input');
  });

  it('that are put aside belong to one draft, and are forgotten when it is submitted or withdrawn', async () => {
    const prompts = service.get(LanguagePrompts);
    const [one, other] = [
      await asking.start(pia, aRequest({ question: QUESTION })),
      await asking.start(pia, aRequest({ question: QUESTION })),
    ];
    await prompts.dismiss(pia, one.code, 'VB01');
    expect((await prompts.of(pia, other.code))[0]?.id).toBe('VB01');
    await asking.save(pia, one.code, { question: `${QUESTION} Again.` });
    expect(await kept(one.code)).toEqual(['VB01']);
    await asking.submit(pia, one.code);
    expect(await kept(one.code)).toEqual([]);
    await prompts.dismiss(pia, other.code, 'MI01');
    await asking.withdraw(pia, other.code, '');
    expect(await kept(other.code)).toEqual([]);
  });

  it('are none where nothing is written yet', async () => {
    const { code } = await asking.start(pia, {});
    expect(await service.get(LanguagePrompts).of(pia, code)).toEqual([]);
  });
});

describe('“none of these times suit me”', () => {
  const noted = async (code: string): Promise<string[]> => {
    const { rows } = await service.admin.query<{ kind: string }>(
      'SELECT u.kind FROM unmet_demand u JOIN consultation c ON c.id = u.consultation_id WHERE c.code = $1',
      [code],
    );
    return rows.map(({ kind }) => kind);
  };

  it('is kept once a day for a request that still looks for a time, and changes nothing else', async () => {
    const unmet = service.get(UnmetDemand);
    const { code, version } = await asking.start(pia, aRequest());
    await Promise.all([unmet.noTimeSuits(pia, code), unmet.noTimeSuits(pia, code)]);
    expect(await noted(code)).toEqual(['no-acceptable-time']);
    expect((await asking.draft(pia, code)).version).toBe(version);
    service.clock.setTo(new Date('2027-03-03T09:00:00Z'));
    await unmet.noTimeSuits(pia, code);
    expect(await noted(code)).toHaveLength(2);
  });

  it('is the requester’s to say, while no time is held', async () => {
    const unmet = service.get(UnmetDemand);
    const { code } = await asking.start(pia, aRequest());
    for (const stranger of strangers()) {
      expect(await codeFrom(unmet.noTimeSuits(stranger, code))).toBe('not-found');
    }
    await asking.submit(pia, code);
    expect(await codeFrom(unmet.noTimeSuits(programme.lead, code))).toBe('not-your-task');
    await service.drain();
    expect(await codeFrom(unmet.noTimeSuits(pia, code))).toBe('wrong-state');
    expect(await noted(code)).toEqual([]);
  });
});
