import { type LifeTexts, aFullLife } from '../support/service/full-life.js';
import { readMail } from '../support/service/mails.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';
import { ConsultationQueries, Jobs } from '@case-consultation/features';
import { MESSAGE_KINDS } from '@case-consultation/domain';
import { createLogger } from '@case-consultation/platform';

/** In every text and every name; nothing else in the service can read like it. */
const CANARY = 'zyxcanary';
const CASE_REFERENCE = 'ZQ-90210042-31';

const TEXTS: LifeTexts = {
  caseReference: CASE_REFERENCE,
  question: `${CANARY}question How do I keep the focus?`,
  accessNeeds: `${CANARY}access`,
  identifierReason: `${CANARY}identifier`,
  reason: (what) => `${CANARY}reason to ${what}`,
  signpost: `${CANARY}signpost`,
  record: `${CANARY}record`,
  action: `${CANARY}action`,
  review: `${CANARY}review`,
  feedback: `${CANARY}feedback`,
  attendee: 'sam.colleague@elmbrook.example.org',
};

/** What a name or an agency is called by: none of it is case text, and still none of it belongs into a mail. */
const NAMES = [
  'Pia',
  'Practitioner',
  'Champion',
  'Lead',
  'Elmbrook children',
  'health visiting',
  'Assessment',
];
/** Words that would tell whoever looks over a shoulder what the service is about. */
const TELLING =
  /abus|violen|survivor|perpetrator|victim|domestic|coerciv|harm|child|family|safe|refuge|marac|mash|section.?47|assessment|P[123]\b/i;

let service: TestService;
let programme: TestProgramme;
let code: string;
const log: string[] = [];

beforeAll(async () => {
  const destination = { write: (line: string) => void log.push(line) };
  const logger = createLogger({ level: 'trace', name: 'canary', destination });
  service = await TestService.start(undefined, { logger });
  programme = await aProgramme(service, {
    settings: { caseReference: { pattern: '^ZQ-[0-9-]+$', example: 'ZQ-1' } },
  });
  await aProgramme(service);
  code = await aFullLife(service, programme, TEXTS);
});
afterAll(() => service.stop());

/** The text itself and what encodings make of it, as they could stand in a row, a mail or a payload. */
function disguises(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4)
      .replace(/.{1,4}=*$/, ''),
  );
  return [
    text,
    text.toUpperCase(),
    bytes.toString('hex'),
    Buffer.from(text, 'utf16le').toString('hex'),
    ...base64,
  ];
}
const SECRETS = [CANARY, CASE_REFERENCE, CASE_REFERENCE.replaceAll('-', '')].flatMap(disguises);

const found = (text: string) => SECRETS.filter((secret) => text.includes(secret));

