import { type CalendarPart, type EventPerson } from './calendar-part.js';
import { html, type Html } from './html.js';
import { withLinks } from './links.js';
import { type MessageKind } from './message-kind.js';
import { ukSpan } from './uk-time.js';

/** A calendar part as the event that it is about, in plain words. */
export function eventView(event: CalendarPart, kind: MessageKind | undefined): Html {
  return html`<section class="event" id="event" aria-labelledby="event-title">
    <p class="event-kind">
      ${kind && html`<strong class="tag ${kind.tone}">${kind.words}</strong>`}
      <span>The calendar part of this message</span>
    </p>
    <h2 id="event-title">${event.summary || '(no title)'}</h2>
    <dl>
      ${line('When', ukSpan(event.start, event.end))} ${line('Where', event.location)}
      ${line('Organiser', event.organizer && person(event.organizer))}
      ${line(event.attendees.length === 1 ? 'Attendee' : 'Attendees', attendees(event))}
      ${line('State', stateWords(event))} ${line('What it does', kind && methodWords(event, kind))}
      ${line('Version', sequenceWords(event.sequence))}
      ${line('Notes', event.description && html`<span class="typed">${withLinks(event.description)}</span>`)}
      ${line('Event ID', event.uid && html`<code>${event.uid}</code>`)}
    </dl>
  </section>`;
}

function line(name: string, value: string | Html | undefined): Html | undefined {
  if (!value) return undefined;
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function attendees({ attendees: invited, method }: CalendarPart): Html | undefined {
  if (invited.length === 0) return undefined;
  return html`<ul>
    ${invited.map((each) => html`<li>${person(each)} <span class="hint">${answerOf(each, method)}</span></li>`)}
  </ul>`;
}

function person({ name, email }: EventPerson): Html {
  return name && name !== email ? html`${name} <span class="hint">${email}</span>` : html`${email}`;
}

/** PARTSTAT (RFC 5545, 3.2.12); without one an attendee has not answered, and a cancellation asks nobody. */
function answerOf({ answer }: EventPerson, method: string | undefined): string {
  if (answer === undefined && method === 'CANCEL') return 'No answer needed';
  return answers[answer ?? 'NEEDS-ACTION'] ?? `Answered ${answer?.toLowerCase()}`;
}

const answers: Readonly<Record<string, string>> = {
  'NEEDS-ACTION': 'Has not answered yet',
  ACCEPTED: 'Accepted',
  DECLINED: 'Declined',
  TENTATIVE: 'Answered maybe',
  DELEGATED: 'Passed it to somebody else',
};

const states: Readonly<Record<string, string>> = {
  CONFIRMED: 'Confirmed',
  TENTATIVE: 'Held, not yet confirmed',
  CANCELLED: 'Cancelled',
};

const busyStates: Readonly<Record<string, string>> = {
  BUSY: 'shows as busy',
  TENTATIVE: 'shows as maybe busy',
  FREE: 'shows as free',
  OOF: 'shows as away',
};

function stateWords({ status, busyStatus }: CalendarPart): string {
  const state = status && (states[status] ?? status.toLowerCase());
  const busy = busyStatus && (busyStates[busyStatus] ?? `shows as ${busyStatus.toLowerCase()}`);
  const words = [state, busy].filter(Boolean).join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function methodWords({ method }: CalendarPart, kind: MessageKind): Html {
  return html`${kind.sentence} <span class="hint">Method: ${method ?? 'none given'}</span>`;
}

/** RFC 5545, 3.8.7.4: 0 for the first, more for each revision; a calendar keeps the highest. */
function sequenceWords(sequence: number): Html {
  const words = sequence === 0 ? '1, the first' : `${sequence + 1}, which replaces those before it`;
  return html`${words} <span class="hint">Sequence: ${sequence}</span>`;
}
