import { Get, Param, Post, Query } from '@nestjs/common';
import { GROUP_WORDS, isLead, type SettingGroup } from '@case-consultation/domain';
import { askedIn, type CollisionsAsked, Settings, type Visitor } from '@case-consultation/features';
import { noSuchThing } from '../../../http/problems/api-problem.js';
import { type Query as Asked } from '../../board/parts/list-wish.js';
import { collidesPage } from '../../collides/collides-page.js';
import { keptIn } from '../../collides/collides.view.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { answerForm } from '../../kit/page-form.js';
import { closingWords } from './closing-words.js';
import { inputOf, isGroup, patchFrom, settingsForm, typedFrom } from './group.form.js';
import { groupView } from './group.view.js';
import { considered, isReplayed, replayHref } from '../replay/considered.js';

/** One group of settings, all of it on one page. */
@Page('settings/:group', 'administration')
export class SettingsGroupPage {
  constructor(private readonly settings: Settings) {}

  /** With what is being considered in the address, it stands in the form. */
  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('group') name: string,
    @Query() query: Asked,
  ): Promise<PageAnswer> {
    const group = groupOf(name);
    const { settings } = await this.settings.view(actor);
    const typed = { ...typedFrom(group, settings), ...(isReplayed(group) ? considered(query) : {}) };
    return this.page(actor, group, new FormState(typed));
  }

  @Post()
  async send(
    @Me() { actor }: Visitor,
    @Param('group') name: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    const group = groupOf(name);
    if (isReplayed(group) && typed['do'] === 'replay' && isLead(actor)) return goTo(replayHref(typed));
    if (typed['then'] === 'back') {
      const { seen } = settingsForm.parse(typed);
      return this.page(actor, group, new FormState(typed), { seen });
    }
    return answerForm({
      schema: settingsForm,
      typed,
      act: async ({ seen, reason }) => {
        await this.settings.change(actor, patchFrom(group, typed), { seen, reason, keeping: keptIn(typed) });
        return goTo('/settings', 'settings-saved');
      },
      again: (form, status, error) => {
        const asked = askedIn(error);
        return asked === null
          ? this.page(actor, group, form, { status })
          : this.collides(actor, group, typed, asked);
      },
      inputOf,
    });
  }

  /** What is held on a day that would become a closure day. */
  private async collides(
    actor: Visitor['actor'],
    group: SettingGroup,
    typed: Typed,
    asked: CollisionsAsked,
  ): Promise<PageAnswer> {
    const { settings } = await this.settings.view(actor);
    return collidesPage(
      { address: `/settings/${group}`, typed, asked },
      closingWords(GROUP_WORDS[group].title, asked),
      { zone: settings.zone, section: '/settings' },
    );
  }

  /** @param how `seen`: the version that what was typed began with; the present one unless given */
  private async page(
    actor: Visitor['actor'],
    group: SettingGroup,
    form: FormState,
    { status = 200, seen }: { status?: number; seen?: number } = {},
  ): Promise<PageAnswer> {
    const { version } = await this.settings.view(actor);
    const view = groupView(group, seen ?? version, form, isLead(actor));
    return page('settings/group/group', view.title, view, { form, status, section: '/settings' });
  }
}

function groupOf(name: string): SettingGroup {
  if (!isGroup(name)) throw noSuchThing();
  return name;
}
