import { Get, Param } from '@nestjs/common';
import { dayOf } from '@case-consultation/domain';
import {
  ACTIONS,
  CaseReads,
  type ConsultationDetail,
  ConsultationQueries,
  type ConsultationStanding,
  FEEDBACK,
  HISTORY,
  KEPT_IDENTIFIERS,
  Names,
  ProgrammeQueries,
  Programmes,
  READERS,
  REVIEW,
  type Visitor,
} from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { mayDo, type Moment } from '../things-to-do.js';
import { readerOf, SECTIONS } from '../verb-page.js';
import { conflictCheckView } from './conflict-check.view.js';
import { consultationView } from './consultation.view.js';
import { peopleIn } from './event-words.js';

/** One consultation, for whoever may see it, as far as they may: where every mail and list leads to. */
@Page('consultations/:code')
export class ConsultationPage {
  constructor(
    private readonly consultations: ConsultationQueries,
    private readonly cases: CaseReads,
    private readonly names: Names,
    private readonly programmeQueries: ProgrammeQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    const standing = await this.consultations.standing(actor, code);
    if (standing.status === 'draft') return goTo(`/consultations/${code}/ask`);
    if (standing.access === 'detail') return this.whole(actor, standing);
    const {
      settings: { zone },
    } = await this.programmes.of(actor.programmeId);
    const now = this.clock.now();
    const mayMove = mayDo('reschedule', standing, actor, { now, today: dayOf(now, zone) });
    return standing.offer === null
      ? page(
          'request/consultation/conflict-check',
          'Do you have a conflict?',
          conflictCheckView(standing, zone, mayMove),
        )
      : goTo(`/offers/${standing.offer.id}`);
  }

  private async whole(actor: Visitor['actor'], standing: ConsultationStanding): Promise<PageAnswer> {
    const { code } = standing;
    const [detail, kept, programme] = await Promise.all([
      this.consultations.get(actor, code),
      this.cases.read(actor, code, HISTORY, ACTIONS, READERS, REVIEW, FEEDBACK, KEPT_IDENTIFIERS),
      this.programmeQueries.programme(actor),
    ]);
    if (!isDetail(detail)) return goTo(`/consultations/${code}`);
    const [history, actions, readers, { review }, { feedback }, identifiers] = kept;
    const { zone } = programme.settings;
    const now = this.clock.now();
    const moment: Moment = { now, today: dayOf(now, zone) };
    const people = await this.names.of(actor.programmeId, [
      ...history.flatMap((entry) => peopleIn(entry.detail)),
      ...detail.request.conflictPersonIds,
    ]);
    const view = consultationView({
      actor,
      standing,
      detail,
      history,
      actions,
      readers,
      review,
      feedback,
      kept: identifiers,
      programme,
      people,
      moment,
    });
    const section = SECTIONS[readerOf(standing, actor)];
    const shown = { ...view, backHref: section };
    return page('request/consultation/consultation', `Consultation ${code}`, shown, { section });
  }
}

/** Between two reads a consultant may have changed: then it is looked at once more. */
function isDetail(found: { access: string }): found is ConsultationDetail {
  return found.access === 'detail';
}
