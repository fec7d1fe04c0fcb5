import { DEFAULT_BRAND } from '@case-consultation/domain';
import { html, Html } from './html.js';
import { styles } from './mailbox.styles.js';
import { ukInstant } from './uk-time.js';

export interface Layout {
  readonly title: string;
  readonly body: Html;
  /** Where the link back goes, above the page; none on the list itself. */
  readonly back?: { readonly href: string; readonly words: string };
  /** The service's clock; ISO 8601. */
  readonly now: string;
  /** Allows our own style and script; see the Content-Security-Policy of the server. */
  readonly nonce: string;
}

/** The frame of every page of the mailbox. */
export function layout({ title, body, back, now, nonce }: Layout): Html {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="${DEFAULT_BRAND.colour}" />
        <title>${title} – Practice mailbox</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          :root { --brand: ${DEFAULT_BRAND.colour}; }
          ${new Html(styles)}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to main content</a>
        <header>
          <div class="top">
            <div class="width"><a href="/">Practice mailbox</a></div>
          </div>
          <div class="width">
            <p class="practice">
              <strong class="tag">Practice</strong>
              <span>Nothing leaves this machine: every mail that the service sends stops here.</span>
            </p>
          </div>
        </header>
        <div class="width">
          ${
            back &&
            html`<nav aria-label="Way back"><a class="back" href="${back.href}">${back.words}</a></nav>`
          }
          <main id="main" tabindex="-1">${body}</main>
        </div>
        <footer>
          <div class="width">
            <p>The service’s clock says ${ukInstant(now)}. All times are UK time.</p>
          </div>
        </footer>
      </body>
    </html> `;
}
