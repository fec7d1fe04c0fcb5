import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import { type FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Health, HealthChecks, Metrics, metricsContentType } from '@case-consultation/platform';
import { PublicOperation } from '../operations/operation.decorator.js';

const health = z
  .object({
    status: z.enum(['up', 'down']),
    checks: z.record(z.string(), z.object({ status: z.enum(['up', 'down']), ms: z.int() })),
  })
  .meta({ id: 'Health', examples: [{ status: 'up', checks: { database: { status: 'up', ms: 2 } } }] });

/** Probes come often, from few addresses, and must be answered. */
const UNLIMITED = { rateLimit: false as const };

/** For whatever runs the service. Public: it tells of the process, and of nobody. */
@ApiTags('Service')
@Controller()
export class ServiceController {
  constructor(
    private readonly health: HealthChecks,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @RouteConfig(UNLIMITED)
  @PublicOperation({ summary: 'See whether the process lives', answer: health })
  live(): Health {
    return this.health.live();
  }

  @Get('health/ready')
  @RouteConfig(UNLIMITED)
  @PublicOperation({
    summary: 'See whether it is ready for work',
    description: '503 with the same body while it is not.',
    answer: health,
  })
  @ApiResponse({ status: 503, description: 'Not ready', standardSchema: health })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const found = await this.health.ready();
    if (found.status === 'down') void reply.status(503);
    return found;
  }

  @Get('metrics')
  @RouteConfig(UNLIMITED)
  @PublicOperation({ summary: 'Read the metrics, in Prometheus’ text format' })
  @Header('content-type', metricsContentType)
  readMetrics(): Promise<string> {
    return this.metrics.text();
  }
}
