import { html, Html } from './html.js';
import { styles } from './mailbox.styles.js';
import { ukShort } from './uk-time.js';

export interface Layout {
  readonly title: string;
  readonly body: Html;
  /** The service's clock; ISO 8601. */
  readonly now: string;
  /** Allows our own style and script; see the Content-Security-Policy of the server. */
  readonly nonce: string;
}

/** The frame of every page of the mailbox. */
export function layout({ title, body, now, nonce }: Layout): Html {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Mailbox</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${new Html(styles)}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the mail</a>
        <header>
          <div class="bar">
            <strong><a href="/">Mailbox</a></strong>
            <span
              >Every mail the service sent on this machine. Nothing is delivered. Its clock says
              ${ukShort(now)}.</span
            >
          </div>
        </header>
        <main id="main">${body}</main>
      </body>
    </html> `;
}
