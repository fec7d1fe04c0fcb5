import { AuditChain, ConsultationQueries } from '@case-consultation/features';
import { Journey } from '../support/service/journey.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let chain: AuditChain;

const ENTRIES = 12;

beforeAll(async () => {
  service = await TestService.start();
  chain = service.get(AuditChain);
  programme = await aProgramme(service);
  beside = await aProgramme(service);
  const queries = service.get(ConsultationQueries);
  for (const its of [programme, beside]) {
    const [pia] = its.practitioners;
    const code = await new Journey(service, its).asked(pia);
    // At once, so that the chain has to put them in a row.
    const readers = Array.from({ length: ENTRIES }, (_, at) => (at % 2 ? pia : its.lead));
    await Promise.all(readers.map((reader) => queries.get(reader, code)));
  }
});
afterAll(() => service.stop());

const ENTRY = 'WHERE programme_id = $1 AND seq = $2';
const broken = async () => (await chain.verify(programme.id)).firstBroken;

/** Changes the log as somebody with the whole database in hand could, looks, and puts it back as it was. */
async function tampered(sql: string, seq: number): Promise<number | null> {
  await service.admin.query('CREATE TABLE kept AS TABLE read_audit');
  await service.admin.query('CREATE TABLE kept_head AS TABLE read_audit_head');
  try {
    await service.admin.query(sql, [programme.id, seq]);
    return await broken();
  } finally {
    await service.admin.query(`
      ALTER TABLE read_audit DISABLE TRIGGER chain;
      DELETE FROM read_audit; INSERT INTO read_audit TABLE kept; DROP TABLE kept;
      DELETE FROM read_audit_head; INSERT INTO read_audit_head TABLE kept_head; DROP TABLE kept_head;
      ALTER TABLE read_audit ENABLE TRIGGER chain`);
  }
}

describe('the log of who read case text', () => {
  it('is whole', async () => {
    expect(await chain.verify(programme.id)).toEqual({ entries: ENTRIES, intact: true, firstBroken: null });
    expect(await chain.verify(beside.id)).toEqual({ entries: ENTRIES, intact: true, firstBroken: null });
    const empty = await aProgramme(service);
    expect(await chain.verify(empty.id)).toEqual({ entries: 0, intact: true, firstBroken: null });
  });

  it.each([
    [
      'another reader',
      `UPDATE read_audit SET person_id = '${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}' ${ENTRY}`,
      5,
    ],
    ['another time', `UPDATE read_audit SET at = at + interval '1 microsecond' ${ENTRY}`, 1],
    ['another thing read', `UPDATE read_audit SET what = 'record' ${ENTRY}`, ENTRIES],
    ['another reason', `UPDATE read_audit SET why = 'party!' ${ENTRY}`, 7],
    ['one taken out', `DELETE FROM read_audit ${ENTRY}`, 6],
    ['the first taken out', `DELETE FROM read_audit ${ENTRY}`, 1],
    ['the last taken out', `DELETE FROM read_audit ${ENTRY}`, ENTRIES],
    [
      'a hash made to fit',
      `UPDATE read_audit a SET what = 'record', hash = read_audit_entry_hash((SELECT hash FROM read_audit b WHERE b.programme_id = $1 AND b.seq = $2 - 1), a) ${ENTRY}`,
      4,
    ],
  ])('shows %s', async (_, sql, seq) => {
    // A hash changed is seen in its own entry, or in the one that follows and covers it.
    await service.admin.query('ALTER TABLE read_audit DROP CONSTRAINT IF EXISTS read_audit_person_id_fkey');
    expect([seq, seq + 1]).toContain(await tampered(sql, seq));
    expect(await broken()).toBeNull();
  });

  it('shows a head that was turned back, and entries beyond it', async () => {
    const back = `UPDATE read_audit_head h SET seq = $2, hash = (SELECT hash FROM read_audit a ${ENTRY}) WHERE h.programme_id = $1`;
    expect(await tampered(back, 8)).toBe(9);
    expect(
      await tampered('UPDATE read_audit_head SET hash = sha256(hash) WHERE programme_id = $1 AND $2 > 0', 1),
    ).toBe(ENTRIES);
  });
});
