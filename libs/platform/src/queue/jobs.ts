/** What a kind of job is, and how patiently it is tried. */
export interface JobKind {
  readonly about: string;
  /** How often it is tried in all before it is dead. */
  readonly attempts: number;
  /** The wait before the second attempt, in milliseconds; doubled each time, less a random part of up to half. */
  readonly backoffMs: number;
  /** Done before whatever waits already: a person sits in front of a page until it is done. */
  readonly first?: true;
}

/** A rule of ours on our own database: two minutes of trying outlast a restart. */
const rule = { attempts: 8, backoffMs: 1_000 };
/** A conversation with a mail server: half an hour of trying outlasts most of their pauses. */
const conversation = { attempts: 11, backoffMs: 2_000 };

/**
 * Every job there is. A job carries ids only; its handler re-reads the row and may run twice.
 * The outbox row, not the queue, is the truth.
 */
export const jobCatalogue = {
  'route-consultation': { about: 'Finds and asks the next consultant for a waiting consultation', ...rule },
  'offer-freed-time': { about: 'Offers time that became free to those who wait, in their turn', ...rule },
  'remind-offer': { about: 'Reminds a consultant of an offer at half of its time', ...rule },
  'expire-offer': { about: 'Ends an offer whose time is over and routes again', ...rule },
  'flag-target-at-risk': { about: 'Hands a consultation to the lead when its target is at risk', ...rule },
  'note-abandoned-draft': { about: 'Notes that a draft was left for which no time suited', ...rule },
  'send-message': { about: 'Sends one mail with its calendar part', ...conversation },
  'tell-alerts': { about: 'Tells the leads in the morning what has come to need them', ...rule },
  'send-alert-digest': { about: 'Sends one lead the numbers of what needs them', ...conversation },
  'send-sign-in-code': {
    about: 'Sends the code that somebody waits for to sign in',
    ...conversation,
    first: true,
  },
  'send-person-mail': { about: 'Sends one mail about a person’s own account', ...conversation },
  'remind-action': { about: 'Reminds the owner of an action that is due', ...rule },
  'chase-overdue-action': { about: 'Tells the owner that an action is overdue', ...rule },
  'tell-lead-of-overdue-action': { about: 'Tells the lead of an action that stays overdue', ...rule },
  'ask-for-review': { about: 'Asks for the look-back some weeks after a consultation', ...rule },
  'ask-for-record': { about: 'Asks the consultant for the record of a held consultation', ...rule },
} as const satisfies Readonly<Record<string, JobKind>>;

export type JobName = keyof typeof jobCatalogue;

export const jobNames = Object.keys(jobCatalogue) as readonly JobName[];

/** All that a job carries: ids, never words about a case or a person. */
export interface JobPayload {
  /** The outbox row that asked for the job and is marked when it is done. */
  readonly outboxId: string;
  readonly programmeId: string;
  /** The row that the job is about: a consultation, an offer, a message, an action. */
  readonly subjectId: string;
}

/**
 * Does one job. The signal fires when the worker must stop or another worker has taken the job over; whatever the
 * handler does after that may happen twice. Name it as the second parameter to get it.
 */
export type JobHandler = (job: JobPayload, signal: AbortSignal) => Promise<void>;

/** One handler for every job: a missing one does not compile. */
export type JobHandlers = { readonly [N in JobName]: JobHandler };

/** A handler throws this when trying again cannot help: the job is dead at once and becomes a visible task. */
export class GiveUpError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GiveUpError';
  }
}

/** The worker was started without a handler for every job. */
export class MissingHandlerError extends Error {
  constructor(readonly missing: readonly JobName[]) {
    super(`No handler for ${missing.join(', ')}`);
    this.name = 'MissingHandlerError';
  }
}

/** Throws MissingHandlerError unless there is a handler for every job: what the compiler sees, seen again at boot. */
export function assertEveryHandler(
  handlers: Partial<Record<JobName, unknown>>,
): asserts handlers is JobHandlers {
  const missing = jobNames.filter((name) => typeof handlers[name] !== 'function');
  if (missing.length > 0) throw new MissingHandlerError(missing);
}
