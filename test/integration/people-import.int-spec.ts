import fc from 'fast-check';
import { type ImportPreview, People, PeopleImports } from '@case-consultation/features';
import { TestApi } from '../support/http/test-api.js';
import { type PageVisitor } from '../support/pages/page-visitor.js';
import { ReadPage } from '../support/pages/read-page.js';
import { signedIn } from '../support/pages/sign-in.js';
import { codeFrom, refusalFrom } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let imports: PeopleImports;
let administrator: TestPerson;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  imports = service.get(PeopleImports);
});
beforeEach(async () => {
  programme = await aProgramme(service);
  administrator = await programme.addPerson({ name: 'Ari Administrator', roles: ['administrator'], team: 3 });
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const COUNCIL = 'Elmbrook children’s services';
const people = async (): Promise<string> => {
  const { rows } = await service.admin.query(
    `SELECT p.name, p.email, p.team_id, p.manager_id, p.roles, p.active, p.version, c.signed_off_from, c.signed_off_until
     FROM person p LEFT JOIN consultant c ON c.person_id = p.id WHERE p.programme_id = $1 ORDER BY p.email`,
    [programme.id],
  );
  return JSON.stringify(rows);
};
async function preview(csv: string, by: TestPerson = programme.lead): Promise<ImportPreview> {
  const { id } = await imports.read(by, csv);
  const found = await imports.view(by, id);
  if ('confirmedAt' in found) throw new Error('Nobody has confirmed it');
  return found;
}

describe('a file of people', () => {
  it('is read with semicolons, quoted lines, days and roles as spreadsheets write them', async () => {
    const csv = [
      'sep=;',
      'Email;Name;Team;Agency;Manager email;Roles;Signed off from',
      `nia@elmbrook.example.org;"Nia\nNewcomer";Court;"Elmbrook children's services";ola@elmbrook.example.org;practitioner, champion;04/03/2027`,
      '',
      'ola@elmbrook.example.org;Ola Other;north;Elmbrook health visiting;;;',
      `${programme.practitioners[0].email};;Early help;${COUNCIL};;;`,
      `${programme.practitioners[1].email};Quin Practitioner;;;;;`,
    ].join('\r\n');
    const before = await people();
    const found = await preview(csv);
    expect(found.problems).toEqual([]);
    expect(found.lines.map(({ line, outcome }) => [line, outcome])).toEqual([
      [3, 'add'],
      [6, 'add'],
      [7, 'change'],
      [8, 'same'],
    ]);
    expect(await people()).toBe(before);
    const done = await imports.confirm(programme.lead, found.id, { seen: found.seen, invite: true });
    expect(done).toMatchObject({ added: 2, changed: 1 });
    const { rows } = await service.admin.query(
      `SELECT p.name, m.name AS manager, p.roles, c.signed_off_from::text FROM person p
       LEFT JOIN person m ON m.id = p.manager_id LEFT JOIN consultant c ON c.person_id = p.id
       WHERE p.programme_id = $1 AND p.email = 'nia@elmbrook.example.org'`,
      [programme.id],
    );
    expect(rows).toEqual([
      {
        name: 'Nia Newcomer',
        manager: 'Ola Other',
        roles: ['practitioner', 'champion'],
        signed_off_from: '2027-03-04',
      },
    ]);
    const after = await people();
    expect(await imports.confirm(programme.lead, found.id, { seen: found.seen, invite: true })).toEqual(done);
    expect(await people()).toBe(after);
    await service.drain();
    const mailed = service.mailbox.messages.filter(({ to }) => to.includes('nia@elmbrook.example.org'));
    expect(mailed).toHaveLength(1);
  });

  it('says in which line and column what is wrong, and changes nothing until all is right', async () => {
    const csv = [
      'Name,Email,Agency,Team,Roles,Signed off from',
      `,nia@elmbrook.example.org,${COUNCIL},Court,,`,
      `Ola,ola@elsewhere.example.com,${COUNCIL},Nowhere,,`,
      `Una,una@elmbrook.example.org,Nobody’s agency,Court,king,31/02/2027`,
      `Una,UNA@elmbrook.example.org,${COUNCIL},Court,,`,
      `${programme.lead.name},${programme.lead.email},,,champion,01/03/2027,more`,
    ].join('\n');
    const { problems, id, seen } = await preview(csv);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 'name'],
      [3, 'team'],
      [3, 'email'],
      [4, 'agency'],
      [4, 'roles'],
      [4, 'signedOffFrom'],
      [4, 'team'],
      [5, 'email'],
      [6, null],
    ]);
    const before = await people();
    expect(await codeFrom(imports.confirm(programme.lead, id, { seen, invite: false }))).toBe('wrong-state');
    expect(await people()).toBe(before);
  });

  it('keeps a lead, opens no case through an administrator, and is nobody else’s', async () => {
    const all = [programme.lead, programme.deputy].map(({ email }) => `,${email},,,practitioner`).join('\n');
    const none = await preview(`Name,Email,Agency,Team,Roles\n${all}`);
    expect(none.problems).toMatchObject([
      { column: 'roles', message: expect.stringContaining('only active lead') },
    ]);
    const mine = await preview(
      `Name,Email,Agency,Team,Roles\n,${administrator.email},,,"administrator,lead"`,
      administrator,
    );
    expect(mine.problems).toMatchObject([{ line: 2, column: 'roles' }]);
    expect(await codeFrom(imports.view(programme.lead, mine.id))).toBe('not-found');
    expect(await codeFrom(imports.read(programme.practitioners[0], 'Name'))).toBe('not-your-task');
    service.clock.setTo(new Date(service.clock.now().getTime() + 121 * 60_000));
    expect(await codeFrom(imports.view(administrator, mine.id))).toBe('not-found');
  });

  it('that would now do something else is not done, and says so', async () => {
    const [pia] = programme.practitioners;
    const found = await preview(`Name,Email,Agency,Team\nPia Bell,${pia.email},,`);
    await service.get(People).update(programme.deputy, pia.personId, { name: 'Pia Other' });
    const before = await people();
    const confirm = (seen: string) => imports.confirm(programme.lead, found.id, { seen, invite: false });
    expect(await codeFrom(confirm(found.seen))).toBe('changed-meanwhile');
    expect(await people()).toBe(before);
    const again = await imports.view(programme.lead, found.id);
    if ('confirmedAt' in again) throw new Error('Nobody has confirmed it');
    expect(again.otherwise).toEqual([2]);
    const both = await Promise.all([confirm(again.seen), confirm(again.seen)]);
    expect(both.map(({ changed }) => changed)).toEqual([1, 1]);
    expect(JSON.parse(await people())).toContainEqual(
      expect.objectContaining({ name: 'Pia Bell', version: 3 }),
    );
  });

  it.each([
    ['', 'empty'],
    ['Name,Email,Agency,Team', 'no people'],
    ['Name,Email\nA,b', '“Agency” and “Team” are missing'],
    ['Name,Email,Agency,Team,Salary\nA,b,c,d,e', 'no column “Salary”'],
    ['Name,Email,Agency,Team,Name\nA,b,c,d,e', 'two columns “Name”'],
    ['Name,Email,Agency,Team\n"A,b,c,d', 'line 2: a quotation mark'],
    [`Name,Email,Agency,Team\n${'a,b,c,d\n'.repeat(2_001)}`, 'at most 2000'],
    ['x'.repeat(1024 * 1024 + 1), 'larger than 1 MB'],
  ])('that cannot be used at all is refused in words: %#', async (csv, words) => {
    const { message, field } = await refusalFrom(imports.read(programme.lead, csv));
    expect([message.toLowerCase(), field]).toEqual([expect.stringContaining(words.toLowerCase()), 'file']);
  });

  it('does exactly what its preview says, once', async () => {
    const emails = [...programme.practitioners, programme.champions[0]].map(({ email }) => email);
    const line = fc.record({
      email: fc.constantFrom(
        ...emails,
        'new-a@elmbrook.example.org',
        'new-b@elmbrook.example.org',
        'x@y.example.com',
      ),
      name: fc.constantFrom('', 'Anna A', 'Berta B'),
      team: fc.constantFrom('', 'Court', 'Assessment', 'Nowhere'),
      roles: fc.constantFrom('', 'practitioner', 'steering; practitioner', 'lead'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(line, { selector: ({ email }) => email, maxLength: 5, minLength: 1 }),
        async (lines) => {
          const csv = `Name,Email,Agency,Team,Roles\n${lines
            .map(
              ({ name, email, team, roles }) =>
                `${name},${email},${team === '' ? '' : COUNCIL},${team},${roles}`,
            )
            .join('\n')}`;
          const before = await people();
          const found = await preview(csv);
          const confirm = () =>
            imports.confirm(programme.lead, found.id, { seen: found.seen, invite: false });
          if (found.problems.length > 0) {
            expect(await codeFrom(confirm())).toBe('wrong-state');
            expect(await people()).toBe(before);
            return;
          }
          expect(await confirm()).toMatchObject({ added: found.counts.add, changed: found.counts.change });
          const after = await people();
          expect(after === before).toBe(found.counts.add + found.counts.change === 0);
          await confirm();
          expect(await people()).toBe(after);
          // The same file once more has nothing left to do.
          expect((await preview(csv)).counts).toEqual({ add: 0, change: 0, same: lines.length });
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the pages of a file', () => {
  /** Sends the form of a page as a browser does that has a file in it. */
  async function upload(visitor: PageVisitor, file: Uint8Array | null, pasted = ''): Promise<ReadPage> {
    const page = await visitor.get('/people/import');
    const body = new FormData();
    for (const [name, value] of page.form().hidden) body.append(name, value);
    body.append('pasted', pasted);
    body.append('file', new Blob(file ? [new Uint8Array(file)] : []), file ? 'people.csv' : '');
    const answer = await fetch(new URL('/people/import', visitor.origin), {
      method: 'POST',
      redirect: 'manual',
      body,
      headers: { cookie: `__Host-session=${visitor.cookie('__Host-session') ?? ''}` },
    });
    return answer.status === 303
      ? visitor.get(answer.headers.get('location') ?? '/')
      : new ReadPage(answer.status, '/people/import', answer.headers, await answer.text());
  }

  it('take one in Windows-1252, show what it would do, and do it when that is confirmed', async () => {
    const visitor = await signedIn(api, programme, programme.lead);
    const csv = `Name,Email,Agency,Team\r\nZoë Müller,zoe@elmbrook.example.org,Elmbrook health visiting,North\r\n`;
    const page = await upload(visitor, Buffer.from(csv, 'latin1'));
    expect([page.status, page.heading]).toEqual([200, 'What the file would do']);
    expect(page.text).toContain('Line 2: Add Zoë Müller');
    const done = await visitor.submit(page);
    expect([done.heading, done.summary]).toEqual([
      'The file is done',
      { 'People added': '1', 'People changed': '0' },
    ]);
    const list = await visitor.get('/people?search=zo%C3%AB');
    const person = await visitor.get(list.link('Zoë Müller'));
    expect(person.summary['Email address']).toBe('zoe@elmbrook.example.org');
    expect(person.text).toContain('Added from a file');
    const example = await visitor.once('GET', '/people/import/example.csv');
    const back = await upload(visitor, Buffer.from(example.html));
    expect(back.heading).toBe('What the file would do');
  });

  it('say what is wrong with what was given, and keep what was pasted', async () => {
    const visitor = await signedIn(api, programme, programme.lead);
    const errors = async (file: Uint8Array | null, pasted = '') => {
      const page = await upload(visitor, file, pasted);
      return [page.status, page.errors.map(({ text, href }) => `${href} ${text}`).join()];
    };
    expect(await errors(null)).toEqual([422, '#file Choose a CSV file, or paste its lines below']);
    expect(await errors(Buffer.alloc(1024 * 1024 + 1, 'a'))).toEqual([
      422,
      expect.stringContaining('larger than 1 MB'),
    ]);
    expect(await errors(Buffer.alloc(3 * 1024 * 1024, 'a'))).toEqual([
      422,
      expect.stringContaining('larger than 1 MB'),
    ]);
    expect(await errors(Buffer.from('PK\u0003\u0004'))).toEqual([
      422,
      expect.stringContaining('is a spreadsheet'),
    ]);
    const page = await upload(visitor, null, 'Name,Email\nA,b');
    expect([page.status, page.errors[0]?.href, page.fields['pasted']]).toEqual([
      422,
      '#pasted',
      'Name,Email\nA,b',
    ]);
    const elsewhere = await fetch(new URL('/people/new', visitor.origin), {
      method: 'POST',
      body: new FormData(),
      headers: { cookie: `__Host-session=${visitor.cookie('__Host-session') ?? ''}` },
    });
    expect(elsewhere.status).toBe(415);
  });
});
