import { html, type Html } from './html.js';

/** Text with its web addresses as links, as mail programs show it. */
export function withLinks(text: string): Html {
  const parts = text.split(/(https?:\/\/[^\s<>"]+)/);
  return html`${parts.map((part, index) => (index % 2 ? html`<a href="${part}">${part}</a>` : part))}`;
}
