import { type SafetyFlag } from '@case-consultation/domain';

/** What each safety question asks, in the order of the page. */
export const FLAG_LABELS: Readonly<Record<SafetyFlag, { text: string; hint?: string }>> = {
  'non-fatal-strangulation': {
    text: 'Non-fatal strangulation',
    hint: 'Hands on the neck, choking, anything that stops breath or blood, even once',
  },
  'threats-to-kill': { text: 'Threats to kill' },
  stalking: { text: 'Stalking', hint: 'Following, tracking, watching, contact that does not stop' },
  separation: { text: 'Separation, now or planned' },
  escalation: { text: 'Escalation', hint: 'More often, or worse, than before' },
  weapon: { text: 'A weapon used, shown or within reach' },
  'pregnancy-or-baby': { text: 'Pregnancy, or a baby under 1' },
  'suicidal-threats': { text: 'The person causing harm threatens suicide' },
  'threat-to-child': { text: 'Threats to take or harm a child' },
  'honour-based-abuse': { text: 'So-called honour-based abuse' },
  'release-or-order-ending': { text: 'A release from prison, or an order ending, within 14 days' },
  'survivor-very-frightened': { text: 'The survivor is very frightened' },
};
