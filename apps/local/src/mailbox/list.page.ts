import { html, Html } from './html.js';
import { layout } from './layout.js';
import { type MessageSummary } from './message.js';
import { kindOf } from './message-kind.js';
import { ukShort } from './uk-time.js';

export interface ListView {
  /** Newest first. */
  readonly messages: readonly MessageSummary[];
  readonly recipients: readonly string[];
  /** Whose messages are shown; everybody's when undefined. */
  readonly to: string | undefined;
  /** The id that the next page of older messages begins before. */
  readonly older: string | undefined;
  readonly isFirstPage: boolean;
  readonly newest: string;
  readonly now: string;
  readonly nonce: string;
}

/** Every message that the service has sent, newest first. */
export function listPage(view: ListView): Html {
  const { messages, to } = view;
  return layout({
    title: to ? `Mail to ${to}` : 'All mail',
    now: view.now,
    nonce: view.nonce,
    body: html`
      <div class="tools">
        <h1>${to ? `Mail to ${to}` : 'All mail'}</h1>
        <form method="get" action="/">
          <div>
            <label for="to">Whose mail</label>
            <select id="to" name="to">
              <option value="">Everybody’s</option>
              ${view.recipients.map((address) =>
                address === to
                  ? html`<option selected>${address}</option>`
                  : html`<option>${address}</option>`,
              )}
            </select>
          </div>
          <button>Show</button>
        </form>
      </div>
      <p class="news" id="news" role="status" data-newest="${view.newest}" hidden></p>
      ${
        messages.length === 0
          ? nothingYet(to)
          : html`<ul class="list">
              ${messages.map(row)}
            </ul>`
      }
      <nav class="pages" aria-label="Older and newer mail">
        ${view.isFirstPage ? html`<span></span>` : html`<a href="/${query(to)}">Newest</a>`}
        ${view.older && html`<a href="/${query(to, view.older)}">Older</a>`}
      </nav>
      <script nonce="${view.nonce}">
        ${lookForNews};
      </script>
    `,
  });
}

function row(message: MessageSummary): Html {
  const kind = kindOf(message.calendar);
  return html`<li>
    <a href="/messages/${message.id}">
      <span class="to">${message.to.join(', ')}</span>
      <span class="subject"
        >${message.subject || '(no subject)'}${kind && html`<span class="tag ${kind.tone}">${kind.words}</span>`}</span
      >
      <time datetime="${message.receivedAt}">${ukShort(message.receivedAt)}</time>
    </a>
  </li>`;
}

function nothingYet(to: string | undefined): Html {
  return html`<div class="card empty">
    <p>${to ? `Nothing has been sent to ${to} yet.` : 'Nothing has been sent yet.'}</p>
    <p>Run <code>npm run demo</code> to see a consultation being asked for, offered and booked.</p>
  </div>`;
}

function query(to: string | undefined, before?: string): string {
  const parameters = new URLSearchParams({ ...(to ? { to } : {}), ...(before ? { before } : {}) }).toString();
  return parameters ? `?${parameters}` : '';
}

/** Without it the page is complete; with it the page says when there is more. */
const lookForNews = new Html(`
const news = document.getElementById('news');
setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch('/messages/count?since=' + news.dataset.newest);
    const { count } = await answer.json();
    if (!count) return;
    const link = document.createElement('a');
    link.href = location.href;
    link.textContent = count === 1 ? '1 new message' : count + ' new messages';
    if (news.textContent !== link.textContent) news.replaceChildren(link);
    news.hidden = false;
  } catch {}
}, 3000);
`);
