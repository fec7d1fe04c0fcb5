import { request } from 'node:http';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

interface Message {
  id: string;
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

async function send(to: string, subject: string, withCalendar = false): Promise<void> {
  const transport = createTransport({ url: mailbox.smtpUrl });
  await transport.sendMail({
    from: 'Practice consultations <consultations@example.org>',
    to,
    subject,
    text: 'Sign in to see more: https://consultations.example.org/consultations/B-7F3K2Q',
    html: '<p>Sign in</p><script>document.title = "ran"</script>',
    ...(withCalendar
      ? { alternatives: [{ contentType: 'text/calendar; charset=utf-8; method=REQUEST', content: calendar }] }
      : {}),
  });
}

async function get(path: string): Promise<{ status: number; text: string; policy: string }> {
  const answer = await fetch(mailbox.url + path);
  const policy = answer.headers.get('content-security-policy') ?? '';
  return { status: answer.status, text: await answer.text(), policy };
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

    const page = await get('/messages/000001');
    expect(page.text).toContain('Tuesday 1 June 2027, 10:00am to 11:00am (UK time)');
    expect(page.text).toContain('has not answered');
    expect(page.text).toContain('<a href="https://consultations.example.org/consultations/B-7F3K2Q">');
    expect((await get('/messages/000001/calendar')).text).toBe(calendar);
    expect((await get('/messages/000001?as=raw')).text).toContain('multipart/alternative');
    expect((await get('/')).text).toContain('In calendar');
  });

  it('escapes what a message says, and lets its HTML run nothing', async () => {
    await send('rowan.marsh@health.example.org', '<img src=x onerror=alert(1)>');
    expect((await get('/')).text).toContain('&lt;img src=x');
    expect((await get('/')).text).not.toContain('<img');
    expect((await get('/')).policy).toContain("script-src 'nonce-");
    const { policy, text } = await get('/messages/000001/html');
    expect(policy).toMatch(/default-src 'none'.*sandbox/);
    expect(text).toContain('<p>Sign in</p>');
    expect((await get('/messages/000001?as=html')).text).toContain('sandbox=""');
  });

  it('forgets everything when asked to', async () => {
    await send('rowan.marsh@health.example.org', 'First');
    expect((await fetch(`${mailbox.url}/messages`, { method: 'DELETE' })).status).toBe(204);
    expect(await messages()).toEqual([]);
    expect((await get('/')).text).toContain('Nothing has been sent yet');
    expect((await get('/messages/000001')).status).toBe(404);
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
