import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type z } from 'zod';
import { normaliseConsultationCode } from '@case-consultation/domain';
import { ConsultationQueries, Swaps } from '@case-consultation/features';
import { codeInPath } from '../http/validation/fields.js';
import { WRITTEN_PROBLEMS } from '../operations/written-problems.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { swapped, swapping, swapPartners } from './cover-plans.dto.js';

@ApiTags('Lead')
@Controller('api/v1/consultations/:code/swap')
export class SwapsController {
  constructor(
    private readonly swaps: Swaps,
    private readonly consultations: ConsultationQueries,
  ) {}

  @Get()
  @Operation({
    scope: 'lead',
    summary: 'List the bookings that this one could change consultants with',
    description: 'Among the hundred nearest.',
    answer: swapPartners,
    problems: ['not-your-task', 'wrong-state'],
  })
  async listSwapPartners(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<z.output<typeof swapPartners>> {
    const { able, unable } = await this.swaps.partners(actor, code);
    return {
      items: able.map(({ code: its, priority, consultant, startsAt, endsAt }) => ({
        code: its,
        priority,
        consultant,
        startsAt,
        endsAt,
      })),
      unable,
    };
  }

  @Post()
  @Operation({
    scope: 'lead',
    summary: 'Give each of two bookings to the other’s consultant',
    description: 'Both keep their times. Every hard rule holds for both; both change, or neither.',
    answer: swapped,
    problems: [
      'not-your-task',
      'wrong-state',
      'changed-meanwhile',
      'reason-needed',
      'consultant-not-eligible',
      'time-taken',
      ...WRITTEN_PROBLEMS,
    ],
  })
  async swapConsultation(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: swapping }) choice: z.output<typeof swapping>,
  ): Promise<z.output<typeof swapped>> {
    const other = normaliseConsultationCode(choice.with) ?? '';
    await this.swaps.swap(actor, code, { ...choice, with: other });
    const both = await Promise.all([code, other].map((one) => this.consultations.standing(actor, one)));
    return { items: both.map(({ code: its, consultant }) => ({ code: its, consultant })) };
  }
}
