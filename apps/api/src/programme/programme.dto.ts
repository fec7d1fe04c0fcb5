import { z } from 'zod';
import { ROLES } from '@case-consultation/domain';
import { SCOPES } from '@case-consultation/features';
import { pageSchema, pageWish } from '../http/paging/page.js';
import { day, id, listOf, named } from '../http/validation/fields.js';

const PERSON = '0190f3c2-7b0d-7e11-8a4c-0c1d2e3f4a5b';
const AGENCY = '0190f3c2-6a01-7c55-9d20-3b4c5d6e7f80';
const TEAM = '0190f3c2-6b02-7d66-8e31-4c5d6e7f8091';

export const me = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    roles: listOf(z.enum(ROLES)),
    agency: z.string(),
    team: z.string(),
    scopes: listOf(z.enum(SCOPES)).meta({ description: 'What this token may be used for' }),
  })
  .meta({
    id: 'Me',
    examples: [
      {
        id: PERSON,
        name: 'Priya Shah',
        email: 'priya.shah@social-care.example.org',
        roles: ['practitioner'],
        agency: 'Children’s social care',
        team: 'Assessment',
        scopes: ['consultations:read', 'consultations:write'],
      },
    ],
  });

export const programme = z
  .object({
    code: z.string(),
    name: z.string(),
    brand: z
      .object({ name: z.string(), colour: z.string() })
      .meta({ description: 'As pages show it; white text can be read on the colour' }),
    settings: z.object({
      zone: z.string(),
      sessionMinutes: z.int(),
      horizonWeeks: z.int(),
      targetWorkingDays: z.object({ P1: z.int(), P2: z.int(), P3: z.int() }),
      caseReference: z.object({ pattern: z.string(), example: z.string() }),
      allowedMailDomains: listOf(z.string()),
      localContacts: listOf(z.object({ name: z.string(), phone: z.string(), when: z.string() })),
      reviewWeeks: z.int(),
    }),
    agencies: listOf(z.object({ id, name: z.string(), kind: z.string(), teams: listOf(named) })),
  })
  .meta({
    id: 'Programme',
    examples: [
      {
        code: 'elmbridge-marsh',
        name: 'Elmbridge Marsh',
        brand: { name: 'Elmbridge Marsh Council', colour: '#1f3a5f' },
        settings: {
          zone: 'Europe/London',
          sessionMinutes: 60,
          horizonWeeks: 8,
          targetWorkingDays: { P1: 3, P2: 5, P3: 10 },
          caseReference: { pattern: '^C-[0-9]{4}-[0-9]{1,6}$', example: 'C-2026-1042' },
          allowedMailDomains: ['social-care.example.org'],
          localContacts: [{ name: 'MASH', phone: '020 7946 0000', when: 'Monday to Friday, 9am to 5pm' }],
          reviewWeeks: 12,
        },
        agencies: [
          {
            id: AGENCY,
            name: 'Children’s social care',
            kind: 'social-care',
            teams: [{ id: TEAM, name: 'Assessment' }],
          },
        ],
      },
    ],
  });

export const peopleWish = z.strictObject({
  ...pageWish,
  search: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^\P{Cc}*$/u)
    .optional()
    .meta({ description: 'Part of a name' }),
});

const colleague = z
  .object({ id, name: z.string(), agency: z.string(), team: z.string() })
  .meta({ id: 'Colleague' });

export const peoplePage = pageSchema(colleague).meta({
  examples: [
    {
      items: [{ id: PERSON, name: 'Priya Shah', agency: 'Children’s social care', team: 'Assessment' }],
      next: null,
    },
  ],
});

const pathway = z
  .object({
    id,
    kind: z.string(),
    name: z.string(),
    guidance: z.string(),
    contact: z.string(),
    checkedOn: day.meta({ description: 'The day on which its contact was last checked' }),
  })
  .meta({ id: 'Pathway' });

export const pathwaysAnswer = z.object({ items: listOf(pathway) }).meta({
  examples: [
    {
      items: [
        {
          id: '0190f3c2-d3e4-7a5b-8c6d-7e8f9a0b1c2d',
          kind: 'marac',
          name: 'MARAC referral',
          guidance: 'Refer when the risk is high, with the survivor’s knowledge where that is safe.',
          contact: 'marac@community-safety.example.org',
          checkedOn: '2027-01-15',
        },
      ],
    },
  ],
});
