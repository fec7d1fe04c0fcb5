import { page, type ShownPage } from '../../kit/answer.js';

/** Why something cannot be done now, and where to go instead. */
export interface NotNow {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly text: string; readonly href: string };
}

/** A friendly page instead of a form that has no use any more, or not yet. */
export function notNow(view: NotNow, status = 200): ShownPage {
  return page('answering/parts/not-now', view.title, view, { status, section: '/consulting' });
}
