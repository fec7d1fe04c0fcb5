import { Get } from '@nestjs/common';
import { Pathways, Settings, type Visitor } from '@case-consultation/features';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { overviewView } from './overview.view.js';

const LATEST = 3;

/** Everything that the programme decides for itself. */
@Page('settings', 'administration')
export class SettingsPage {
  constructor(
    private readonly settings: Settings,
    private readonly pathways: Pathways,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    const [{ settings }, { items }, pathways] = await Promise.all([
      this.settings.view(actor),
      this.settings.history(actor, { limit: LATEST, after: null }),
      this.pathways.list(actor),
    ]);
    const due = pathways.filter(({ checkDue }) => checkDue).length;
    return page('settings/overview/overview', 'Settings', overviewView(settings, items, due), {
      section: '/settings',
    });
  }
}
