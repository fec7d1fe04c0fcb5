import { Get } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { IMPORT_COLUMNS, IMPORT_HEADINGS } from '@case-consultation/domain';
import { PeopleQueries, ProgrammeQueries, type Visitor } from '@case-consultation/features';
import { file, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { exampleLines } from './example.view.js';

/** A file to begin with, which fits this programme. */
@Page('people/import/example.csv', 'administration')
export class ImportExamplePage {
  constructor(
    private readonly people: PeopleQueries,
    private readonly programmes: ProgrammeQueries,
  ) {}

  @Get()
  async send(@Me() { actor }: Visitor): Promise<PageAnswer> {
    const [teams, { settings }] = await Promise.all([
      this.people.teams(actor),
      this.programmes.programme(actor),
    ]);
    const lines = exampleLines(teams, settings.allowedMailDomains[0] ?? 'council.example.org');
    const headings = IMPORT_COLUMNS.map((column) => IMPORT_HEADINGS[column]);
    const rows = lines.map((line) => IMPORT_COLUMNS.map((column) => line[column] ?? ''));
    const csv = stringify([headings, ...rows], { record_delimiter: 'windows', escape_formulas: true });
    // Marked as UTF-8, so that spreadsheets read it as such.
    return file('people-example.csv', 'text/csv', `\uFEFF${csv}`);
  }
}
