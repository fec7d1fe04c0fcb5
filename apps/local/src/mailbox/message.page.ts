import { type CalendarPart, type EventPerson } from './calendar-part.js';
import { html, type Html } from './html.js';
import { layout } from './layout.js';
import { type MessageSummary, type ParsedMessage } from './message.js';
import { kindOf } from './message-kind.js';
import { ukShort, ukSpan } from './uk-time.js';

/** How a message is shown. */
export const ways = ['text', 'html', 'calendar', 'raw'] as const;
export type Way = (typeof ways)[number];

export interface MessageView {
  readonly summary: MessageSummary;
  readonly message: ParsedMessage;
  readonly raw: string;
  readonly way: Way;
  readonly now: string;
  readonly nonce: string;
}

const titles: Readonly<Record<Way, string>> = {
  text: 'Text',
  html: 'HTML',
  calendar: 'Calendar part',
  raw: 'As it was sent',
};

/** One message, with its event as a calendar would show it. */
export function messagePage(view: MessageView): Html {
  const { summary, message } = view;
  return layout({
    title: summary.subject || '(no subject)',
    now: view.now,
    nonce: view.nonce,
    body: html`
      <p><a href="/">All mail</a></p>
      <article>
        <div class="card">
          <h1>${summary.subject || '(no subject)'}</h1>
          <dl>
            <dt>From</dt>
            <dd>${message.from || '(nobody)'}</dd>
            <dt>To</dt>
            <dd>${message.toHeader || summary.to.join(', ')}</dd>
            <dt>Received</dt>
            <dd><time datetime="${summary.receivedAt}">${ukShort(summary.receivedAt)}</time></dd>
          </dl>
        </div>
        ${message.calendar && eventCard(message.calendar)}
        <div class="card">
          <nav aria-label="Ways to read this message">
            <ul class="ways">
              ${waysOf(message).map((way) => wayLink(summary, way, view.way))}
            </ul>
          </nav>
          <div class="body">${bodyOf(view)}</div>
        </div>
      </article>
    `,
  });
}

function waysOf(message: ParsedMessage): readonly Way[] {
  return ways.filter(
    (way) => (way !== 'html' || message.html !== undefined) && (way !== 'calendar' || message.calendar),
  );
}

function wayLink(summary: MessageSummary, way: Way, current: Way): Html {
  const href = `/messages/${summary.id}${way === 'text' ? '' : `?as=${way}`}`;
  return way === current
    ? html`<li><a href="${href}" aria-current="page">${titles[way]}</a></li>`
    : html`<li><a href="${href}">${titles[way]}</a></li>`;
}

function bodyOf({ way, message, summary, raw }: MessageView): Html {
  switch (way) {
    case 'text':
      return html`<pre class="text">${withLinks(message.text.trim() || '(no text)')}</pre>`;
    case 'html':
      return html`<iframe
        src="/messages/${summary.id}/html"
        sandbox=""
        title="The message as HTML"
      ></iframe>`;
    case 'calendar':
      return html`<pre>${message.calendar?.raw}</pre>`;
    case 'raw':
      return html`<pre>${raw}</pre>`;
  }
}

/** Addresses in the text as links, as mail programs show them. */
function withLinks(text: string): Html {
  const parts = text.split(/(https?:\/\/[^\s<>"]+)/);
  return html`${parts.map((part, index) => (index % 2 ? html`<a href="${part}">${part}</a>` : part))}`;
}

function eventCard(event: CalendarPart): Html {
  const kind = kindOf(event);
  const line = (name: string, value: string | Html | undefined) =>
    value &&
    html`<dt>${name}</dt>
      <dd>${value}</dd>`;
  return html`<section class="card event ${kind?.tone}" aria-labelledby="event">
    <h2 id="event">${event.summary}${kind && html`<span class="tag ${kind.tone}">${kind.words}</span>`}</h2>
    <p class="when">${ukSpan(event.start, event.end)} (UK time)</p>
    <dl>
      ${line('Where', event.location)} ${line('Organiser', event.organizer && personLine(event.organizer))}
      ${line(
        'Invited',
        html`<ul>
          ${event.attendees.map((each) => html`<li>${personLine(each)}</li>`)}
        </ul>`,
      )}
      ${line('Status', [event.status, event.busyStatus && `shown as ${event.busyStatus}`].filter(Boolean).join(', '))}
      ${line('Method', `${event.method ?? '(none)'}, sequence ${event.sequence}`)} ${line('Event', event.uid)}
    </dl>
  </section>`;
}

function personLine({ name, email, answer }: EventPerson): Html {
  const who = name && name !== email ? `${name} <${email}>` : email;
  return html`${who}${answer && ` – ${answerWords[answer] ?? answer}`}`;
}

const answerWords: Readonly<Record<string, string>> = {
  'NEEDS-ACTION': 'has not answered',
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'answered maybe',
};
