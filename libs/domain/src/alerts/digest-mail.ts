import { type MailContent } from '../invites/mail-content.js';
import { ALERT_KINDS, type AlertCounts, type AlertKind } from './alerts.js';

/** What is counted, in words that fit on a locked screen. */
const COUNTED: Readonly<Record<AlertKind, string>> = {
  'target-at-risk': 'Close to or past the day they should be held by',
  'with-lead': 'With you to decide',
  'offer-unanswered': 'Asked and not answered at half-time',
  'action-overdue': 'Agreed steps long overdue',
  'capacity-under-demand': 'Three weeks with more asked for than there were hours',
};

/** The day's digest: numbers and a link, and nothing of any consultation. Kinds of which there is none are left out. */
export function digestMail(facts: { counts: AlertCounts; serviceName: string; link: string }): MailContent {
  const { counts, serviceName, link } = facts;
  return {
    subject: 'Practice consultations: what needs you today',
    paragraphs: [
      'There is something new that needs a lead. These are the numbers this morning.',
      'Sign in to see which they are, and to decide what happens next.',
    ],
    facts: ALERT_KINDS.filter((kind) => counts[kind] > 0).map((kind) => ({
      label: COUNTED[kind],
      value: kind === 'capacity-under-demand' ? 'Yes' : String(counts[kind]),
    })),
    link: { text: 'Sign in to see them', href: link },
    footer: `Sent by ${serviceName}. Please do not reply with any details: sign in instead.`,
  };
}
