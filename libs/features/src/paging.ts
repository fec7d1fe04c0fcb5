/** One page of a list; `more` says that there is another after its last item. */
export interface Page<T> {
  items: readonly T[];
  more: boolean;
}

/** Cuts `limit + 1` rows to a page. */
export function pageOf<T>(rows: readonly T[], limit: number): Page<T> {
  return { items: rows.slice(0, limit), more: rows.length > limit };
}
