/**
 * What is said once, in a green banner, at the top of the page after something was done. Codes travel in a cookie;
 * words about a case never do.
 */
export const NOTICES = {
  'signed-out': 'You have signed out.',
  'draft-saved': 'Your request is saved. You can go on with it whenever you like.',
  'draft-deleted': 'Your draft is deleted.',
  'action-settled': 'Thank you. That is noted.',
  'times-changed': 'We are looking for a consultant at the times you asked for.',
  rescheduled: 'It is moved. Everybody concerned gets an updated invitation.',
  'booking-cancelled': 'The time is cancelled. Another one is being found.',
  withdrawn: 'The request is withdrawn.',
  'attendees-changed': 'Who else attends is saved. Those it concerns are told.',
  'record-agreed': 'Thank you. The record is agreed.',
  'feedback-given': 'Thank you. What you said helps the programme.',
  reviewed: 'Thank you. What has changed is noted.',
} as const satisfies Readonly<Record<string, string>>;

export type NoticeCode = keyof typeof NOTICES;

export function isNotice(text: string): text is NoticeCode {
  return Object.hasOwn(NOTICES, text);
}
