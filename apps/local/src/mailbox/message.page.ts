import { eventView } from './event.view.js';
import { html, type Html } from './html.js';
import { layout } from './layout.js';
import { withLinks } from './links.js';
import { type ListPlace, queryOf } from './list-place.js';
import { type MessageSummary, type ParsedMessage } from './message.js';
import { kindOf } from './message-kind.js';
import { ukInstant, ukSpan } from './uk-time.js';

/** How a message is shown. */
export const ways = ['text', 'html', 'calendar', 'raw'] as const;
export type Way = (typeof ways)[number];

export interface MessageView {
  readonly summary: MessageSummary;
  readonly message: ParsedMessage;
  readonly raw: string;
  readonly way: Way;
  /** The list that the reader came from. */
  readonly place: ListPlace;
  readonly now: string;
  readonly nonce: string;
}

const titles: Readonly<Record<Way, string>> = {
  text: 'Text',
  html: 'HTML',
  calendar: 'Calendar file',
  raw: 'As it was sent',
};

/** One message, with its event as a calendar would show it. */
export function messagePage(view: MessageView): Html {
  const { summary, message, place, way, now, nonce } = view;
  const subject = summary.subject || '(no subject)';
  return layout({
    title: way === 'text' ? subject : `${subject}: ${titles[way]}`,
    back: { href: `/${queryOf(place)}`, words: place.to || place.subject ? 'Back to the list' : 'All mail' },
    now,
    nonce,
    body: html`
      <h1>${subject}</h1>
      ${eventSummary(view)}
      <dl class="facts">
        <div>
          <dt>From</dt>
          <dd>${message.from || '(nobody)'}</dd>
        </div>
        <div>
          <dt>To</dt>
          <dd>${message.toHeader || summary.to.join(', ')}</dd>
        </div>
        <div>
          <dt>Received</dt>
          <dd><time datetime="${summary.receivedAt}">${ukInstant(summary.receivedAt)}</time></dd>
        </div>
      </dl>
      ${summary.code && codePanel(summary.code)}
      <nav class="ways" aria-label="Ways to read this message">
        <ul>
          ${waysOf(message).map((each) => wayLink(view, each))}
        </ul>
      </nav>
      ${bodyOf(view)} ${message.calendar && eventView(message.calendar, kindOf(summary.calendar))}
    `,
  });
}

/** What the event is, before the words of the mail: the whole of it stands below them. */
function eventSummary({ summary, message }: MessageView): Html | undefined {
  const kind = kindOf(summary.calendar);
  if (!message.calendar || !kind) return undefined;
  return html`<p class="glance">
    <strong class="tag ${kind.tone}">${kind.words}</strong>
    <a href="#event">${ukSpan(message.calendar.start, message.calendar.end)}</a>
  </p>`;
}

/** Large, and read out digit by digit. */
function codePanel(code: string): Html {
  return html`<div class="panel">
    <p>Your code</p>
    <p class="digits">
      <span aria-hidden="true">${code}</span><span class="unseen">${[...code].join(' ')}</span>
    </p>
  </div>`;
}

function waysOf(message: ParsedMessage): readonly Way[] {
  return ways.filter(
    (way) => (way !== 'html' || message.html !== undefined) && (way !== 'calendar' || message.calendar),
  );
}

function wayLink({ summary, place, way }: MessageView, each: Way): Html {
  const href = `/messages/${summary.id}${queryOf(place, each === 'text' ? {} : { as: each })}`;
  return each === way
    ? html`<li><a href="${href}" aria-current="page">${titles[each]}</a></li>`
    : html`<li><a href="${href}">${titles[each]}</a></li>`;
}

function bodyOf({ way, message, summary, raw }: MessageView): Html {
  switch (way) {
    case 'text':
      return html`<div class="text typed">${withLinks(message.text.trim() || '(no text)')}</div>`;
    case 'html':
      return html`<iframe
        src="/messages/${summary.id}/html"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        title="The message as HTML"
      ></iframe>`;
    case 'calendar':
      return html`<pre>${message.calendar?.raw}</pre>`;
    case 'raw':
      return html`<pre>${raw}</pre>`;
  }
}
