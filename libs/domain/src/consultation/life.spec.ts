import { type ErrorCode } from '../errors.js';
import { type Actor } from '../people/person.js';
import { historyFaults, inconsistencies } from './consistency.js';
import { aBooking, aConsultation, type ConsultationSketch, IDS, PEOPLE } from './consultation.builder.js';
import { type Status, STATUSES } from './consultation.js';
import { type ConsultationEvent } from './events.js';
import { codeOf, refusalOf } from '../refusal.js';
import * as rules from './index.js';
import { GOOD_CALLS, type RuleName } from './support/rule-calls.js';

/** Where a rule leads from one status, or the code it refuses with. */
type Cell = Status | ErrorCode;
/** One cell for each status, in the order of STATUSES: with a new status no row compiles. */
type Row = CellFor<typeof STATUSES>;
type CellFor<List extends readonly Status[]> = { readonly [I in keyof List]: Cell };
interface Rows {
  by: Actor;
  /** What the consultation looks like in that status, so that the rule has something to do. */
  given?: Partial<Record<Status, ConsultationSketch>>;
  cells: Row;
}

const no = 'wrong-state';
const shut = 'offer-closed';
const { requester, champion, lead, service } = PEOPLE;

/**
 * Every rule in every status, asked by somebody who may, at a good moment, with good arguments. A rule without a row does
 * not compile.
 */
// prettier-ignore
const TABLE: Readonly<Record<RuleName, Rows>> = {
  //                                          draft        waiting       offered      booked      held      closed    with_lead      turned_down withdrawn
  submit:           { by: requester, cells: ['waiting',   no,           no,          no,         no,       no,       no,            no,         no] },
  changeTimes:      { by: requester, cells: [no,          'waiting',    'waiting',   no,         no,       no,       'with_lead',   no,         no] },
  changeAttendees:  { by: requester, cells: [no,          'waiting',    'offered',   'booked',   no,       no,       'with_lead',   no,         no] },
  withdraw:         { by: requester, cells: ['withdrawn', 'withdrawn',  'withdrawn', 'withdrawn', no,      no,       'withdrawn',   no,         no] },
  overridePriority: { by: lead,      cells: [no,          'waiting',    'offered',   'booked',   no,       no,       'with_lead',   no,         no] },
  makeOffer:        { by: service,   cells: [no,          'offered',    no,          no,         no,       no,       'offered',     no,         no] },
  acceptOffer:      { by: champion,  cells: [shut,        shut,         'booked',    shut,       shut,     shut,     shut,          shut,       shut] },
  declineOffer:     { by: champion,  cells: [shut,        shut,         'waiting',   shut,       shut,     shut,     shut,          shut,       shut] },
  expireOffer:      { by: service,   cells: [shut,        shut,         'waiting',   shut,       shut,     shut,     shut,          shut,       shut] },
  withdrawOffer:    { by: lead,      cells: [no,          no,           'waiting',   no,         no,       no,       no,            no,         no] },
  declareConflict:  { by: champion,  cells: [no,          no,           'waiting',   'waiting',  no,       no,       no,            no,         no] },
  clearConflict:    { by: champion,  cells: [no,          no,           no,          'booked',   'held',   no,       no,            no,         no],
                      given: { booked: { conflictClearedAt: null }, held: { conflictClearedAt: null } } },
  moveToLead:       { by: service,   cells: [no,          'with_lead',  no,          no,         no,       no,       no,            no,         no] },
  reschedule:       { by: requester, cells: [no,          no,           no,          'booked',   no,       no,       no,            no,         no] },
  cancelBooking:    { by: requester, cells: [no,          no,           no,          'waiting',  no,       no,       no,            no,         no] },
  reassign:         { by: lead,      cells: [no,          no,           no,          'booked',   no,       no,       no,            no,         no] },
  reassignAt:       { by: lead,      cells: [no,          no,           no,          'booked',   no,       no,       no,            no,         no] },
  giveUpToLead:     { by: lead,      cells: [no,          no,           'with_lead', 'with_lead', no,      no,       no,            no,         no] },
  recordHeld:       { by: lead,      cells: [no,          no,           no,          'held',     no,       no,       no,            no,         no] },
  recordNotHeld:    { by: lead,      cells: [no,          no,           no,          'waiting',  no,       no,       no,            no,         no] },
  assign:           { by: lead,      cells: [no,          'offered',    'offered',   no,         no,       no,       'offered',     no,         no] },
  take:             { by: lead,      cells: [no,          'booked',     'booked',    no,         no,       no,       'booked',      no,         no] },
  turnDown:         { by: lead,      cells: [no,          'turned_down', no,         no,         no,       no,       'turned_down', no,         no] },
  handOverRecord:   { by: lead,      cells: [no,          no,           no,          no,         'held',   no,       no,            no,         no] },
  closeByLead:      { by: lead,      cells: [no,          no,           no,          no,         'closed', no,       no,            no,         no] },
  shareRecord:      { by: champion,  cells: [no,          no,           no,          no,         'held',   no,       no,            no,         no] },
  agreeRecord:      { by: requester, cells: [no,          no,           no,          no,         'held',   'closed', no,            no,         no],
                      given: { held: { record: 'shared' }, closed: { record: 'shared' } } },
  addAction:        { by: champion,  cells: [no,          no,           no,          no,         'held',   no,       no,            no,         no] },
  settleAction:     { by: requester, cells: [no,          no,           no,          no,         'held',   no,       no,            no,         no],
                      given: { held: { openActions: 1 } } },
  completeReview:   { by: requester, cells: [no,          no,           no,          no,         'closed', no,       no,            no,         no],
                      given: { held: { record: 'shared' } } },
  closeIfSettled:   { by: service,   cells: ['draft',     'waiting',    'offered',   'booked',   'closed', 'closed', 'with_lead', 'turned_down', 'withdrawn'],
                      given: { held: { record: 'agreed', reviewDone: true } } },
};

