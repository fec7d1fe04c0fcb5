import { fieldsOf, type ProgrammeSettings, type SettingGroup } from '@case-consultation/domain';
import { type SettingsPatch } from '@case-consultation/features';
import { type Query } from '../../board/parts/list-wish.js';
import { type Typed } from '../../kit/form-state.js';
import { inputOf, patchFrom, typedFrom } from '../group/group.form.js';

/** The settings that are rules of routing: a change of them can be replayed. */
const REPLAYED: readonly SettingGroup[] = ['routing', 'answering'];
const namesOf = (group: SettingGroup): string[] => fieldsOf(group).map(({ path }) => inputOf(path));

export function isReplayed(group: SettingGroup): boolean {
  return REPLAYED.includes(group);
}

/** The change of the routing rules that an address asks to consider: only what the rules have. */
export function considered(query: Query | Typed): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const name of REPLAYED.flatMap(namesOf)) {
    const value = query[name];
    if (typeof value === 'string' && value.length <= 20) given[name] = value;
  }
  return given;
}

/** The group in which the first of these inputs is changed. */
export function groupOfInputs(names: readonly string[]): SettingGroup {
  return REPLAYED.find((group) => namesOf(group).some((name) => names.includes(name))) ?? 'routing';
}

/** All rules of routing as they stand in forms, with what is considered. */
export function rulesTyped(settings: ProgrammeSettings, given: Typed): Typed {
  return Object.assign({}, ...REPLAYED.map((group) => typedFrom(group, settings)), given) as Typed;
}

export function rulesWanted(typed: Typed): SettingsPatch {
  return Object.assign({}, ...REPLAYED.map((group) => patchFrom(group, typed))) as SettingsPatch;
}

const ask = (typed: Typed): string => new URLSearchParams(considered(typed)).toString();

/** Where a change is replayed. */
export function replayHref(typed: Typed): string {
  return `/settings/routing/replay?${ask(typed)}`;
}

/** Where it is changed further. */
export function changeHref(typed: Typed): string {
  return `/settings/${groupOfInputs(Object.keys(typed))}?${ask(typed)}`;
}
