import { type CalendarInvite } from '@case-consultation/domain';
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalEventBusyStatus,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { foldLines } from './fold-lines.js';

/** Says nothing about the service, not even in a calendar that shows where an entry came from. */
const PRODUCT = '-//Practice consultation//Calendar//EN';

/**
 * One invite as an iCalendar object (RFC 5545, 5546): one VEVENT, instants in UTC with `Z` and no time zone anywhere, CRLF,
 * lines folded at 75 octets. The same invite always gives the same bytes: all that varies, DTSTAMP too, is in the data.
 */
export function toICalendar(invite: CalendarInvite): string {
  const event = ical().createEvent({
    id: invite.uid,
    sequence: invite.sequence,
    stamp: invite.stampedAt,
    start: invite.start,
    end: invite.end,
    summary: invite.summary,
    description: invite.description,
    location: invite.location,
    url: invite.url,
    class: ICalEventClass.PRIVATE,
    status: invite.status && ICalEventStatus[invite.status],
    transparency:
      invite.busyStatus === 'FREE' ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    busystatus: ICalEventBusyStatus[invite.busyStatus],
    organizer: invite.organizer,
  });
  for (const { email, role, partstat } of invite.attendees) {
    event.createAttendee({
      email,
      role: ROLES[role],
      type: ICalAttendeeType.INDIVIDUAL,
      status: partstat && STATUSES[partstat],
      rsvp: partstat === 'NEEDS-ACTION' ? true : null,
    });
  }
  // The frame is written here, because the library's own folding takes thirty times as long as all the rest.
  const head = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:${PRODUCT}\r\nMETHOD:${invite.method}\r\n`;
  return foldLines(`${head}${event.toString()}END:VCALENDAR\r\n`);
}

const ROLES = {
  'REQ-PARTICIPANT': ICalAttendeeRole.REQ,
  'OPT-PARTICIPANT': ICalAttendeeRole.OPT,
} as const;

const STATUSES = {
  'NEEDS-ACTION': ICalAttendeeStatus.NEEDSACTION,
  ACCEPTED: ICalAttendeeStatus.ACCEPTED,
} as const;
