import { type RouteEntry } from '@case-consultation/api';

/** What programs ask for: the API itself, its health and its metrics. */
export function isForPrograms(url: string): boolean {
  return /^\/(api|health|metrics)(\/|$)/.test(url);
}

/** The routes that are pages for people: neither for programs, nor the styles and scripts of pages. */
export function pagesAmong(entries: readonly RouteEntry[]): RouteEntry[] {
  return entries.filter(({ url }) => !isForPrograms(url) && !url.startsWith('/assets'));
}