describe('case text', () => {
  it('is there for those who may read it, so that there is something to be found', async () => {
    const queries = service.get(ConsultationQueries);
    const [pia] = programme.practitioners;
    const shown = JSON.stringify([await queries.get(pia, code), await queries.history(programme.lead, code)]);
    for (const what of ['question', 'access', 'identifier', 'reason to decline', 'reason to reassign']) {
      expect(shown).toContain(`${CANARY}${what}`);
    }
    expect(shown).toContain(CASE_REFERENCE);
  });

  it('stands in no mail: no envelope, header, text or calendar part', async () => {
    const { messages } = service.mailbox;
    const { rows } = await service.admin.query<{ kind: string }>(
      `SELECT DISTINCT kind FROM message WHERE state = 'sent'`,
    );
    expect(rows.map(({ kind }) => kind).sort()).toEqual(
      MESSAGE_KINDS.filter((kind) => kind !== 'job-failed').sort(),
    );
    for (const mail of messages) {
      const { calendar } = await readMail(mail);
      const raw = mail.raw.toString('utf8');
      const everything = [
        mail.from,
        raw,
        raw.replace(/=\r\n/g, ''),
        calendar?.text.replace(/\r\n[ \t]/g, '') ?? '',
      ].join('\n');
      expect(found(everything)).toEqual([]);
    }
  });

  it('nor a name, an agency, a stage, a priority, or a word of what the service is about', async () => {
    for (const mail of service.mailbox.messages) {
      const { calendar } = await readMail(mail);
      const body = mail.raw
        .toString('utf8')
        .replace(/=\r\n/g, '')
        .replace(/\r\n[ \t]/g, '');
      const said = body
        // Addresses and links are for the machines that carry it; random boundaries, ids and tokens say nothing.
        .replace(/[\w.+-]+@[\w.-]+/g, '')
        .replace(/https:\/\/consultations\.example\.org\/consultations\/B-\w{6}/g, '')
        .replace(/font-family:[^;"]*/g, '')
        .replace(/^(Message-ID|Content-[\w-]+|MIME-Version|Received|Date|X-\S+|--\S+).*$/gim, '');
      for (const name of NAMES) expect([name, said.includes(name)]).toEqual([name, false]);
      expect(TELLING.exec(said)?.[0] ?? null).toBeNull();
      expect(calendar?.text ?? '').not.toMatch(/^(COMMENT|CATEGORIES|ATTACH|CONTACT|X-ALT-DESC)/im);
    }
  });

  it('stands in no line of the log, at its most talkative', async () => {
    const { handlers } = service.get(Jobs);
    const logger = createLogger({
      level: 'trace',
      name: 'canary',
      destination: { write: (line: string) => void log.push(line) },
    });
    const nobody = { outboxId: programme.id, programmeId: programme.id, subjectId: programme.id };
    await handlers['remind-action'](nobody, new AbortController().signal);
    const refused = service.get(ConsultationQueries).get(programme.champions[0], code);
    await refused.catch((err: unknown) => logger.error({ err, consultationCode: code }, 'Refused'));
    const broken = service.admin.query('SELECT $1::uuid', [TEXTS.question]);
    await broken.catch((err: unknown) => logger.error({ err }, 'The database refused it'));
    logger.trace({ question: TEXTS.question, err: new Error('Plain') }, 'A field that is not on the list');
    expect(log.length).toBeGreaterThanOrEqual(3);
    expect(found(log.join('\n'))).toEqual([]);
  });

  it('stands nowhere in the database in the open: no column of any table, in any encoding', async () => {
    const { rows: tables } = await service.admin.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(25);
    for (const { name } of tables) {
      const { rows } = await service.admin.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`);
      expect([name, found(rows.map(({ text }) => text).join('\n'))]).toEqual([name, []]);
    }
  });

  it('is in no payload of the outbox or of a job, which hold ids and times alone', async () => {
    const { rows } = await service.admin.query<Record<string, unknown>>('SELECT * FROM outbox');
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) {
      expect(Object.keys(row).sort()).toEqual(
        [
          'created_at',
          'died_at',
          'done_at',
          'due_at',
          'id',
          'job',
          'programme_id',
          'queued_at',
          'subject_id',
        ].sort(),
      );
    }
  });

  it('is sealed for its own place: moved to another row it does not open', async () => {
    const { rows } = await service.admin.query<{ consultation_id: string }>(
      `SELECT t.consultation_id FROM case_text t JOIN consultation c ON c.id = t.consultation_id WHERE c.programme_id = $1 AND c.code <> $2 LIMIT 1`,
      [programme.id, code],
    );
    const swap = `UPDATE case_text SET question = (SELECT question FROM case_text WHERE consultation_id = $1)
      WHERE consultation_id = (SELECT id FROM consultation WHERE code = $2 AND programme_id = $3)`;
    await service.admin.query(swap, [rows[0]?.consultation_id, code, programme.id]);
    const read = service.get(ConsultationQueries).get(programme.practitioners[0], code);
    await expect(read).rejects.toMatchObject({ name: 'CaseTextError' });
    await read.catch((error: Error) => expect(found(error.message)).toEqual([]));
  });
});
