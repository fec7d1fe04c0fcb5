import { Get } from '@nestjs/common';
import { Agencies, type Visitor } from '@case-consultation/features';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { agencyRows } from './place.view.js';

/** The agencies of the programme with their teams. */
@Page('settings/agencies', 'administration')
export class AgenciesPage {
  constructor(private readonly agencies: Agencies) {}

  @Get()
  async show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    const view = { agencies: agencyRows(await this.agencies.list(actor)) };
    return page('settings/agencies/agencies', 'Agencies and teams', view, { section: '/settings' });
  }
}
