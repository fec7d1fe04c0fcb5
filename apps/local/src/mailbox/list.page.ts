import { html, type Html } from './html.js';
import { layout } from './layout.js';
import { type ListPart, type ListPlace, queryOf } from './list-place.js';
import { type MessageSummary } from './message.js';
import { kindOf } from './message-kind.js';
import { newsScript } from './news.script.js';
import { ukInstant } from './uk-time.js';

export interface ListView {
  readonly place: ListPlace;
  readonly part: ListPart<MessageSummary>;
  readonly recipients: readonly string[];
  /** The id of the newest message there is; 0 without any. */
  readonly newest: string;
  readonly now: string;
  readonly nonce: string;
}

/** The messages that the service has sent, newest first. */
export function listPage(view: ListView): Html {
  const { place, part, now, nonce } = view;
  const filtered = place.to !== undefined || place.subject !== undefined;
  const firstPage = `/${queryOf({ ...place, before: undefined })}`;
  const heading = place.to ? `Mail to ${place.to}` : 'All mail';
  const title = [
    heading,
    place.subject && ` with “${place.subject}” in the subject`,
    part.newer && `, ${part.first} to ${part.last}`,
  ]
    .filter(Boolean)
    .join('');
  return layout({
    title,
    now,
    nonce,
    body: html`
      <h1>${heading}</h1>
      ${filterForm(view)}
      <div class="state">
        <p><span>${countWords(part, filtered)}</span> ${filtered && html`<a href="/">Show all mail</a>`}</p>
        <p class="news">
          <span
            id="news"
            role="status"
            data-newest="${view.newest}"
            data-more="${queryOf({ ...place, before: undefined })}"
          ></span>
          <a href="${firstPage}">Check for new mail</a>
        </p>
      </div>
      ${
        part.messages.length === 0
          ? nothing(view, filtered)
          : html`<ul class="list">
              ${part.messages.map((message) => row(message, place))}
            </ul>`
      }
      ${neighbours(view)} ${newsScript(nonce)}
    `,
  });
}

function filterForm({ place, recipients }: ListView): Html {
  return html`<form class="filter" method="get" action="/" role="search" aria-label="Find mail">
    <div>
      <label for="to">To</label>
      <select id="to" name="to">
        <option value="">Everybody</option>
        ${recipients.map((address) =>
          address.toLowerCase() === place.to?.toLowerCase()
            ? html`<option selected>${address}</option>`
            : html`<option>${address}</option>`,
        )}
      </select>
    </div>
    <div>
      <label for="subject">Words in the subject</label>
      <input
        id="subject"
        name="subject"
        type="search"
        value="${place.subject}"
        autocomplete="off"
        spellcheck="false"
      />
    </div>
    <div class="send">
      <button>Show mail</button>
    </div>
  </form>`;
}

function countWords({ first, last, total }: ListView['part'], filtered: boolean): string {
  if (total === 0) return filtered ? 'No message fits' : 'No messages';
  if (first === 1 && last === total) return total === 1 ? '1 message' : `${total} messages`;
  return first === 0 ? `None of ${total} messages` : `${first} to ${last} of ${total} messages`;
}

function row(message: MessageSummary, place: ListPlace): Html {
  const kind = kindOf(message.calendar);
  return html`<li>
    <p class="subject">
      <a href="/messages/${message.id}${queryOf(place)}">${message.subject || '(no subject)'}</a>
      ${kind && html`<strong class="tag ${kind.tone}">${kind.words}</strong>`}
    </p>
    ${message.code && html`<p class="code">Code: <strong>${message.code}</strong></p>`}
    <p class="who">
      <span>To ${message.to.join(', ')}</span>
      <span>From ${message.sender || message.envelopeFrom || '(nobody)'}</span>
    </p>
    <time datetime="${message.receivedAt}">${ukInstant(message.receivedAt)}</time>
  </li>`;
}

function nothing({ place, part }: ListView, filtered: boolean): Html {
  if (part.total > 0) return html`<p class="nothing">There is no older mail.</p>`;
  if (!filtered)
    return html`<div class="nothing">
      <p>Nothing has been sent yet.</p>
      <p>Run <code>npm run demo</code> to see a consultation being asked for, offered and booked.</p>
    </div>`;
  const words = [
    'Nothing has been sent',
    place.to && ` to ${place.to}`,
    place.subject && ` with “${place.subject}” in its subject`,
    '.',
  ];
  return html`<p class="nothing">${words.filter(Boolean)}</p>`;
}

function neighbours({ part, place }: ListView): Html | undefined {
  if (!part.newer && !part.older) return undefined;
  const link = (words: string, rel: string, to: { readonly before: string | undefined } | undefined) =>
    to &&
    html`<a rel="${rel}" class="${rel}" href="/${queryOf({ ...place, before: to.before })}">${words}</a>`;
  return html`<nav class="pages" aria-label="Pages of the list">
    ${link('Newer mail', 'prev', part.newer)} ${link('Older mail', 'next', part.older)}
  </nav>`;
}
