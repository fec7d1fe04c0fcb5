import { request } from 'node:http';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import { createTransport } from 'nodemailer';
import { LocalClock } from '../clock/local-clock.js';
import { Mailbox } from './mailbox.js';

const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Example//EN',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:one@consultations.example.org',
  'SEQUENCE:1',
  'DTSTAMP:20270525T090000Z',
  'DTSTART:20270601T090000Z',
  'DTEND:20270601T100000Z',
  'SUMMARY:Practice consultation',
  'ORGANIZER;CN="Practice consultations":mailto:consultations@example.org',
  'ATTENDEE;CN=Rowan Marsh;PARTSTAT=NEEDS-ACTION:MAILTO:rowan.marsh@health.example.org',
  'STATUS:CONFIRMED',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const greeting = 'Sign in to see more: https://consultations.example.org/consultations/B-7F3K2Q';

interface Message {
  id: string;
  receivedAt: string;
  envelopeFrom: string;
  to: string[];
  subject: string;
  text: string;
  calendar: { method: string; start: string; attendees: { email: string; answer: string }[] } | null;
}

let folder: string;
let clock: LocalClock;
let mailbox: Mailbox;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
  clock = await LocalClock.open(join(folder, 'clock.json'));
  mailbox = await Mailbox.open(join(folder, 'mail'), clock);
});

afterEach(async () => {
  await mailbox.close();
  await rm(folder, { recursive: true });
});

async function send(to: string, subject: string, withCalendar = false, text = greeting): Promise<void> {
  const transport = createTransport({ url: mailbox.smtpUrl });
  await transport.sendMail({
    from: 'Practice consultations <consultations@example.org>',
    to,
    subject,
    text,
    html: '<p>Sign in</p><script>document.title = "ran"</script>',
    ...(withCalendar
      ? { alternatives: [{ contentType: 'text/calendar; charset=utf-8; method=REQUEST', content: calendar }] }
      : {}),
  });
}

async function get(path: string, accept = '*/*'): Promise<{ status: number; text: string; policy: string }> {
  const answer = await fetch(mailbox.url + path, { headers: { accept } });
  const policy = answer.headers.get('content-security-policy') ?? '';
  return { status: answer.status, text: await answer.text(), policy };
}

function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What a person reads there. */
function read(page: string, selector: string): string {
  return words(load(page)(selector).text());
}

/** The lines of a list of facts. */
function facts(page: string, selector: string): Record<string, string> {
  const $ = load(page);
  const lines = $(`${selector} dl > div`).get();
  return Object.fromEntries(lines.map((line) => [words($('dt', line).text()), words($('dd', line).text())]));
}

async function messages(query = ''): Promise<Message[]> {
  const { messages: found } = JSON.parse((await get(`/messages.json${query}`)).text) as {
    messages: Message[];
  };
  return found;
}

