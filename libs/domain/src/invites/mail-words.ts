import { type MessageKind } from './message-kinds.js';

/** The fixed words of one kind of message. None of them names the family, the practice model or abuse. */
export interface MailWords {
  subject: string;
  /** What happened, then what to do next. */
  paragraphs: readonly string[];
  linkText: string;
}

const TASK = 'You have a task to complete';

export const MAIL_WORDS: Readonly<Record<MessageKind, MailWords>> = {
  'offer-made': {
    subject: 'Practice consultation: can you take this one?',
    paragraphs: [
      'A colleague has asked for a consultation, and you may be the right person for it.',
      'The time below is held for you for now. Sign in to read a little more, then accept it or pass it on. It is fine to say no.',
    ],
    linkText: 'Sign in to answer',
  },
  'offer-reminder': {
    subject: 'Practice consultation: please answer',
    paragraphs: [
      'The time below is still held for you, and a colleague is waiting to hear.',
      'Sign in to accept it or pass it on. It is fine to say no. If you do not answer, we will ask someone else.',
    ],
    linkText: 'Sign in to answer',
  },
  'offer-closed': {
    subject: 'Practice consultation: no longer held for you',
    paragraphs: [
      'The time below is no longer held for you.',
      'You do not need to do anything. The entry in this message clears it from your calendar.',
    ],
    linkText: 'Sign in to see your consultations',
  },
  'booking-confirmed': {
    subject: 'Practice consultation: confirmed',
    paragraphs: [
      'The consultation below is booked.',
      'Add it to your calendar with the entry in this message. Who asked for it or holds it can sign in to see more, or to find another time.',
    ],
    linkText: 'Sign in to see it',
  },
  'booking-changed': {
    subject: 'Practice consultation: changed',
    paragraphs: [
      'Something about this consultation has changed. What is below is right now.',
      'The entry in this message updates your calendar. Who asked for it or holds it can sign in to see what changed, or to find another time.',
    ],
    linkText: 'Sign in to see it',
  },
  'booking-cancelled': {
    subject: 'Practice consultation: cancelled',
    paragraphs: [
      'The consultation below will not go ahead at this time.',
      'The entry in this message clears it from your calendar. Who asked for it can sign in to see why, and what happens next.',
    ],
    linkText: 'Sign in to see it',
  },
  'booking-moved-away': {
    subject: 'Practice consultation: passed to a colleague',
    paragraphs: [
      'A colleague will now hold the consultation below.',
      'You do not need to do anything. The entry in this message clears it from your calendar.',
    ],
    linkText: 'Sign in to see your consultations',
  },
  'attendee-taken-off': {
    subject: 'Practice consultation: you are no longer expected',
    paragraphs: [
      'You were asked to come to the consultation below. It goes ahead, and you no longer need to be there.',
      'You do not need to do anything. The entry in this message clears it from your calendar.',
    ],
    linkText: 'Sign in to see your consultations',
  },
  'record-owed': {
    subject: TASK,
    paragraphs: [
      'The time of a consultation of yours has passed.',
      'Sign in to say whether it was held, if you have not yet, and to write down what was discussed and agreed, so that your colleague can use it.',
    ],
    linkText: 'Sign in to write it',
  },
  'being-arranged': {
    subject: 'Practice consultation: we are arranging it',
    paragraphs: [
      'We have the request for a consultation, and we are arranging it.',
      'You do not need to do anything. We will write again as soon as a time is confirmed.',
    ],
    linkText: 'Sign in to see where it is',
  },
  'not-held': {
    subject: 'Practice consultation: it did not take place',
    paragraphs: [
      'We have been told that this consultation did not take place.',
      'Sign in to see what happens next. If it did take place, tell the lead of your programme.',
    ],
    linkText: 'Sign in to see where it is',
  },
  'turned-down': {
    subject: 'Practice consultation: an answer for you',
    paragraphs: [
      'There is an answer to your request for a consultation.',
      'Sign in to read it, and to see who else can help now.',
    ],
    linkText: 'Sign in to read it',
  },
  'record-shared': {
    subject: 'Practice consultation: ready to read',
    paragraphs: [
      'What was discussed and agreed in your consultation is ready to read.',
      'Sign in to read it, and to say whether you agree with it.',
    ],
    linkText: 'Sign in to read it',
  },
  'review-due': {
    subject: TASK,
    paragraphs: [
      'Some weeks have passed since your consultation. It is time to look back on what has changed.',
      'Sign in to answer a few short questions.',
    ],
    linkText: 'Sign in to look back',
  },
  'needs-the-lead': {
    subject: 'Practice consultation: one is waiting for you',
    paragraphs: [
      'We could not find a time and a colleague for this consultation, so it is with you.',
      'Sign in to see why, and to decide who takes it.',
    ],
    linkText: 'Sign in to decide',
  },
  'target-at-risk': {
    subject: 'Practice consultation: one may be late',
    paragraphs: [
      'This consultation may not be held by the day it should be.',
      'Sign in to see where it is, and to decide what happens next.',
    ],
    linkText: 'Sign in to decide',
  },
  'action-overdue-lead': {
    subject: TASK,
    paragraphs: [
      'Something that was agreed in a consultation has not been settled for a while. Its owner may need a hand.',
      'Sign in to see it, and to offer help.',
    ],
    linkText: 'Sign in to see it',
  },
  'job-failed': {
    subject: 'The service needs your attention',
    paragraphs: [
      'Something that the service should have done did not work, although it tried several times.',
      'Sign in to see which request it is about. The service keeps trying; you need to see that nobody is left waiting.',
    ],
    linkText: 'Sign in to see it',
  },
  'action-due-soon': {
    subject: TASK,
    paragraphs: [
      'Something that you agreed to do is due in the next few days.',
      'Sign in to see it. When it is done, or no longer needed, one press says so.',
    ],
    linkText: 'Sign in to see your task',
  },
  'action-due-today': {
    subject: TASK,
    paragraphs: [
      'Something that you agreed to do is due today.',
      'Sign in to see it. When it is done, or no longer needed, one press says so.',
    ],
    linkText: 'Sign in to see your task',
  },
  'action-overdue': {
    subject: TASK,
    paragraphs: [
      'Something that you agreed to do was due, and we have not heard how it went.',
      'Sign in to say that it is done, not done or no longer needed.',
    ],
    linkText: 'Sign in to see your task',
  },
};
