import ICAL from 'ical.js';

/** Somebody named in an event. */
export interface EventPerson {
  readonly name: string | undefined;
  readonly email: string;
  /** PARTSTAT: NEEDS-ACTION, ACCEPTED, DECLINED, TENTATIVE … */
  readonly answer: string | undefined;
}

/** A calendar part (RFC 5545, one VEVENT) as a person would want to read it. */
export interface CalendarPart {
  /** METHOD: REQUEST, CANCEL … (RFC 5546) */
  readonly method: string | undefined;
  readonly uid: string;
  readonly sequence: number;
  readonly status: string | undefined;
  /** X-MICROSOFT-CDO-BUSYSTATUS, which Exchange heeds before TRANSP. */
  readonly busyStatus: string | undefined;
  readonly summary: string;
  readonly location: string | undefined;
  readonly description: string | undefined;
  /** ISO 8601 in UTC. */
  readonly start: string;
  readonly end: string | undefined;
  readonly organizer: EventPerson | undefined;
  readonly attendees: readonly EventPerson[];
  readonly raw: string;
}

/** Reads a calendar part; undefined when it is not a calendar with an event in it. */
export function readCalendarPart(raw: string): CalendarPart | undefined {
  try {
    const calendar = new ICAL.Component(ICAL.parse(raw) as ConstructorParameters<typeof ICAL.Component>[0]);
    const event = calendar.getFirstSubcomponent('vevent');
    if (!event) return undefined;
    const start = instant(event, 'dtstart');
    if (start === undefined) return undefined;
    const organizer = event.getFirstProperty('organizer');
    return {
      method: text(calendar, 'method'),
      uid: text(event, 'uid') ?? '',
      sequence: Number(text(event, 'sequence') ?? 0),
      status: text(event, 'status'),
      busyStatus: text(event, 'x-microsoft-cdo-busystatus'),
      summary: text(event, 'summary') ?? '',
      location: text(event, 'location'),
      description: text(event, 'description'),
      start,
      end: instant(event, 'dtend'),
      organizer: organizer ? person(organizer) : undefined,
      attendees: event.getAllProperties('attendee').map(person),
      raw,
    };
  } catch {
    return undefined;
  }
}

function text(component: ICAL.Component, name: string): string | undefined {
  const value: unknown = component.getFirstPropertyValue(name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function instant(component: ICAL.Component, name: string): string | undefined {
  const value: unknown = component.getFirstPropertyValue(name);
  return value instanceof ICAL.Time ? value.toJSDate().toISOString() : undefined;
}

function person(property: ICAL.Property): EventPerson {
  const parameter = (name: string): string | undefined => {
    const value: unknown = property.getParameter(name);
    return typeof value === 'string' ? value : undefined;
  };
  const address: unknown = property.getFirstValue();
  return {
    name: parameter('cn'),
    email: String(address).replace(/^mailto:/i, ''),
    answer: parameter('partstat'),
  };
}