describe('the mailbox', () => {
  it('keeps what was sent over a restart, as the owner only can read it', async () => {
    await send('rowan.marsh@health.example.org', 'First');
    await mailbox.close();
    mailbox = await Mailbox.open(join(folder, 'mail'), clock);
    await send('asha.pell@housing.example.org', 'Second');

    expect((await messages()).map(({ id, subject }) => [id, subject])).toEqual([
      ['000001', 'First'],
      ['000002', 'Second'],
    ]);
    for (const file of await readdir(join(folder, 'mail')))
      expect((await stat(join(folder, 'mail', file))).mode & 0o077).toBe(0);
  });

  it('gives the messages of one person, or since a message or an instant', async () => {
    await send('rowan.marsh@health.example.org', 'First');
    await clock.advanceTo(new Date(clock.now().getTime() + 86_400_000));
    const nextDay = clock.now();
    await send('asha.pell@housing.example.org', 'Second');

    const subjects = async (query: string) => (await messages(query)).map(({ subject }) => subject);
    expect(await subjects('?to=Rowan.Marsh@HEALTH.example.org')).toEqual(['First']);
    expect(await subjects('?since=1')).toEqual(['Second']);
    expect(await subjects(`?since=${new Date(nextDay.getTime() - 1).toISOString()}`)).toEqual(['Second']);
    expect(await subjects('?since=2')).toEqual([]);
    expect((await get('/messages.json?since=soon')).status).toBe(422);
  });

  it('reads the calendar part and shows the event in UK time', async () => {
    await send('rowan.marsh@health.example.org', 'Practice consultation: confirmed', true);
    const [message] = await messages();
    expect(message?.calendar).toMatchObject({
      method: 'REQUEST',
      start: '2027-06-01T09:00:00.000Z',
      attendees: [{ email: 'rowan.marsh@health.example.org', answer: 'NEEDS-ACTION' }],
    });

    const { text } = await get('/messages/000001');
    expect(text).toContain('<a href="https://consultations.example.org/consultations/B-7F3K2Q">');
    expect(read(text, '.glance')).toBe('Invite Tuesday 1 June 2027, 10:00am to 11:00am');
    expect(facts(text, 'main')['From']).toBe('Practice consultations <consultations@example.org>');
    expect(read(text, '#event-title')).toBe('Practice consultation');
    expect(facts(text, '#event')).toMatchObject({
      When: 'Tuesday 1 June 2027, 10:00am to 11:00am',
      Organiser: 'Practice consultations consultations@example.org',
      Attendee: 'Rowan Marsh rowan.marsh@health.example.org Has not answered yet',
      State: 'Confirmed',
      'What it does': 'Puts the event in the reader’s calendar Method: REQUEST',
      Version: '2, which replaces those before it Sequence: 1',
    });
    expect((await get('/messages/000001/calendar')).text).toBe(calendar);
    expect(read((await get('/messages/000001?as=calendar')).text, 'pre')).toContain('METHOD:REQUEST');
    expect((await get('/messages/000001?as=raw')).text).toContain('multipart/alternative');
  });

  it('lists sender, subject, marker, to whom and when, newest first', async () => {
    await send('rowan.marsh@health.example.org', 'Practice consultation: confirmed', true);
    await send('asha.pell@housing.example.org', 'Practice consultation: confirmed', true);
    await send('rowan.marsh@health.example.org', 'Practice consultation: changed', true);
    const page = load((await get('/')).text);
    expect(
      page('.list .subject')
        .get()
        .map((each) => words(page(each).text())),
    ).toEqual([
      'Practice consultation: changed Update',
      'Practice consultation: confirmed Invite',
      'Practice consultation: confirmed Invite',
    ]);
    expect(words(page('.list .who').first().text())).toBe(
      'To rowan.marsh@health.example.org From Practice consultations',
    );
    expect(page('.list time').first().text()).toMatch(
      /^[A-Z][a-z]+day \d{1,2} [A-Z][a-z]+ \d{4}, [0-9a-z:]+$/,
    );
  });

  it('finds mail by person and subject, and the way back leads to what was found', async () => {
    await send('rowan.marsh@health.example.org', 'You have a task to complete');
    await send('rowan.marsh@health.example.org', 'Practice consultation: confirmed');
    await send('asha.pell@housing.example.org', 'You have a task to complete');
    const found = (await get('/?to=rowan.marsh@health.example.org&subject=TASK')).text;
    const page = load(found);
    expect(page('.list li').length).toBe(1);
    expect(page('h1').text()).toBe('Mail to rowan.marsh@health.example.org');
    expect(page('option[selected]').text()).toBe('rowan.marsh@health.example.org');
    expect(page('input[name=subject]').val()).toBe('TASK');
    const href = page('.list a').attr('href') ?? '';
    expect(load((await get(href)).text)('a.back').attr('href')).toBe(
      '/?to=rowan.marsh%40health.example.org&subject=TASK',
    );
    expect((await messages('?subject=task')).map(({ id }) => id)).toEqual(['000001', '000003']);
    expect(JSON.parse((await get('/messages/count?subject=task&since=1')).text)).toEqual({ count: 1 });
    expect(read((await get('/?subject=zebra')).text, '.nothing')).toContain('with “zebra” in its subject');
  });

  it('comes in pages that new mail does not move', async () => {
    for (let at = 1; at <= 27; at += 1) await send('rowan.marsh@health.example.org', `Number ${at}`);
    const first = load((await get('/')).text);
    expect(words(first('.state').text())).toContain('1 to 25 of 27 messages');
    expect(first('a.prev').length).toBe(0);
    const older = first('a.next').attr('href') ?? '';
    await send('rowan.marsh@health.example.org', 'Number 28');
    const second = load((await get(older)).text);
    expect(
      second('.list .subject')
        .get()
        .map((each) => words(second(each).text())),
    ).toEqual(['Number 2', 'Number 1']);
    expect(words(second('.state').text())).toContain('27 to 28 of 28 messages');
    expect(second('a.next').length).toBe(0);
    expect(second('a.prev').length).toBe(1);
  });

  it('shows a one-time code large, and beside its message in the list', async () => {
    await send('rowan.marsh@health.example.org', 'Your code to sign in', false, 'Code: 012345');
    expect(read((await get('/')).text, '.list .code')).toBe('Code: 012345');
    const { text } = await get('/messages/000001');
    expect(read(text, '.panel [aria-hidden]')).toBe('012345');
    expect(read(text, '.panel .unseen')).toBe('0 1 2 3 4 5');
  });

  it('reads a summary that an earlier version kept', async () => {
    await send('rowan.marsh@health.example.org', 'Practice consultation: confirmed', true);
    await mailbox.close();
    const file = join(folder, 'mail', '000001.json');
    const { id, receivedAt, envelopeFrom, to } = JSON.parse(await readFile(file, 'utf8')) as Message;
    await writeFile(file, JSON.stringify({ id, receivedAt, envelopeFrom, to, subject: '', calendar: null }));
    mailbox = await Mailbox.open(join(folder, 'mail'), clock);
    expect(read((await get('/')).text, '.list li')).toContain('Invite');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ sender: 'Practice consultations' });
  });

  it('escapes what a message says, and lets its HTML run nothing', async () => {
    await send('rowan.marsh@health.example.org', '<img src=x onerror=alert(1)>');
    expect((await get('/')).text).toContain('&lt;img src=x');
    expect((await get('/')).text).not.toContain('<img');
    expect((await get('/')).policy).toContain("script-src 'nonce-");
    const { policy, text } = await get('/messages/000001/html');
    expect(policy).toMatch(/default-src 'none'.*sandbox/);
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin|https?:/);
    expect(text).toContain('<p>Sign in</p>');
    expect((await get('/messages/000001?as=html')).text).toContain('sandbox="allow-popups ');
  });

  it('forgets everything when asked to', async () => {
    await send('rowan.marsh@health.example.org', 'First');
    expect((await fetch(`${mailbox.url}/messages`, { method: 'DELETE' })).status).toBe(204);
    expect(await messages()).toEqual([]);
    expect((await get('/')).text).toContain('Nothing has been sent yet');
    expect((await get('/messages/000001')).status).toBe(404);
    const page = await get('/messages/000001', 'text/html');
    expect([page.status, read(page.text, 'h1')]).toEqual([404, 'Page not found']);
  });

  it('answers nobody but a person on this machine', async () => {
    const as = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve) =>
        request(`${mailbox.url}/clock`, { headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).end(),
      );
    expect(await as({ host: 'elsewhere.example.org' })).toBe(421);
    expect(await as({ origin: 'https://elsewhere.example.org' })).toBe(403);
    expect(await as({})).toBe(200);
  });
});

