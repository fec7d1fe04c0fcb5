import { html, type Html } from './html.js';
import { layout } from './layout.js';

export interface RefusalView {
  /** What went wrong, and what to do next. */
  readonly detail: string;
  readonly status: number;
  readonly now: string;
  readonly nonce: string;
}

/** What a person reads when a page cannot be shown. */
export function refusalPage({ detail, status, now, nonce }: RefusalView): Html {
  const title = status === 404 ? 'Page not found' : 'This did not work';
  return layout({
    title,
    now,
    nonce,
    body: html`<h1>${title}</h1>
      <p>${detail}</p>
      <p><a href="/">Go to all mail</a></p>`,
  });
}
