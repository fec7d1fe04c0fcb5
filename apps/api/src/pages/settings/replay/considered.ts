import { fieldsOf } from '@case-consultation/domain';
import { type Query } from '../../board/parts/list-wish.js';
import { type Typed } from '../../kit/form-state.js';
import { inputOf } from '../group/group.form.js';

const NAMES = fieldsOf('routing').map(({ path }) => inputOf(path));

/** The change of the routing rules that an address asks to consider: only what the rules have. */
export function considered(query: Query | Typed): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const name of NAMES) {
    const value = query[name];
    if (typeof value === 'string' && value.length <= 20) given[name] = value;
  }
  return given;
}

/** Where a change is replayed. */
export function replayHref(typed: Typed): string {
  return `/settings/routing/replay?${new URLSearchParams(considered(typed)).toString()}`;
}

/** Where it is changed further. */
export function changeHref(typed: Typed): string {
  return replayHref(typed).replace('/replay', '');
}
