import { Get, Post, Query } from '@nestjs/common';
import { DomainError, type RoutingRules, settingProblems } from '@case-consultation/domain';
import { ReplayQueries, Settings, type Visitor } from '@case-consultation/features';
import { type Query as Asked } from '../../board/parts/list-wish.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { answerForm } from '../../kit/page-form.js';
import { inputOf, settingsForm } from '../group/group.form.js';
import { groupView } from '../group/group.view.js';
import { changeHref, considered, groupOfInputs, rulesTyped, rulesWanted } from './considered.js';
import { replayView } from './replay.view.js';

/** A change of the routing rules tried on the last 90 days, and switched on from here. */
@Page('settings/routing/replay', 'lead')
export class ReplayPage {
  constructor(
    private readonly settings: Settings,
    private readonly replays: ReplayQueries,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Query() query: Asked): Promise<PageAnswer> {
    return this.page(actor, considered(query), new FormState());
  }

  /** Switches the change on. */
  @Post()
  send(@Me() { actor }: Visitor, @Form() typed: Typed): Promise<PageAnswer> {
    return answerForm({
      schema: settingsForm,
      typed,
      act: async ({ seen, reason }) => {
        const { settings } = await this.settings.view(actor);
        const wanted = rulesWanted(rulesTyped(settings, considered(typed)));
        await this.settings.change(actor, wanted, { seen, reason });
        return goTo('/settings', 'settings-saved');
      },
      again: (form, status, error) => this.page(actor, considered(typed), form, status, error),
      inputOf,
    });
  }

  private async page(
    actor: Visitor['actor'],
    given: Typed,
    form: FormState,
    status = 200,
    error: DomainError | null = null,
  ): Promise<PageAnswer> {
    const { settings, version } = await this.settings.view(actor);
    const typed = rulesTyped(settings, given);
    const rules = rulesWanted(typed) as RoutingRules;
    const problems = settingProblems(
      { ...settings, ...rules },
      new Set(Object.keys(rules) as (keyof RoutingRules)[]),
    );
    if (problems.length > 0) {
      const wrong = problems.map(({ field, message }) => ({ field: inputOf(field), message }));
      const again = new FormState({ ...typed, reason: form.text('reason') }, wrong);
      const group = groupOfInputs(wrong.map(({ field }) => field));
      const view = groupView(group, version, again, true);
      return page(
        'settings/group/group',
        view.title,
        { ...view, formAction: `/settings/${group}` },
        {
          form: again,
          status: error === null ? 422 : status,
          section: '/settings',
        },
      );
    }
    const view = {
      ...replayView(await this.replays.replay(actor, rules), settings),
      given: Object.entries(given).map(([name, value]) => ({ name, value })),
      changeHref: changeHref(given),
      seen: version,
    };
    return page('settings/replay/replay', 'Replay of the last 90 days', view, {
      form,
      status,
      section: '/settings',
    });
  }
}
