import { Body, Controller, Get, Headers, Patch, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type Choice,
  fromEpochMinutes,
  mustHaveNoProblems,
  type RoutingRules,
  settingProblems,
} from '@case-consultation/domain';
import { ReplayQueries, Settings, type SettingsChangeView } from '@case-consultation/features';
import { Cursor } from '../http/paging/cursor.js';
import { pageAnswer } from '../http/paging/page.js';
import { setVersion, versionNeeded } from '../http/versions.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { type ReplayWish, replayWish, routingRules, sentAs } from './replay-wish.js';
import {
  replayAnswer,
  settingsAnswer,
  settingsHistory,
  settingsHistoryWish,
  settingsPatch,
} from './settings.dto.js';

const cursor = new Cursor('changes of settings', z.int());
const placeOf = ({ id }: SettingsChangeView): number => id;

@ApiTags('Settings')
@Controller('api/v1/settings')
export class SettingsController {
  constructor(
    private readonly settings: Settings,
    private readonly replays: ReplayQueries,
  ) {}

  @Get()
  @Operation({
    scope: 'settings',
    summary: 'Read the settings of the programme',
    description: 'For leads and administrators.',
    answer: settingsAnswer,
    problems: ['not-your-task'],
  })
  async readSettings(
    @Who() actor: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof settingsAnswer>> {
    return answered(await this.settings.view(actor), reply);
  }

  @Patch()
  @Operation({
    scope: 'settings',
    summary: 'Change settings',
    description:
      'Each part whole; what is left out stays. It holds for what happens from now on: open offers, targets that are set and times that are booked stay as they are. A new closure day on which something is booked or offered is asked about first.',
    answer: settingsAnswer,
    ifMatch: 'required',
    problems: ['not-your-task', 'reason-needed', 'identifier-found', 'collides-with-bookings'],
  })
  async changeSettings(
    @Who() actor: Caller,
    @Body({ schema: settingsPatch }) { reason, keep: keeping, ...patch }: z.output<typeof settingsPatch>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof settingsAnswer>> {
    const seen = versionNeeded(ifMatch);
    return answered(await this.settings.change(actor, patch, { reason, seen, keeping }), reply);
  }

  @Get('history')
  @Operation({
    scope: 'settings',
    summary: 'List what was changed of settings, agencies, teams and pathways, newest first',
    answer: settingsHistory,
    paged: true,
    problems: ['not-your-task'],
  })
  async listSettingsChanges(
    @Who() actor: Caller,
    @Query({ schema: settingsHistoryWish }) { limit, cursor: given }: z.output<typeof settingsHistoryWish>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof settingsHistory>> {
    const page = await this.settings.history(actor, { limit, after: cursor.read(given) });
    return pageAnswer(page, { item: (change) => change, place: placeOf, cursor }, request, reply);
  }

  @Get('replay')
  @Operation({
    scope: 'settings',
    summary: 'Try changed routing rules on the requests of the last 90 days',
    description:
      'Who would have got what, waits and load, with the consequences of its own choices. For the lead. Nothing is changed by it.',
    answer: replayAnswer,
    problems: ['not-your-task'],
  })
  async replayRouting(
    @Who() actor: Caller,
    @Query({ schema: replayWish }) wish: ReplayWish,
  ): Promise<z.output<typeof replayAnswer>> {
    const { names, load, examples, ...replay } = await this.replays.replay(
      actor,
      await this.rulesOf(actor, wish),
    );
    const named = (id: string) => ({ id, name: names[id] ?? '' });
    const chosen = (one: Choice | null) =>
      one && { consultant: named(one.consultantId), startsAt: fromEpochMinutes(one.start) };
    const { since, until, version, requests, different, cut, sentences, before, after } = replay;
    return {
      since,
      until,
      version,
      requests,
      different,
      cut,
      sentences,
      before,
      after,
      load: load.map(({ consultantId, ...share }) => ({ consultant: named(consultantId), ...share })),
      examples: examples.map(({ code, priority, ...choices }) => ({
        code,
        priority,
        before: chosen(choices.before),
        after: chosen(choices.after),
      })),
    };
  }

  /** @throws DomainError `invalid-input` with what the settings could not be either, each beside what was sent */
  private async rulesOf(actor: Caller, wish: ReplayWish): Promise<Partial<RoutingRules>> {
    const { settings } = await this.settings.view(actor);
    const rules = routingRules(wish, settings);
    const problems = settingProblems(
      { ...settings, ...rules },
      new Set(Object.keys(rules) as (keyof RoutingRules)[]),
    );
    mustHaveNoProblems(problems.map((problem) => ({ ...problem, field: sentAs(problem.field) })));
    return rules;
  }
}

function answered(
  view: Awaited<ReturnType<Settings['view']>>,
  reply: FastifyReply,
): z.output<typeof settingsAnswer> {
  setVersion(reply, view.version);
  const { settings } = view;
  return {
    version: view.version,
    settings: { ...settings, localContacts: settings.localContacts.map((contact) => ({ ...contact })) },
  };
}
