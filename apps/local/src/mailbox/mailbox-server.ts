import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { z } from 'zod';
import { ClockRunsForwards, type LocalClock } from '../clock/local-clock.js';
import { listPage } from './list.page.js';
import { filterOfPlace, partOf, placeOf } from './list-place.js';
import { messagePage, ways, type Way } from './message.page.js';
import { parseMessage, type MessageSummary } from './message.js';
import { type MessageFilter, type MessageStore } from './message-store.js';
import { type Html } from './html.js';
import { refusalPage } from './refusal.page.js';

const pageSize = 25;
const mostAsJson = 1_000;
const bodyLimit = 4_096;

const clockChange = z.object({ advanceTo: z.iso.datetime({ offset: true }) });

/** An answer other than 200, with what to do next. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The mailbox as pages and JSON, and the clock of the service, on 127.0.0.1 only:
 *
 * - `GET /` (`?to=&subject=&before=`), `GET /messages/:id` (`?as=text|html|calendar|raw`), `GET /messages/:id/html|raw|calendar`
 * - `GET /messages.json?to=&subject=&since=` in the order they came, `GET /messages/count` likewise, `DELETE /messages`
 * - `GET /clock`, `POST /clock {"advanceTo": "2027-03-02T09:00:00Z"}`, never backwards
 */
export class MailboxServer {
  private readonly store: MessageStore;
  private readonly clock: LocalClock;
  private readonly server: Server;

  constructor(store: MessageStore, clock: LocalClock) {
    this.store = store;
    this.clock = clock;
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => {
        const [status, detail] =
          error instanceof Refusal
            ? [error.status, error.message]
            : [500, error instanceof Error ? error.message : String(error)];
        this.sendRefusal(request, response, status, detail);
      });
    });
  }

  /** @returns the port it listens on: the one asked for, or any when that is 0 */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    checkCaller(request);
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const route = `${request.method === 'HEAD' ? 'GET' : request.method} ${url.pathname}`;
    switch (route) {
      case 'GET /':
        return this.sendList(url, response);
      case 'GET /messages.json':
        return this.sendMessages(url, response);
      case 'GET /messages/count':
        return sendJson(response, 200, { count: this.store.list(filterOf(url)).length });
      case 'DELETE /messages':
        await this.store.clear();
        response.writeHead(204).end();
        return;
      case 'GET /clock':
        return sendJson(response, 200, this.clockView());
      case 'POST /clock':
        await this.advanceClock(request);
        return sendJson(response, 200, this.clockView());
    }
    const [, id, part] = /^GET \/messages\/(\d{1,9})(?:\/(html|raw|calendar))?$/.exec(route) ?? [];
    const summary = id ? this.store.get(id) : undefined;
    if (!summary) throw new Refusal(404, 'There is no such page or message. Go to / for all mail.');
    return part ? this.sendPart(summary, part, response) : this.sendMessage(summary, url, response);
  }

  /** As a page where a person looks, as a problem (RFC 9457) where a program asks. */
  private sendRefusal(
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    detail: string,
  ): void {
    if (!request.headers.accept?.includes('text/html'))
      return sendJson(response, status, { status, detail }, 'application/problem+json');
    const nonce = newNonce();
    response.statusCode = status;
    sendPage(response, refusalPage({ detail, status, now: this.clock.now().toISOString(), nonce }), nonce);
  }

  private sendList(url: URL, response: ServerResponse): void {
    const place = placeOf(url.searchParams);
    const nonce = newNonce();
    const page = listPage({
      place,
      part: partOf(this.store.list(filterOfPlace(place)), place.before, pageSize),
      recipients: this.store.recipients(),
      newest: this.store.list().at(-1)?.id ?? '0',
      now: this.clock.now().toISOString(),
      nonce,
    });
    sendPage(response, page, nonce);
  }

  private async sendMessage(summary: MessageSummary, url: URL, response: ServerResponse): Promise<void> {
    const raw = await this.store.raw(summary);
    const asked = url.searchParams.get('as');
    const way: Way = ways.find((each) => each === asked) ?? 'text';
    const nonce = newNonce();
    const page = messagePage({
      summary,
      message: await parseMessage(raw),
      raw: raw.toString('utf8'),
      way,
      place: placeOf(url.searchParams),
      now: this.clock.now().toISOString(),
      nonce,
    });
    sendPage(response, page, nonce);
  }

  private async sendPart(summary: MessageSummary, part: string, response: ServerResponse): Promise<void> {
    const raw = await this.store.raw(summary);
    if (part === 'raw') return sendText(response, raw, 'text/plain; charset=utf-8');
    const message = await parseMessage(raw);
    const content = part === 'html' ? message.html : message.calendar?.raw;
    if (content === undefined) throw new Refusal(404, `This message has no ${part} part.`);
    if (part === 'calendar') return sendText(response, content, 'text/calendar; charset=utf-8');
    // Whatever the mail holds, it runs nothing, loads nothing and sends nothing; a link that is pressed opens a page of its own.
    response.setHeader(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; " +
        'sandbox allow-popups allow-popups-to-escape-sandbox',
    );
    sendText(response, opensLinksApart(content), 'text/html; charset=utf-8');
  }

  private async sendMessages(url: URL, response: ServerResponse): Promise<void> {
    const found = this.store.list(filterOf(url)).slice(0, mostAsJson);
    const messages = [];
    for (const summary of found) {
      const { text, html, from, messageId, date, calendar } = await parseMessage(
        await this.store.raw(summary),
      );
      messages.push({ ...summary, from, messageId, date, text, html, calendar: calendar ?? null });
    }
    sendJson(response, 200, { messages });
  }

  private async advanceClock(request: IncomingMessage): Promise<void> {
    const change = clockChange.safeParse(await readJson(request));
    if (!change.success) throw new Refusal(422, 'Say when, as {"advanceTo": "2027-03-02T09:00:00Z"}.');
    try {
      await this.clock.advanceTo(new Date(change.data.advanceTo));
    } catch (error) {
      if (error instanceof ClockRunsForwards) throw new Refusal(409, error.message);
      throw error;
    }
  }

  private clockView(): { now: string; offsetMs: number } {
    return { now: this.clock.now().toISOString(), offsetMs: this.clock.offsetMs };
  }
}

