import { type ErrorCode } from '../errors.js';
import { type Actor } from '../people/person.js';
import { codeOf } from '../refusal.js';
import {
  aConsultation,
  aNewOffer,
  aStranger,
  type ConsultationSketch,
  IDS,
  MOMENTS,
  PEOPLE,
} from './consultation.builder.js';
import { type Status } from './consultation.js';
import * as rules from './index.js';
import { GOOD_CALLS, type RuleName } from './support/rule-calls.js';

const ACTORS = [
  'requester',
  'consultant, not checked',
  'consultant, checked',
  'another champion',
  'lead',
  'lead who asked',
  'lead who consults',
  'somebody else',
  'the service',
] as const;
type ActorKind = (typeof ACTORS)[number];

/** Null: may. Otherwise the code it is refused with. */
type Answer = ErrorCode | null;
type Row = AnswerFor<typeof ACTORS>;
type AnswerFor<List extends readonly ActorKind[]> = { readonly [I in keyof List]: Answer };

interface Who {
  /** A status in which the rule has something to do. */
  when: Status;
  given?: ConsultationSketch;
  cells: Row;
}

const may = null;
const no = 'not-your-task';
const check = 'conflict-check-first';
const ineligible = 'consultant-not-eligible';

/** Rules that time or the service alone calls: nobody asks for them, so nobody is refused. */
type Unasked = 'expireOffer' | 'closeIfSettled';

// prettier-ignore
const TABLE: Readonly<Record<Exclude<RuleName, Unasked>, Who>> = {
  //                                         requester  unchecked   checked  champion  lead  lead who asked  lead who consults  somebody  service
  submit:           { when: 'draft',   cells: [may,     no,         no,      no,       no,   may,            no,                no,       no] },
  changeTimes:      { when: 'waiting', cells: [may,     no,         no,      no,       no,   may,            no,                no,       no] },
  changeAttendees:  { when: 'booked',  cells: [may,     no,         no,      no,       may,  may,            may,               no,       no] },
  withdraw:         { when: 'booked',  cells: [may,     no,         no,      no,       no,   may,            no,                no,       no] },
  overridePriority: { when: 'booked',  cells: [no,      no,         no,      no,       may,  may,            may,               no,       no] },
  makeOffer:        { when: 'waiting', cells: [no,      no,         no,      no,       may,  may,            may,               no,       may] },
  acceptOffer:      { when: 'offered', cells: [no,      may,        may,     no,       no,   no,             may,               no,       no] },
  declineOffer:     { when: 'offered', cells: [no,      may,        may,     no,       no,   no,             may,               no,       no] },
  withdrawOffer:    { when: 'offered', cells: [no,      no,         no,      no,       may,  may,            may,               no,       no] },
  declareConflict:  { when: 'booked',  cells: [no,      may,        may,     no,       no,   no,             may,               no,       no] },
  clearConflict:    { when: 'booked',  cells: [no,      may,        may,     no,       no,   no,             may,               no,       no] },
  moveToLead:       { when: 'waiting', cells: [no,      no,         no,      no,       may,  may,            may,               no,       may] },
  reschedule:       { when: 'booked',  cells: [may,     may,        may,     no,       may,  may,            may,               no,       no] },
  cancelBooking:    { when: 'booked',  cells: [may,     may,        may,     no,       may,  may,            may,               no,       no] },
  reassign:         { when: 'booked',  cells: [no,      no,         no,      no,       may,  may,            may,               no,       no] },
  reassignAt:       { when: 'booked',  cells: [no,      no,         no,      no,       may,  may,            may,               no,       no] },
  giveUpToLead:     { when: 'booked',  cells: [no,      no,         no,      no,       may,  may,            may,               no,       no] },
  recordHeld:       { when: 'booked',  cells: [no,      may,        may,     no,       may,  may,            may,               no,       no] },
  recordNotHeld:    { when: 'booked',  cells: [may,     may,        may,     no,       may,  may,            may,               no,       no] },
  assign:           { when: 'offered', cells: [no,      no,         no,      no,       may,  may,            may,               no,       no] },
  take:             { when: 'offered', cells: [no,      no,         no,      no,       may,  ineligible,     may,               no,       no] },
  turnDown:         { when: 'waiting', cells: [no,      no,         no,      no,       may,  may,            may,               no,       no] },
  handOverRecord:   { when: 'held',    cells: [no,      no,         no,      no,       may,  may,            may,               no,       no] },
  closeByLead:      { when: 'held',    cells: [no,      no,         no,      no,       may,  may,            may,               no,       no] },
  shareRecord:      { when: 'held',    cells: [no,      check,      may,     no,       no,   no,             may,               no,       no] },
  agreeRecord:      { when: 'held',    cells: [may,     no,         no,      no,       no,   may,            no,                no,       no],
                      given: { record: 'shared' } },
  addAction:        { when: 'held',    cells: [may,     check,      may,     no,       may,  may,            may,               no,       no] },
  settleAction:     { when: 'held',    cells: [may,     check,      may,     no,       may,  may,            may,               no,       no],
                      given: { openActions: 1 } },
  completeReview:   { when: 'held',    cells: [may,     check,      may,     no,       may,  may,            may,               no,       no],
                      given: { record: 'shared' } },
};

