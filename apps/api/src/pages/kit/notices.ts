/**
 * What is said once, in a green banner, at the top of the page after something was done. Codes travel in a cookie;
 * words about a case never do.
 */
export const NOTICES = {
  'draft-saved': 'Your request is saved. You can go on with it whenever you like.',
  'draft-deleted': 'Your draft is deleted.',
  'offer-accepted': 'Thank you. It is booked, and everyone who attends will be told.',
  'offer-declined': 'You have declined. Someone else is being asked now.',
  'conflict-declared':
    'Thank you for saying so. Someone else is being asked, and that consultation is shut for you.',
  'conflict-cleared': 'Thank you. The case is open to you now.',
  'attendance-held': 'Thank you. Now write the record, while it is fresh.',
  'attendance-held-lead': 'Thank you. The consultant is asked for the record.',
  'attendance-rebook': 'Thank you. Another time is being looked for.',
  'attendance-closed': 'Thank you. The request is closed.',
  'record-saved': 'The record is saved. Nobody else can see it until you share it.',
  'record-shared': 'The record is shared. The practitioner will be told that it is ready to read.',
  'action-added': 'The action is added. Its owner is reminded before it is due and on the day.',
  'action-settled': 'Thank you. That is noted.',
  'times-changed': 'We are looking for a consultant at the times you asked for.',
  rescheduled: 'It is moved. Everybody concerned gets an updated invitation.',
  'booking-cancelled': 'The time is cancelled. Another one is being found.',
  withdrawn: 'The request is withdrawn.',
  'attendees-changed': 'Who else attends is saved. Those it concerns are told.',
  'record-agreed': 'Thank you. The record is agreed.',
  'feedback-given': 'Thank you. What you said helps the programme.',
  reviewed: 'Thank you. What has changed is noted.',
  'consultant-asked': 'The consultant has been asked.',
  'taken-by-lead': 'It is yours, and booked. Everyone who attends has been told.',
  reassigned: 'It is with another consultant now. Everybody has been told.',
  'turned-down': 'It is turned down. The practitioner has been told that there is an answer.',
  'priority-changed': 'The priority is changed, and the target with it.',
  'record-handed-over': 'The record is handed over. The consultant says first that there is no conflict.',
  'closed-by-lead': 'The consultation is closed.',
  'settings-saved': 'The settings are saved. They hold for what happens from now on.',
  'agency-saved': 'It is saved.',
  'pathway-saved': 'The pathway is saved.',
  'pathway-checked': 'Thank you. It is noted as checked today.',
  'hours-changed': 'The weekly hours are saved.',
  'time-added': 'That time is added.',
  'time-removed': 'That time is taken back.',
  'leave-taken': 'The leave is added. Nobody is booked on those days.',
  'leave-taken-back': 'That leave is taken back. Those days can be booked again.',
  'preferences-changed': 'That is saved. It holds from the next booking on.',
  'never-match-changed': 'That is saved. Only the consultant and the leads can see it.',
  'week-paused': 'The rest of this week is paused: nothing new is booked in it.',
  'week-resumed': 'The pause is over: consultations can be booked again.',
  'person-added': 'The person is added.',
  'person-added-invited': 'The person is added, and an email is on its way to them.',
  'person-changed': 'The change is saved.',
  'person-deactivated': 'The account is deactivated. They are signed out.',
  'person-reactivated': 'The account is active again.',
  'person-invited': 'The email is on its way.',
  swapped: 'The two bookings have changed consultants. Everybody has been told.',
  'cover-changed': 'Your choice is in the plan. Nothing is moved until you apply it.',
  'cover-applied': 'The plan is applied. Everybody concerned is told.',
  'task-done': 'The task is dealt with.',
} as const satisfies Readonly<Record<string, string>>;

export type NoticeCode = keyof typeof NOTICES;

export function isNotice(text: string): text is NoticeCode {
  return Object.hasOwn(NOTICES, text);
}
