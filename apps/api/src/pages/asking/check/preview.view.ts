import { type AskingPreviewView, type PreviewedMail } from '@case-consultation/features';

type SeenBy = AskingPreviewView['seenBy'][number];
type Viewer = SeenBy['viewer'];

/** Who will see what: who that is, by name where it is known, and what they see. */
export interface SeenRow {
  readonly key: string;
  readonly lines: readonly string[];
}

export interface MailsTo {
  readonly title: string;
  readonly mails: readonly {
    readonly subject: string;
    readonly paragraphs: readonly string[];
    readonly facts: readonly { readonly label: string; readonly value: string }[];
    readonly link: string;
    readonly calendar: string | null;
    readonly timeIsExample: boolean;
  }[];
}

const VIEWERS: Readonly<Record<Viewer, string>> = {
  requester: 'You',
  leads: 'The Implementation Lead and deputies',
  consultant: 'The consultant who is asked',
  attendees: 'Those who join you',
  'named-conflicts': 'Those you named',
  colleagues: 'Everybody else',
};

const SEES: Readonly<Record<SeenBy['first'], string>> = {
  detail: 'Everything you wrote.',
  outline: 'Your agency, the stage, how urgent it is, what you want from it, and the time.',
  none: 'Nothing.',
};

export function seenRows({ seenBy }: AskingPreviewView): SeenRow[] {
  return seenBy.map((seen) => {
    const names = seen.viewer === 'requester' ? '' : seen.people.join(', ');
    return {
      key: VIEWERS[seen.viewer],
      lines: [...(names === '' ? [] : [names]), seesWords(seen)],
    };
  });
}

function seesWords({ viewer, first, afterConflictCheck }: SeenBy): string {
  if (viewer === 'attendees') return 'The invite: its code, the time and how you meet. Nothing you wrote.';
  if (first === afterConflictCheck) return SEES[first];
  return `${SEES[first]} After saying that they have no conflict: ${SEES[afterConflictCheck].toLowerCase()}`;
}

const RECIPIENTS: Readonly<Record<PreviewedMail['to'], string>> = {
  requester: 'Emails to you',
  consultant: 'Emails to the consultant',
  attendees: 'Emails to those who join you',
};

/** The messages, by who gets them. */
export function mailsShown({ mails }: AskingPreviewView): MailsTo[] {
  const recipients = [...new Set(mails.map(({ to }) => to))];
  return recipients.map((recipient) => ({
    title: RECIPIENTS[recipient],
    mails: mails
      .filter(({ to }) => to === recipient)
      .map(({ content, calendar, timeIsExample }) => ({
        subject: content.subject,
        paragraphs: content.paragraphs,
        facts: content.facts,
        link: content.link.text,
        calendar: calendar?.summary ?? null,
        timeIsExample,
      })),
  }));
}
