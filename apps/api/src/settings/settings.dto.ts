import { z } from 'zod';
import { DEFAULT_SETTINGS, PRIORITIES, SETTING_LIMITS } from '@case-consultation/domain';
import { pageSchema, pageWish } from '../http/paging/page.js';
import { dayGiven, id, instant, keepGiven, listOf, named, reasonGiven } from '../http/validation/fields.js';

const whole = z.int().min(0).max(10_000);
const text = (most: number) => z.string().max(most);
const byPriority = z.strictObject({ P1: whole, P2: whole, P3: whole });
const days = z.array(dayGiven).max(SETTING_LIMITS.closureDays);

const parts = {
  leadIsLastResort: z.boolean(),
  fairnessWeeks: whole,
  weeklyCap: whole,
  weeklyCapMost: whole,
  noticeWorkingDays: whole,
  horizonWeeks: whole,
  targetWorkingDays: byPriority,
  offerWindowMinutes: byPriority.meta({ description: 'Working minutes, in steps of 30' }),
  sessionMinutes: whole,
  bufferAfterMinutes: whole,
  startStepMinutes: whole,
  decisionNearWorkingDays: z.strictObject({ P1: whole, P2: whole }),
  workingDay: z.strictObject({ startMinute: whole, endMinute: whole }),
  closureDays: days,
  reviewWeeks: whole,
  actionReminderWorkingDays: whole,
  actionOverdueToLeadWorkingDays: whole,
  localContacts: z
    .array(z.strictObject({ name: text(200), phone: text(200), when: text(200) }))
    .max(SETTING_LIMITS.contacts),
  caseReference: z.strictObject({ pattern: text(200), example: text(200) }),
  allowedMailDomains: z.array(text(253)).max(SETTING_LIMITS.mailDomains),
  brand: z.strictObject({ organisation: text(200).nullable(), colour: text(20) }),
};

export const settingsPatch = z
  .strictObject(parts)
  .partial()
  .extend({ reason: reasonGiven, keep: keepGiven })
  .meta({
    id: 'SettingsChange',
    examples: [
      { weeklyCap: 3, reason: 'Champions have more time in summer' },
      { closureDays: ['2027-12-24'], reason: 'The council closes early', keep: ['q7Jm0dV1uYtE8sWx'] },
    ],
  });

const perPriority = z.object({ P1: z.int(), P2: z.int(), P3: z.int() });

export const settingsAnswer = z
  .object({
    version: z.int(),
    settings: z.object({
      zone: z.string(),
      ...parts,
      closureDays: listOf(z.string()),
      targetWorkingDays: perPriority,
      offerWindowMinutes: perPriority,
      localContacts: listOf(z.object({ name: z.string(), phone: z.string(), when: z.string() })),
      allowedMailDomains: listOf(z.string()),
    }),
  })
  .meta({ id: 'Settings', examples: [{ version: 4, settings: DEFAULT_SETTINGS }] });

const change = z
  .object({
    id: z.int(),
    subject: z.enum(['settings', 'agency', 'team', 'pathway']),
    subjectId: id,
    subjectName: z.string(),
    version: z.int(),
    at: instant,
    by: named,
    changes: listOf(z.object({ path: z.string(), label: z.string(), from: z.string(), to: z.string() })),
    reason: z.string().nullable(),
  })
  .meta({ id: 'SettingsHistoryItem' });

export const settingsHistory = pageSchema(change).meta({
  examples: [
    {
      items: [
        {
          id: 12,
          subject: 'settings',
          subjectId: '0190f3c2-5a10-7b11-8c22-1d2e3f4a5b6c',
          subjectName: 'Settings',
          version: 4,
          at: '2027-03-02T10:00:00.000Z',
          by: { id: '0190f3c2-7b0d-7e11-8a4c-0c1d2e3f4a5b', name: 'Lena Lead' },
          changes: [
            { path: 'weeklyCap', label: 'Consultations a week, at most', from: '2 a week', to: '3 a week' },
          ],
          reason: 'Champions have more time in summer',
        },
      ],
      next: null,
    },
  ],
});

export const settingsHistoryWish = z.strictObject(pageWish);

const A_CONSULTANT = { id: '0190f3c2-4d1e-7a33-8b7e-1f2a3b4c5d6e', name: 'Amara Thistlewood' };
const choice = z.object({ consultant: named, startsAt: instant }).nullable();
const figures = z.object({
  asked: z.int(),
  withLead: z.int(),
  medianWait: z.int().nullable().meta({ description: 'Working days' }),
  wait80: z.int().nullable().meta({ description: 'Working days; eight of ten waited no longer' }),
  metTarget: z.int(),
});

export const replayAnswer = z
  .object({
    since: instant,
    until: instant,
    version: z.int().meta({ description: 'Of the settings it was compared with' }),
    requests: z.int(),
    different: z.int(),
    cut: z.boolean().meta({ description: 'There were more than are replayed at once' }),
    sentences: listOf(z.string()),
    before: figures,
    after: figures,
    load: listOf(z.object({ consultant: named, before: z.int(), after: z.int() })),
    examples: listOf(
      z.object({ code: z.string(), priority: z.enum(PRIORITIES), before: choice, after: choice }),
    ),
  })
  .meta({
    id: 'Replay',
    examples: [
      {
        since: '2026-12-02T09:00:00.000Z',
        until: '2027-03-02T09:00:00.000Z',
        version: 4,
        requests: 28,
        different: 3,
        cut: false,
        sentences: ['3 of 28 requests would have gone to somebody else, or to another time.'],
        before: { asked: 23, withLead: 5, medianWait: 4, wait80: 6, metTarget: 23 },
        after: { asked: 25, withLead: 3, medianWait: 4, wait80: 5, metTarget: 25 },
        load: [{ consultant: A_CONSULTANT, before: 4, after: 6 }],
        examples: [
          {
            code: 'B-7F3K2Q',
            priority: 'P2',
            before: null,
            after: { consultant: A_CONSULTANT, startsAt: '2027-01-12T10:00:00.000Z' },
          },
        ],
      },
    ],
  });
