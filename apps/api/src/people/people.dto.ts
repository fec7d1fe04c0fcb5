import { z } from 'zod';
import { IMPORT_BYTES, IMPORT_COLUMNS, PERSON_EVENTS, ROLES } from '@case-consultation/domain';
import { pageSchema, pageWish } from '../http/paging/page.js';
import { day, dayGiven, id, instant, keepGiven, listOf } from '../http/validation/fields.js';

const PERSON = '0190f3c2-7b0d-7e11-8a4c-0c1d2e3f4a5b';
const TEAM = '0190f3c2-6b02-7d66-8e31-4c5d6e7f8091';
const IMPORT = '0190f3c2-9c11-7a2b-8f31-5d6e7f8091a2';

const text = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u, { error: 'Give it on one line, without control characters' });

const role = z.enum(ROLES);

const details = {
  name: text(200),
  email: text(254).meta({ description: 'On a domain that the programme allows' }),
  teamId: id.meta({ description: 'Its agency is theirs, too' }),
  managerEmail: text(254).nullable().meta({ description: 'Somebody of the programme; null for nobody' }),
  roles: z.array(role).max(ROLES.length),
  signedOffFrom: dayGiven.nullable().meta({ description: 'Of those who consult' }),
  signedOffUntil: dayGiven.nullable().meta({ description: 'null: until further notice' }),
};

export const personGiven = z
  .strictObject({
    ...details,
    managerEmail: details.managerEmail.default(null),
    signedOffFrom: details.signedOffFrom.default(null),
    signedOffUntil: details.signedOffUntil.default(null),
    invite: z.boolean().default(false).meta({ description: 'Send a mail that says there is an account' }),
  })
  .meta({
    id: 'NewPerson',
    examples: [
      {
        name: 'Priya Shah',
        email: 'priya.shah@social-care.example.org',
        teamId: TEAM,
        roles: ['practitioner'],
        invite: true,
      },
    ],
  });

export const personPatch = z
  .strictObject(details)
  .partial()
  .extend({ keep: keepGiven })
  .meta({
    id: 'PersonChange',
    examples: [{ name: 'Priya Shah-Bell' }, { signedOffUntil: '2027-03-31', keep: ['q7Jm0dV1uYtE8sWx'] }],
  });

const personItem = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    agency: z.string(),
    team: z.string(),
    roles: listOf(role),
    active: z.boolean(),
  })
  .meta({ id: 'Account' });

export const accountsWish = z.strictObject({
  ...pageWish,
  search: text(100).trim().min(1).optional().meta({ description: 'Part of a name or an address' }),
  role: role.optional(),
  agencyId: id.optional(),
  active: z.enum(['active', 'deactivated', 'all']).default('active'),
});

const AN_ITEM = {
  id: PERSON,
  name: 'Priya Shah',
  email: 'priya.shah@social-care.example.org',
  agency: 'Children’s social care',
  team: 'Assessment',
  roles: ['practitioner'],
  active: true,
};

export const accountsPage = pageSchema(personItem).meta({ examples: [{ items: [AN_ITEM], next: null }] });

export const personAnswer = personItem
  .extend({
    version: z.int(),
    teamId: id,
    manager: z.object({ id, name: z.string(), email: z.string() }).nullable(),
    signedOff: z.object({ from: day, until: day.nullable() }).nullable(),
    invited: z
      .object({ at: instant, state: z.enum(['owed', 'sent', 'skipped', 'refused']) })
      .nullable()
      .meta({ description: 'The last mail that said there is an account' }),
    holds: z
      .object({ count: z.int(), codes: listOf(z.string()) })
      .meta({ description: 'Consultations to hold or to write up still; codes only for leads' }),
  })
  .meta({
    id: 'Person',
    examples: [
      {
        ...AN_ITEM,
        version: 3,
        teamId: TEAM,
        manager: null,
        signedOff: null,
        invited: { at: '2027-03-01T09:00:00.000Z', state: 'sent' },
        holds: { count: 0, codes: [] },
      },
    ],
  });

const told = z.union([z.string(), listOf(z.string()), z.null()]);

export const personHistoryPage = pageSchema(
  z
    .object({
      at: instant,
      by: z.string().nullable().meta({ description: 'null: the service itself' }),
      event: z.enum(PERSON_EVENTS),
      changes: listOf(z.object({ field: z.string(), from: told, to: told })),
      imported: z.boolean(),
    })
    .meta({ id: 'PersonEvent' }),
).meta({
  examples: [
    {
      items: [
        {
          at: '2027-03-01T09:00:00.000Z',
          by: 'Lena Lead',
          event: 'changed',
          changes: [{ field: 'team', from: 'Assessment', to: 'Court' }],
          imported: false,
        },
      ],
      next: null,
    },
  ],
});

export const personHistoryWish = z.strictObject(pageWish);

export const importGiven = z
  .strictObject({
    csv: z
      .string()
      .max(IMPORT_BYTES)
      .meta({ description: 'The text of a CSV file: headings, then a person a line' }),
  })
  .meta({
    id: 'NewPeopleImport',
    examples: [
      {
        csv: 'Name,Email,Agency,Team\nPriya Shah,priya.shah@social-care.example.org,Children’s social care,Assessment\n',
      },
    ],
  });

const change = z.object({ field: z.string(), from: told, to: told });

export const importAnswer = z
  .object({
    id,
    state: z.enum(['preview', 'confirmed']),
    counts: z
      .object({ add: z.int(), change: z.int(), same: z.int().nullable() })
      .meta({ description: 'What it would do, or what it has done' }),
    expiresAt: instant.nullable().meta({ description: 'When the preview is forgotten' }),
    seen: z.string().nullable().meta({ description: 'To be given back when it is confirmed' }),
    otherwise: listOf(z.int()).meta({ description: 'Lines that would do something else than at first' }),
    problems: listOf(
      z.object({ line: z.int(), column: z.enum(IMPORT_COLUMNS).nullable(), message: z.string() }),
    ).meta({ description: 'While there is one, nothing can be confirmed' }),
    lines: listOf(
      z.object({
        line: z.int(),
        outcome: z.enum(['add', 'change', 'same']),
        changes: listOf(change),
        meets: z.int().meta({
          description: 'Bookings and offers on days on which they may consult no more; they stay theirs',
        }),
      }),
    ),
  })
  .meta({
    id: 'PeopleImport',
    examples: [
      {
        id: IMPORT,
        state: 'preview',
        counts: { add: 0, change: 1, same: 0 },
        expiresAt: '2027-03-01T11:00:00.000Z',
        seen: 'q7Jm0dV1uYtE8sWxZbN3aQ',
        otherwise: [],
        problems: [],
        lines: [
          {
            line: 2,
            outcome: 'change',
            changes: [{ field: 'team', from: 'Assessment', to: 'Court' }],
            meets: 0,
          },
        ],
      },
    ],
  });

export const importConfirmation = z
  .strictObject({
    seen: z.string().max(100),
    invite: z.boolean().default(false).meta({ description: 'Send a mail to those who are added' }),
  })
  .meta({ id: 'PeopleImportConfirmation', examples: [{ seen: 'q7Jm0dV1uYtE8sWxZbN3aQ', invite: true }] });
