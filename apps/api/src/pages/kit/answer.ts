import { type FormState } from './form-state.js';
import { type NoticeCode } from './notices.js';

/** A page to show. `view` is what its template needs, made by a pure function. */
export interface ShownPage {
  readonly kind: 'page';
  readonly template: string;
  /** What the page is about, as in its heading; the layout adds the service's name and marks errors. */
  readonly title: string;
  readonly view: object;
  readonly status: number;
  /** The form on it, if it has one. */
  readonly form: FormState | null;
  /** Which entry of the navigation it belongs to: its address. */
  readonly section: string | null;
}

/** Another page to go to, with 303: what was asked for is done. */
export interface Redirect {
  readonly kind: 'redirect';
  readonly to: string;
  /** What to say once at the top of that page. */
  readonly notice: NoticeCode | null;
}

/** Something to keep, such as a table for a spreadsheet. */
export interface OfferedFile {
  readonly kind: 'file';
  /** What the browser calls it: letters, digits, dashes and dots. */
  readonly name: string;
  /** Its media type; it is in UTF-8. */
  readonly type: `text/${string}`;
  readonly content: string;
}

export type PageAnswer = ShownPage | Redirect | OfferedFile;

interface PageOptions {
  status?: number;
  form?: FormState;
  section?: string;
}

/** The page of this template. @param template the path under `pages`, without `.njk` */
export function page<View extends object>(
  template: string,
  title: string,
  view: View,
  { status = 200, form, section }: PageOptions = {},
): ShownPage {
  return {
    kind: 'page',
    template: `${template}.njk`,
    title,
    view,
    status,
    form: form ?? null,
    section: section ?? null,
  };
}

/** @param to an address of this service, beginning with one slash */
export function goTo(to: string, notice: NoticeCode | null = null): Redirect {
  return { kind: 'redirect', to, notice };
}

/** A file to keep. @param name of letters, digits, dashes and dots */
export function file(name: string, type: OfferedFile['type'], content: string): OfferedFile {
  return { kind: 'file', name, type, content };
}
