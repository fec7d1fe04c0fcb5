import { formatInstant } from '@case-consultation/domain';
import { type RoutingRunView } from '@case-consultation/features';

interface RunShown {
  readonly at: string;
  /** Who chose instead of the rules; null when the rules chose. */
  readonly override: string | null;
  readonly choice: readonly string[];
  readonly tried: readonly string[];
  readonly others: readonly string[];
  readonly replays: boolean;
}

/** Every run as sentences, newest first. @param names of people by their ids */
export function routingView(
  runs: readonly RoutingRunView[],
  names: ReadonlyMap<string, string>,
  zone: string,
): { runs: readonly RunShown[] } {
  return {
    runs: runs.map(({ at, parts, override, replays }) => ({
      at: formatInstant(at, zone),
      override: override && (names.get(override.by) ?? 'A lead'),
      ...parts,
      replays,
    })),
  };
}