describe("the service's clock", () => {
  const advance = async (body: unknown) => {
    const answer = await fetch(`${mailbox.url}/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as { now: string; detail: string } };
  };

  it('moves on, tells api and worker, and keeps its place over a restart', async () => {
    const told: number[] = [];
    const stop = clock.follow(({ offsetMs }) => void told.push(offsetMs));
    const { status, body } = await advance({ advanceTo: '2060-03-02T09:00:00Z' });
    expect([status, body.now.slice(0, 16)]).toEqual([200, '2060-03-02T09:00']);
    stop();
    await advance({ advanceTo: '2061-03-02T09:00:00Z' });
    expect(told).toHaveLength(2);
    expect(told[0]).toBe(0);
    const again = await LocalClock.open(join(folder, 'clock.json'));
    expect(again.now().toISOString()).toMatch(/^2061-03-02T09:00/);
  });

  it('never runs backwards', async () => {
    await advance({ advanceTo: '2060-03-02T09:00:00Z' });
    const { status, body } = await advance({ advanceTo: '2060-03-01T09:00:00Z' });
    expect(status).toBe(409);
    expect(body.detail).toContain('Give a later time');
    expect(clock.now().toISOString()).toMatch(/^2060-03-02/);
  });

  it.each([[{}], [{ advanceTo: 'tomorrow' }], ['2060-03-02']])('does not understand %j', async (body) => {
    expect((await advance(body)).status).toBe(422);
  });
});
