import { Injectable } from '@nestjs/common';
import { type Actor } from '@case-consultation/domain';
import { PeopleQueries, type PersonView, Programmes, type TeamRow } from '@case-consultation/features';
import { type HistoryRow, historyRow } from './person-words.js';

/** A person as somebody has them open: what every page about one begins with. */
export interface OpenedPerson {
  readonly actor: Actor & { personId: string };
  readonly person: PersonView;
  readonly teams: readonly TeamRow[];
  readonly zone: string;
}

const MOST_TOLD = 20;

/** Opens people for the pages about one. */
@Injectable()
export class PersonPages {
  constructor(
    private readonly queries: PeopleQueries,
    private readonly programmes: Programmes,
  ) {}

  /** @throws DomainError `not-found` */
  async open(actor: OpenedPerson['actor'], id: string): Promise<OpenedPerson> {
    const [person, teams, { settings }] = await Promise.all([
      this.queries.person(actor, id),
      this.queries.teams(actor),
      this.programmes.of(actor.programmeId),
    ]);
    return { actor, person, teams, zone: settings.zone };
  }

  /** What led to later versions than the one that was seen, for somebody who came second. */
  async since({ actor, person, zone }: OpenedPerson, seen: number): Promise<HistoryRow[]> {
    const { items } = await this.queries.history(actor, person.id, { limit: MOST_TOLD, since: seen });
    return items.map((item) => historyRow(item, zone));
  }
}
