import {
  DomainError,
  type ErrorCode,
  freeSlots,
  fromEpochMinutes,
  type RoutingInputs,
  ruledOut,
} from '@case-consultation/domain';

/** Times that are shown when one has just gone. */
export const OTHERS_SHOWN = 5;

/** A time that cannot be had, with what was read to find that out: the times that can are in it, and need no further look. */
export class TimeRefused extends DomainError {
  constructor(
    code: ErrorCode,
    message: string,
    field: string,
    details: Readonly<Record<string, unknown>>,
    readonly inputs: RoutingInputs,
    readonly consultantId: string,
  ) {
    super(code, message, field, details);
  }
}

/**
 * The starts within the inputs' window at which one candidate could take the consultation, soonest first.
 * @param most no more than so many
 */
export function freeStartsOf(
  { candidates, request, window, zone }: RoutingInputs,
  consultantId: string,
  most = Infinity,
): Date[] {
  const candidate = candidates.find(({ consultant }) => consultant.id === consultantId);
  if (!candidate) return [];
  const found: Date[] = [];
  for (const start of freeSlots(candidate.time, window, zone)) {
    if (found.length >= most) break;
    if (ruledOut(candidate, request, start, zone).length === 0) found.push(fromEpochMinutes(start));
  }
  return found;
}
