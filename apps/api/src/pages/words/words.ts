import {
  type DecisionKind,
  type DeclineReason,
  type Mode,
  type NotHeldReason,
  type Priority,
  type Purpose,
  type Role,
  type Stage,
  type Status,
  type UnmetBecame,
  type UnmetKind,
  type WithLeadReason,
} from '@case-consultation/domain';
import { type ActionStatus, type About } from '@case-consultation/domain';
import { type Target } from '@case-consultation/features';

/** The closed lists as people read them on pages, each as a label that stands by itself. No code is ever shown. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  draft: 'Draft',
  waiting: 'Waiting',
  offered: 'Offered',
  booked: 'Booked',
  held: 'Held',
  closed: 'Closed',
  with_lead: 'With the lead',
  turned_down: 'Turned down',
  withdrawn: 'Withdrawn',
};

/** The colour of a GOV.UK tag; words always say it too. */
export const STATUS_TAGS: Readonly<Record<Status, string>> = {
  draft: 'govuk-tag--grey',
  waiting: 'govuk-tag--yellow',
  offered: 'govuk-tag--blue',
  booked: 'govuk-tag--green',
  held: 'govuk-tag--teal',
  closed: 'govuk-tag--grey',
  with_lead: 'govuk-tag--purple',
  turned_down: 'govuk-tag--grey',
  withdrawn: 'govuk-tag--grey',
};

/** How near a target is, as the board counts. */
export const TARGET_WORDS: Readonly<Record<Target, string>> = {
  past: 'Past target',
  near: 'Target near',
};

/** What is said of a time that is later than the target. */
export const AFTER_TARGET = 'After the target';
export const AFTER_TARGET_TAG = { text: AFTER_TARGET, classes: 'govuk-tag--red' };

export const PRIORITY_WORDS: Readonly<Record<Priority, string>> = {
  P1: 'Priority 1, most urgent',
  P2: 'Priority 2, soon',
  P3: 'Priority 3, usual',
};

/** Where there is little room, such as in a table whose heading says “Priority”. */
export const PRIORITY_SHORT: Readonly<Record<Priority, string>> = {
  P1: '1, most urgent',
  P2: '2, soon',
  P3: '3, usual',
};

export const MODE_WORDS: Readonly<Record<Mode, string>> = {
  video: 'Video call',
  phone: 'Phone call',
  'in-person': 'In person',
};

export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  'contact-mash': 'Contact or MASH',
  assessment: 'Assessment',
  'section-47': 'Section 47 enquiry',
  'initial-conference': 'Initial child protection conference',
  'child-protection-plan': 'Child protection plan',
  'child-in-need': 'Child in need plan',
  'plo-court': 'Public Law Outline or court',
  'looked-after': 'Looked after',
  'early-help': 'Early help',
  'not-open': 'Not open to children’s social care',
};

export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  'see-the-pattern': 'See the pattern of behaviour',
  'prepare-for-a-conference': 'Prepare for a conference',
  'partner-with-the-survivor': 'Partner with the survivor',
  'engage-the-person-causing-harm': 'Engage the person causing harm',
  documentation: 'Documentation and the words we use',
  'contact-or-court': 'Contact or court',
  'intersecting-needs': 'Needs that come together, such as substance use or mental health',
  reflection: 'Reflection',
};

export const DECISION_WORDS: Readonly<Record<DecisionKind, string>> = {
  'strategy-discussion': 'Strategy discussion',
  conference: 'Conference',
  review: 'Review',
  'court-hearing': 'Court hearing',
  panel: 'Panel',
  other: 'Something else',
};

export const DECLINE_WORDS: Readonly<Record<DeclineReason, string>> = {
  'time-does-not-suit': 'The time does not suit me',
  'no-room-this-week': 'I have no room that week',
  'not-the-right-person': 'I am not the right person for this',
  other: 'Something else',
};

export const NOT_HELD_WORDS: Readonly<Record<NotHeldReason, string>> = {
  requester: 'The practitioner could not come',
  consultant: 'I could not come',
  logistics: 'Something else got in the way, such as the line or the room',
};

/** The same reasons as somebody else reads them who looks at many. */
export const DECLINED_BECAUSE_WORDS: Readonly<Record<DeclineReason, string>> = {
  'time-does-not-suit': 'the time does not suit',
  'no-room-this-week': 'no room that week',
  'not-the-right-person': 'not the right person',
  other: 'something else',
};

export const NOT_HELD_BECAUSE_WORDS: Readonly<Record<NotHeldReason, string>> = {
  requester: 'The practitioner could not come',
  consultant: 'The consultant could not come',
  logistics: 'Something else got in the way',
};

export const UNMET_WORDS: Readonly<Record<UnmetKind, string>> = {
  'no-acceptable-time': 'No time suited',
  abandoned: 'Left when no time suited',
  'nobody-eligible': 'Nobody who fits was free',
  'out-of-area': 'Out of our area',
  'turned-down': 'Turned down',
};

/** What became of a request whose need was once not met. */
export const UNMET_BECAME_WORDS: Readonly<Record<UnmetBecame, string>> = {
  held: 'Held since',
  booked: 'Booked since',
  open: 'Still looking',
  'not-sent': 'Not sent yet',
  ended: 'Ended without one',
};

export const WITH_LEAD_WORDS: Readonly<Record<WithLeadReason, string>> = {
  'nobody-fits': 'Nobody who fits was free',
  'target-at-risk': 'The target is at risk',
  'taken-over': 'The lead took it over',
  restricted: 'Someone in the family works for a partner agency',
};

export const ABOUT_WORDS: Readonly<Record<About, string>> = {
  'person-causing-harm': 'The person causing harm',
  survivor: 'The survivor',
  child: 'A child',
  system: 'How agencies work',
};

export const ACTION_STATUS_WORDS: Readonly<Record<ActionStatus, string>> = {
  open: 'Open',
  done: 'Done',
  'not-done': 'Not done',
  'no-longer-needed': 'No longer needed',
};

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  practitioner: 'Practitioner',
  champion: 'Champion',
  lead: 'Lead',
  administrator: 'Administrator',
  steering: 'Steering',
  auditor: 'Auditor',
};
