import { Get, Post } from '@nestjs/common';
import { formatDay, kindInWords, PATHWAY_KINDS } from '@case-consultation/domain';
import { Pathways, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { noSuchThing } from '../../../http/problems/api-problem.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';

/** The ready-made pathways: those that nobody has checked for long first. */
@Page('settings/pathways', 'administration')
export class PathwaysPage {
  constructor(private readonly pathways: Pathways) {}

  @Get()
  async show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    const all = (await this.pathways.list(actor)).map(({ kind, checkedOn, ...pathway }) => ({
      ...pathway,
      kind: kindInWords(PATHWAY_KINDS, kind),
      checkedOn: formatDay(checkedOn),
    }));
    const view = {
      sections: [
        {
          title: 'Not checked for 6 months or more',
          pathways: all.filter(({ checkDue }) => checkDue),
          due: true,
        },
        { title: 'Checked lately', pathways: all.filter((one) => one.active && !one.checkDue), due: false },
        { title: 'No longer in use', pathways: all.filter(({ active }) => !active), due: false },
      ].filter(({ pathways }) => pathways.length > 0),
    };
    return page('settings/pathways/pathways', 'Ready-made pathways', view, { section: '/settings' });
  }

  /** “Checked today”; pressing it twice changes nothing. */
  @Post()
  async check(@Me() { actor }: Visitor, @Form() typed: Typed): Promise<PageAnswer> {
    const id = idInPath.safeParse(typed['pathway']);
    if (!id.success) throw noSuchThing();
    await this.pathways.checkedToday(actor, id.data);
    return goTo('/settings/pathways', 'pathway-checked');
  }
}
