import { type Actor, type Priority, type Stage } from '@case-consultation/domain';
import { type NamedStatement, setLocal } from '@case-consultation/database';

/** From `from` up to but not including `to`. */
export interface Stretch {
  from: Date;
  to: Date;
}

/** Only consultations that match each of these that is given. */
export interface DemandFilter {
  /** The agency the request came from. */
  agencyId: string | null;
  stage: Stage | null;
  priority: Priority | null;
}

export const NO_FILTER: DemandFilter = { agencyId: null, stage: null, priority: null };

/**
 * Leaves out what the actor ($2) is locked out of: they are not told of it by a count either.
 * @param consultation the column that holds the consultation's id
 */
export function notLockedOut(consultation: string): string {
  return `NOT EXISTS (SELECT FROM lockout l WHERE l.consultation_id = ${consultation} AND l.person_id = $2::uuid)`;
}

/**
 * Goes before statements that ask for the days of instants: they are those of this zone. PostgreSQL works them out in a
 * third of the time that `AT TIME ZONE` takes, which looks the zone up for each row.
 */
export function inZone(zone: string): NamedStatement {
  return setLocal('TimeZone', zone);
}

/** The day of an instant, and the Monday of its week; see `inZone`. */
export const dayAt = (column: string): string => `${column}::date`;
// 1 January 1900 was a Monday, and there is nothing from before it.
export const mondayAt = (column: string): string =>
  `(${dayAt(column)} - (${dayAt(column)} - date '1900-01-01') % 7)`;

/** One statement: the programme is $1, the actor $2, and the ends of a stretch are $3 and $4. */
export class Asked {
  readonly values: unknown[];
  private suffix = '';

  constructor(
    private readonly name: string,
    { programmeId, personId }: Actor,
    over: Stretch | null,
  ) {
    this.values = [programmeId, personId];
    if (over) this.values.push(over.from, over.to);
  }

  value(value: unknown, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }

  /** The conditions of a filter on the consultation `c`, each with AND before it. */
  only({ agencyId, stage, priority }: DemandFilter): string {
    const conditions: string[] = [];
    const add = (mark: string, column: string, value: string | null, type: string): void => {
      if (value === null) return;
      this.suffix += mark;
      conditions.push(` AND ${column} = ${this.value(value, type)}`);
    };
    add('a', 'c.agency_id', agencyId, 'uuid');
    add('s', 'c.stage', stage, 'text');
    add('p', 'c.priority', priority, 'text');
    return conditions.join('');
  }

  /**
   * The same for what belongs to a consultation. It is asked of one at a time, and only where there is something to ask: as
   * a join it might read every consultation there ever was.
   */
  onlyOf(consultation: string, filter: DemandFilter): string {
    const conditions = this.only(filter);
    return conditions === ''
      ? ''
      : ` AND (SELECT true${conditions} FROM consultation c WHERE c.id = ${consultation})`;
  }

  statement(text: string): NamedStatement {
    return {
      name: this.suffix === '' ? this.name : `${this.name}-${this.suffix}`,
      text,
      values: this.values,
    };
  }
}