/** Only a person on this machine: no page of another site may read or change anything through their browser. */
function checkCaller(request: IncomingMessage): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (host !== '127.0.0.1' && host !== 'localhost') throw new Refusal(421, 'Ask for 127.0.0.1 or localhost.');
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${request.headers.host}`)
    throw new Refusal(403, 'Only pages of the mailbox itself may ask for this.');
}

function filterOf(url: URL): MessageFilter {
  const since = url.searchParams.get('since');
  if (since && !/^\d{1,9}$/.test(since) && Number.isNaN(Date.parse(since)))
    throw new Refusal(422, 'Give since as the id of a message or as a time such as 2027-03-02T09:00:00Z.');
  return { ...filterOfPlace(placeOf(url.searchParams)), ...(since ? { since } : {}) };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!request.headers['content-type']?.startsWith('application/json'))
    throw new Refusal(415, 'Send JSON, with content-type: application/json.');
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > bodyLimit) throw new Refusal(413, `Send at most ${bodyLimit} characters.`);
  }
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new Refusal(400, 'The body is not JSON.');
  }
}

/** Inside the frame a link would lead nowhere: the frame shows nothing but the mail. */
function opensLinksApart(content: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(content) ? content.replace(/<head[^>]*>/i, `$&${base}`) : base + content;
}

function newNonce(): string {
  return randomBytes(16).toString('base64');
}

function sendPage(response: ServerResponse, page: Html, nonce: string): void {
  response.setHeader(
    'content-security-policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; ` +
      "frame-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  sendText(response, page.text, 'text/html; charset=utf-8');
}

function sendJson(response: ServerResponse, status: number, body: object, type = 'application/json'): void {
  response.statusCode = status;
  sendText(response, JSON.stringify(body, null, 2), type);
}

function sendText(response: ServerResponse, text: string | Buffer, type: string): void {
  response.setHeader('content-type', type);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.end(text);
}
