import { z } from 'zod';
import { AGENCY_KINDS, PATHWAY_KINDS, PATHWAY_LIMITS, PLACE_NAME_LIMIT } from '@case-consultation/domain';
import { day, id, instant, listOf, reasonGiven } from '../http/validation/fields.js';

const AGENCY = '0190f3c2-6a01-7c55-9d20-3b4c5d6e7f80';
const TEAM = '0190f3c2-6b02-7d66-8e31-4c5d6e7f8091';

const name = z.string().max(PLACE_NAME_LIMIT);
const agencyKind = z.enum(Object.keys(AGENCY_KINDS) as [keyof typeof AGENCY_KINDS]);
const pathwayKind = z.enum(Object.keys(PATHWAY_KINDS) as [keyof typeof PATHWAY_KINDS]);

export const agencyGiven = z
  .strictObject({ name, kind: agencyKind })
  .meta({ id: 'NewAgency', examples: [{ name: 'Elmbrook police', kind: 'police' }] });

export const teamGiven = z
  .strictObject({ name })
  .meta({ id: 'NewTeam', examples: [{ name: 'Safeguarding' }] });

export const agencyPatch = z
  .strictObject({
    name: name.optional(),
    kind: agencyKind.optional(),
    open: z.boolean().optional(),
    reason: reasonGiven,
  })
  .meta({ id: 'AgencyChange', examples: [{ open: false, reason: 'It has merged with another' }] });

export const teamPatch = z
  .strictObject({ name: name.optional(), open: z.boolean().optional(), reason: reasonGiven })
  .meta({ id: 'TeamChange', examples: [{ name: 'Safeguarding North', reason: 'It was renamed' }] });

const AN_AGENCY = {
  id: AGENCY,
  name: 'Elmbrook police',
  kind: 'police',
  version: 1,
  closedAt: null,
  people: 4,
  teams: [{ id: TEAM, name: 'Safeguarding', agencyId: AGENCY, version: 0, closedAt: null, people: 4 }],
};

export const team = z
  .object({
    id,
    name: z.string(),
    agencyId: id,
    version: z.int().meta({ description: 'For If-Match' }),
    closedAt: instant.nullable(),
    people: z.int(),
  })
  .meta({ id: 'Team' });

export const agency = z
  .object({
    id,
    name: z.string(),
    kind: z.string(),
    version: z.int().meta({ description: 'For If-Match' }),
    closedAt: instant.nullable().meta({ description: 'Nobody new can choose it since then' }),
    people: z.int(),
    teams: listOf(team),
  })
  .meta({
    id: 'Agency',
    examples: [AN_AGENCY],
  });

export const agenciesAnswer = z
  .object({ items: listOf(agency) })
  .meta({ id: 'Agencies', examples: [{ items: [AN_AGENCY] }] });

const { name: nameLimit, guidance, contact } = PATHWAY_LIMITS;
const words = {
  kind: pathwayKind,
  name: z.string().max(nameLimit),
  guidance: z.string().max(guidance),
  contact: z.string().max(contact),
};

export const pathwayGiven = z.strictObject(words).meta({
  id: 'NewPathway',
  examples: [{ kind: 'idva', name: 'IDVA', guidance: 'Call first.', contact: 'The duty desk' }],
});

export const pathwayPatch = z
  .strictObject(words)
  .partial()
  .extend({ active: z.boolean().optional(), reason: reasonGiven })
  .meta({ id: 'PathwayChange', examples: [{ active: false, reason: 'The service has closed' }] });

export const pathwayKept = z
  .object({
    id,
    kind: z.string(),
    name: z.string(),
    guidance: z.string(),
    contact: z.string(),
    checkedOn: day,
    checkDue: z.boolean().meta({ description: 'Not checked for six months or more' }),
    active: z.boolean(),
    version: z.int(),
  })
  .meta({
    id: 'KeptPathway',
    examples: [
      {
        id: '0190f3c2-6c03-7e77-9f42-5d6e7f8091a2',
        kind: 'idva',
        name: 'IDVA',
        guidance: 'Call first.',
        contact: 'The duty desk',
        checkedOn: '2027-03-02',
        checkDue: false,
        active: true,
        version: 2,
      },
    ],
  });
