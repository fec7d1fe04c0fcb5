import { type MailContent } from '@case-consultation/domain';
import nunjucks from 'nunjucks';
import { MAIL_LAYOUT } from './mail-layout.js';

export interface RenderedMail {
  text: string;
  html: string;
}

const environment = new nunjucks.Environment(null, { autoescape: true, throwOnUndefined: true });
const layout = nunjucks.compile(MAIL_LAYOUT, environment);

/** One content as plain text and as HTML; both say the same, in the same order. */
export function renderMail(content: MailContent): RenderedMail {
  return { text: asText(content), html: layout.render(content) };
}

function asText({ paragraphs, facts, link, footer }: MailContent): string {
  const told = facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const parts = [...paragraphs, told, `${link.text}:\n${link.href}`, footer];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
