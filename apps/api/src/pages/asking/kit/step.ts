import { type z } from 'zod';
import { type Actor, type DomainError, type RequestForm } from '@case-consultation/domain';
import { type FormPart, type ProgrammeView, type SavedDraft } from '@case-consultation/features';
import { type FormState, type Typed } from '../../kit/form-state.js';
import { type AskPage } from './ask-pages.js';

/** What a page of asking knows. */
export interface About {
  readonly actor: Actor;
  readonly draft: SavedDraft;
  readonly programme: ProgrammeView;
}

/** What a person wants after saving: to go on, or to come back another time. */
export type Then = 'on' | 'later';

/** One page of asking: what it shows, what it takes, and which fields of the draft it saves. */
export interface Step<S extends z.ZodType> {
  readonly page: AskPage;
  /** As in its heading. */
  readonly title: string;
  /** Under `pages/asking`. */
  readonly template: string;
  /** The fields of the draft that this page saves. */
  readonly fields: readonly (keyof RequestForm)[];
  /** What the form takes; whoever wants to come back later may leave out what can be left out. */
  readonly schema: (about: About, then: Then) => S;
  /** What stands in the form when it is opened. */
  readonly typedFrom: (form: RequestForm) => Typed;
  /** What was typed, as the form is shown again. */
  readonly tidied?: (typed: Typed) => Typed;
  readonly view?: (about: About, form: FormState, error: DomainError | null) => object;
  readonly partOf: (values: z.output<S>, about: About) => FormPart;
  /** Where on the page the input of a rule's field is. */
  readonly inputOf?: (field: string) => string;
  /** The page to go on to, when it is not the next of the step; null goes on to the next step. */
  readonly next?: (saved: SavedDraft, about: About) => AskPage | null | undefined;
  /** Whether a change made from the answers leads on to `next` before it leads back to them. */
  readonly asksMore?: (saved: SavedDraft, about: About) => boolean;
  /** The page before, when it is not the one before in the step; null for the list of steps. */
  readonly before?: (about: About) => AskPage | null;
}