describe('the life of a consultation', () => {
  const cells = Object.entries(TABLE).flatMap(([rule, { by, given, cells }]) =>
    STATUSES.map((status, i) => ({ rule: rule as RuleName, status, cell: cells[i] as Cell, by, given })),
  );

  it.each(cells)('$rule, when $status: $cell', ({ rule, status, cell, by, given }) => {
    const before = aConsultation({ status, ...given?.[status] });
    const refusal = refusalOf(() => GOOD_CALLS[rule](before, by));
    if (refusal !== null) {
      expect(refusal.code).toBe(cell);
      return;
    }
    const result = GOOD_CALLS[rule](before, by);
    expect(result.consultation.status).toBe(cell);
    expect(historyFaults(before, result)).toEqual([]);
    expect(inconsistencies(result.consultation)).toEqual([]);
  });

  it('lets the record be written only while held and until it is shared', () => {
    const write = (sketch: ConsultationSketch): ErrorCode | null =>
      codeOf(() => rules.mustBeAbleToWriteRecord(aConsultation(sketch), champion));
    expect(STATUSES.map((status) => write({ status }))).toEqual([no, no, no, no, null, no, no, no, no]);
    expect(write({ status: 'held', record: 'started' })).toBeNull();
    expect(write({ status: 'held', record: 'shared' })).toBe('record-shared-already');
    expect(write({ status: 'held', record: 'agreed' })).toBe('record-shared-already');
  });

  it('says where a consultation stands when it refuses', () => {
    const refusal = refusalOf(() => GOOD_CALLS.submit(aConsultation({ status: 'booked' }), requester));
    expect(refusal?.message).toBe(
      'This consultation is booked, so that cannot be done now. Open it again to see where it stands.',
    );
    expect(refusal?.details).toEqual({ status: 'booked', allowed: ['draft'] });
  });
});

describe('the history', () => {
  const held = aConsultation({ status: 'held' });
  const closed = aConsultation({ status: 'closed', record: 'started', reviewDone: false });
  const closing = (...events: ConsultationEvent[]): string[] =>
    historyFaults(held, { consultation: closed, events, statuses: events.map(() => 'closed') });

  it('has nothing left when it closes, unless the lead closed it', () => {
    expect(closing({ type: 'closed' })).toEqual(['closed with something left, and not by the lead']);
    expect(closing({ type: 'closed-by-lead', reason: 'Left' }, { type: 'closed' })).toEqual([]);
  });
});

describe('the builders', () => {
  it.each(STATUSES)('build one that is %s as the rules would leave it', (status) => {
    expect(inconsistencies(aConsultation({ status }))).toEqual([]);
    expect(aConsultation({ status }).status).toBe(status);
  });

  it('carry the consultant and the time into the offer and the booking', () => {
    const startsAt = new Date('2027-06-01T09:00:00Z');
    const offered = aConsultation({ status: 'offered', consultantId: IDS.lead, startsAt });
    expect(inconsistencies(offered)).toEqual([]);
    expect(offered.offer).toMatchObject({ consultantId: IDS.lead, startsAt });
    expect(offered.booking).toMatchObject({ consultantId: IDS.lead, startsAt, status: 'tentative' });
  });

  it('notice what does not fit together', () => {
    expect(inconsistencies(aConsultation({ status: 'booked', lockedOut: [IDS.champion] }))).toEqual([
      'booked: nobody locked out holds it',
    ]);
    expect(inconsistencies(aConsultation({ status: 'closed', openActions: 1 }))).toEqual([
      'closed: one that was held is closed with no action open',
    ]);
    const other = aBooking({ consultantId: IDS.otherChampion });
    expect(inconsistencies(aConsultation({ status: 'booked', booking: other }))).toEqual([
      'booked: the time held is the consultant’s own until it was held',
    ]);
    expect(inconsistencies(aConsultation({ status: 'held', booking: other }))).toEqual([]);
    expect(inconsistencies(aConsultation({ status: 'offered', offer: null }))).not.toEqual([]);
    expect(inconsistencies(aConsultation({ status: 'waiting', openActions: -1 }))).not.toEqual([]);
  });
});
