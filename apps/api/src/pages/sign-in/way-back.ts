/**
 * Where to go after signing in: the page that was asked for, if it is one of ours.
 * @param to as it came in an address, so whatever anybody wrote
 */
export function wayBack(to: unknown): string {
  // One slash, then no second and no backslash: browsers read both as another host.
  if (typeof to !== 'string' || to.length > 500 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(to)) return '/';
  return to.startsWith('/sign-') ? '/' : to;
}

/** The same as a query, to carry it from page to page; empty for the home page. */
export function withWayBack(path: string, to: unknown): string {
  const back = wayBack(to);
  return back === '/' ? path : `${path}?to=${encodeURIComponent(back)}`;
}
