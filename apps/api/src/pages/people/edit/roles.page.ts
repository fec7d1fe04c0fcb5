import { Get, Param, Post } from '@nestjs/common';
import { isLead, type PersonDetails, ROLES, rolesToGive } from '@case-consultation/domain';
import { askedIn, People, PeopleQueries, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { collidesPage } from '../../collides/collides-page.js';
import { keptIn } from '../../collides/collides.view.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { typedDay } from '../parts/day-inputs.js';
import { PersonPages } from '../parts/person-pages.js';
import { endingWords } from './ending-words.js';
import { inputOf, rolesForm } from './person.form.js';
import { roleInputs } from './person-inputs.view.js';
import { seenIn } from './seen.js';

/** What one person may do here, and from when to when their training is signed off. */
@Page('people/:id/roles', 'administration')
export class ChangeRolesPage {
  constructor(
    private readonly people: People,
    private readonly pages: PersonPages,
    private readonly queries: PeopleQueries,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor, @Param('id', { schema: idInPath }) id: string): Promise<PageAnswer> {
    const { roles, signedOff } = await this.queries.person(actor, id);
    const typed = {
      roles,
      ...typedDay('signedOffFrom', signedOff?.from ?? null),
      ...typedDay('signedOffUntil', signedOff?.until ?? null),
    };
    return this.page(actor, id, new FormState(typed));
  }

  @Post()
  async change(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    if (typed['then'] === 'back') return this.page(actor, id, new FormState(typed), { isBack: true });
    return answerForm({
      schema: rolesForm,
      typed,
      act: async ({ seen, roles, ...days }) => {
        const { roles: before } = await this.queries.person(actor, id);
        // The form shows only the roles that are theirs to give: the others stay as they are.
        const given = rolesToGive(actor);
        const kept = before.filter((role) => !given.includes(role));
        const patch: Partial<PersonDetails> = {
          roles: ROLES.filter((role) => kept.includes(role) || roles.includes(role)),
          ...(isLead(actor) ? days : {}),
        };
        await this.people.update(actor, id, patch, seen, keptIn(typed));
        return goTo(`/people/${id}`, 'person-changed');
      },
      again: async (form, status, error) => {
        const asked = askedIn(error);
        if (asked === null) return this.page(actor, id, form, { status });
        const { person, zone } = await this.pages.open(actor, id);
        return collidesPage(
          { address: `/people/${id}/roles`, typed, asked },
          endingWords(person, asked, zone),
          { zone, section: '/people' },
        );
      },
      inputOf,
    });
  }

  private async page(
    actor: Visitor['actor'],
    id: string,
    form: FormState,
    { status = 200, isBack = false }: { status?: number; isBack?: boolean } = {},
  ): Promise<PageAnswer> {
    const opened = await this.pages.open(actor, id);
    const { person } = opened;
    const view = {
      name: person.name,
      href: `/people/${id}`,
      // Who comes back to what they typed has seen nothing newer.
      seen: isBack ? seenIn(form) : person.version,
      roles: roleInputs(actor, form, person.roles),
      history: status === 409 ? await this.pages.since(opened, seenIn(form)) : [],
    };
    return page('people/edit/roles', 'Change roles', view, { form, status, section: '/people' });
  }
}
