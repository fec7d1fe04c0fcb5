import fc from 'fast-check';
import { ROLES } from '../people/person.js';
import { type Access, accessTo } from './access.js';
import { aConsultation, anActor, aStranger, IDS, MOMENTS, PEOPLE } from './consultation.builder.js';
import { type Status, STATUSES } from './consultation.js';

const detail = 'detail';
const outline = 'outline';
const none = 'none';

type Row = CellFor<typeof STATUSES>;
type CellFor<List extends readonly Status[]> = { readonly [I in keyof List]: Access };

const unchecked = { conflictClearedAt: null };
const leadAsks = { requesterId: IDS.lead };
const leadLockedOut = { lockedOut: [IDS.lead] };
const elsewhere = { programmeId: IDS.otherProgramme };

/** Who sees how much in which status. Consultants appear in the statuses in which it is with them. */
// prettier-ignore
const TABLE = [
  //                                                                                       draft   waiting offered  booked   held     closed   with_lead turned_down withdrawn
  ['the requester',                         PEOPLE.requester,                  {},         [detail, detail, detail,  detail,  detail,  detail,  detail,   detail,   detail]],
  ['the requester, who is the lead',        PEOPLE.lead,                       leadAsks,   [detail, detail, detail,  detail,  detail,  detail,  detail,   detail,   detail]],
  ['the requester, with no role any more',  anActor({ roles: [] }),            {},         [detail, detail, detail,  detail,  detail,  detail,  detail,   detail,   detail]],
  ['its consultant, checked',               PEOPLE.champion,                   {},         [none,   none,   outline, detail,  detail,  detail,  none,     none,     none]],
  ['its consultant, not checked',           PEOPLE.champion,                   unchecked,  [none,   none,   outline, outline, outline, outline, none,     none,     none]],
  ['its consultant, who is a lead, checked', PEOPLE.lead,                { consultant: IDS.lead }, [none, detail, outline, detail, detail, detail, detail,  detail,   detail]],
  ['its consultant, a lead, not checked',   PEOPLE.lead, { consultant: IDS.lead, ...unchecked }, [none, detail, outline, outline, outline, outline, detail, detail,  detail]],
  ['another champion',                      PEOPLE.otherChampion,              {},         [none,   none,   none,    none,    none,    none,    none,     none,     none]],
  ['the lead',                              PEOPLE.lead,                       {},         [none,   detail, detail,  detail,  detail,  detail,  detail,   detail,   detail]],
  ['the lead, locked out',                  PEOPLE.lead,                       leadLockedOut, [none, none,  none,    none,    none,    none,    none,     none,     none]],
  ['a deputy, with the lead locked out',    PEOPLE.deputy,                     leadLockedOut, [none, detail, detail, detail,  detail,  detail,  detail,   detail,   detail]],
  ['a practitioner',                        aStranger('practitioner'),         {},         [none,   none,   none,    none,    none,    none,    none,     none,     none]],
  ['an administrator',                      aStranger('administrator'),        {},         [none,   none,   none,    none,    none,    none,    none,     none,     none]],
  ['somebody of the steering group',        aStranger('steering'),             {},         [none,   none,   none,    none,    none,    none,    none,     none,     none]],
  ['an auditor',                            aStranger('auditor'),              {},         [none,   none,   none,    none,    none,    none,    none,     none,     none]],
  ['the service',                           PEOPLE.service,                    {},         [none,   none,   none,    none,    none,    none,    none,     none,     none]],
  ['the lead of another programme',         { ...PEOPLE.lead, ...elsewhere },  {},         [none,   none,   none,    none,    none,    none,    none,     none,     none]],
  ['the requester, seen from another one',  { ...PEOPLE.requester, ...elsewhere }, {},     [none,   none,   none,    none,    none,    none,    none,     none,     none]],
] as const satisfies readonly (readonly [string, ReturnType<typeof anActor>, object, Row])[];

describe('need to know', () => {
  it.each(TABLE)('%s', (_, actor, given, row) => {
    const { consultant, ...sketch } = given as { consultant?: string };
    const seen = STATUSES.map((status) => {
      const withOne = aConsultation({ status }).consultantId !== null;
      const who = consultant !== undefined && withOne ? { consultantId: consultant } : {};
      return accessTo(aConsultation({ status, ...who, ...sketch }), actor);
    });
    expect(seen).toEqual(row);
  });

  it('covers every role', () => {
    const covered = new Set<string>(TABLE.flatMap(([, actor]) => actor.roles));
    expect([...covered].sort()).toEqual([...ROLES].sort());
  });

  const people = [...Object.values(PEOPLE), aStranger()].flatMap(({ personId }) => personId ?? []);
  const somebody = fc.constantFrom(...people);
  const facts = fc.record({
    programmeId: fc.constantFrom(IDS.programme, IDS.otherProgramme),
    status: fc.constantFrom(...STATUSES),
    requesterId: somebody,
    consultantId: fc.option(somebody),
    conflictClearedAt: fc.option(fc.constant(MOMENTS.answeredAt)),
    lockedOut: fc.uniqueArray(somebody),
  });
  const actors = fc.record({
    programmeId: fc.constantFrom(IDS.programme, IDS.otherProgramme),
    personId: fc.option(somebody),
    roles: fc.subarray([...ROLES]),
  });

  it('opens nothing to anybody else, however the facts lie', () => {
    fc.assert(
      fc.property(facts, actors, (consultation, actor) => {
        const access = accessTo(consultation, actor);
        const { personId } = actor;
        if (access === 'none') return;
        expect(actor.programmeId).toBe(consultation.programmeId);
        expect(personId).not.toBeNull();
        if (personId === consultation.requesterId) return;
        expect(consultation.status).not.toBe('draft');
        expect(consultation.lockedOut).not.toContain(personId);
        const isConsultant = personId === consultation.consultantId;
        if (!isConsultant) expect(actor.roles).toContain('lead');
        else if (access === 'detail') expect(consultation.conflictClearedAt).not.toBeNull();
      }),
      { numRuns: 10_000 },
    );
  });

  it('never depends on any role but the lead’s', () => {
    fc.assert(
      fc.property(facts, actors, (consultation, actor) => {
        const bare = { ...actor, roles: actor.roles.filter((role) => role === 'lead') };
        expect(accessTo(consultation, actor)).toBe(accessTo(consultation, bare));
      }),
      { numRuns: 2_000 },
    );
  });
});