describe('who may do what', () => {
  const cells = Object.entries(TABLE).flatMap(([rule, { when, given, cells: row }]) =>
    ACTORS.map((kind, i) => ({
      rule: rule as keyof typeof TABLE,
      kind,
      when,
      given,
      cell: row[i] as Answer,
    })),
  );

  it.each(cells)('$rule, when $when, by $kind: $cell', ({ rule, kind, when, given, cell }) => {
    const { actor, sketch } = asA(kind, when);
    const consultation = aConsultation({ status: when, ...given, ...sketch });
    expect(codeOf(() => GOOD_CALLS[rule](consultation, actor))).toBe(cell);
  });

  it('lets nobody write the record but the consultant it was held by', () => {
    const answers = ACTORS.map((kind) => {
      const { actor, sketch } = asA(kind, 'held');
      return codeOf(() => rules.mustBeAbleToWriteRecord(aConsultation({ status: 'held', ...sketch }), actor));
    });
    expect(answers).toEqual([no, check, may, no, no, no, may, no, no]);
  });

  it('lets the owner of an action settle it, whoever they are', () => {
    const held = aConsultation({ status: 'held', openActions: 1 });
    const action = { id: IDS.action, ownerId: IDS.stranger, settled: false };
    expect(codeOf(() => rules.settleAction(held, action, 'done', aStranger('practitioner')))).toBeNull();
    expect(codeOf(() => rules.settleAction(held, action, 'done', PEOPLE.otherChampion))).toBe(no);
  });

  it.each(['makeOffer', 'assign', 'take', 'reassign', 'handOverRecord'] as const)(
    '%s never reaches the requester or somebody locked out',
    (rule) => {
      const status = rule === 'reassign' ? 'booked' : rule === 'handOverRecord' ? 'held' : 'waiting';
      for (const sketch of [{ requesterId: IDS.lead }, { lockedOut: [IDS.lead] }]) {
        const consultation = aConsultation({ status, ...sketch });
        const made = aNewOffer({ offer: { consultantId: IDS.lead } });
        const { lead } = PEOPLE;
        const call = {
          makeOffer: () => rules.makeOffer(consultation, made, PEOPLE.service),
          assign: () => rules.assign(consultation, made, 'A reason', PEOPLE.deputy),
          take: () => rules.take(consultation, made, true, 'A reason', lead, MOMENTS.offeredAt),
          reassign: () =>
            rules.reassign(
              consultation,
              IDS.lead,
              MOMENTS.freeAgainAt,
              'A reason',
              PEOPLE.deputy,
              MOMENTS.offeredAt,
            ),
          handOverRecord: () => rules.handOverRecord(consultation, IDS.lead, 'A reason', PEOPLE.deputy),
        }[rule];
        expect(codeOf(call)).toBe(ineligible);
      }
    },
  );

  it('lets a lead take a consultation only for themselves', () => {
    const consultation = aConsultation({ status: 'with_lead' });
    const forAnother = aNewOffer({ offer: { consultantId: IDS.champion } });
    expect(codeOf(() => rules.take(consultation, forAnother, true, '', PEOPLE.lead, MOMENTS.offeredAt))).toBe(
      no,
    );
  });

  it('names the capacity in which somebody cancels', () => {
    const by = (kind: ActorKind): unknown => {
      const { actor, sketch } = asA(kind, 'booked');
      const { events } = GOOD_CALLS.cancelBooking(aConsultation({ status: 'booked', ...sketch }), actor);
      return (events[0] as { by: unknown }).by;
    };
    expect(by('requester')).toBe('requester');
    expect(by('lead who asked')).toBe('requester');
    expect(by('lead who consults')).toBe('consultant');
    expect(by('consultant, not checked')).toBe('consultant');
    expect(by('lead')).toBe('lead');
  });
});

/** Somebody of that kind, and what the consultation looks like for them to be it. */
function asA(kind: ActorKind, when: Status): { actor: Actor; sketch: ConsultationSketch } {
  const withConsultant = when === 'offered' || when === 'booked' || when === 'held';
  switch (kind) {
    case 'requester':
      return { actor: PEOPLE.requester, sketch: {} };
    case 'consultant, not checked':
      return { actor: PEOPLE.champion, sketch: { conflictClearedAt: null } };
    case 'consultant, checked':
      return { actor: PEOPLE.champion, sketch: {} };
    case 'another champion':
      return { actor: PEOPLE.otherChampion, sketch: {} };
    case 'lead':
      return { actor: PEOPLE.lead, sketch: {} };
    case 'lead who asked':
      return { actor: PEOPLE.lead, sketch: { requesterId: IDS.lead } };
    case 'lead who consults':
      return { actor: PEOPLE.lead, sketch: withConsultant ? { consultantId: IDS.lead } : {} };
    case 'somebody else':
      return { actor: aStranger('practitioner', 'administrator', 'steering', 'auditor'), sketch: {} };
    case 'the service':
      return { actor: PEOPLE.service, sketch: {} };
  }
}
