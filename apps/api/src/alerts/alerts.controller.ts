import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type z } from 'zod';
import { ALERT_KINDS } from '@case-consultation/domain';
import { AlertQueries } from '@case-consultation/features';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { alertsAnswer } from './alerts.dto.js';

@ApiTags('Lead')
@Controller('api/v1/alerts')
export class AlertsController {
  constructor(private readonly alerts: AlertQueries) {}

  @Get()
  @Operation({
    scope: 'lead',
    summary: 'Read how much needs the lead now, by kind',
    description:
      'What the page and the morning’s mail count: never what this lead is shut out of, and nothing of any case.',
    answer: alertsAnswer,
    problems: ['not-your-task'],
  })
  async readAlerts(@Who() actor: Caller): Promise<z.output<typeof alertsAnswer>> {
    const { counts, total } = await this.alerts.now(actor);
    const alerts = ALERT_KINDS.map((kind) => ({ kind, count: counts[kind] })).filter(
      ({ count }) => count.n > 0,
    );
    return { alerts, total };
  }
}
