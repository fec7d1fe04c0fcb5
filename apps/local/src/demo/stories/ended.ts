import { type Story } from './story.js';

/** Over without having been held, and drafts that are still being written. */
export const endedStories: readonly Story[] = [
  {
    by: 'wilfred',
    asked: [-48, '09:55'],
    ask: {
      caseReference: 'EF-2026-2151',
      children: { '0-4': 1 },
      stage: 'early-help',
      purposes: ['reflection'],
      question: 'What do I say when a father asks me what she has told me?',
    },
    changes: [{ notHeld: 'requester', next: 'close' }],
    ends: { as: 'not-held' },
  },
  {
    by: 'ulric',
    asked: [-22, '10:40'],
    ask: {
      caseReference: 'EF-2026-2152',
      children: { '16-17': 1 },
      stage: 'not-open',
      purposes: ['reflection', 'see-the-pattern'],
      question:
        'A young person I used to work with has moved away and still writes to me about a frightening partner.',
      restricted: true,
      notToBeSeenBy: ['ottoline'],
    },
    ends: {
      as: 'turned-down',
      reason: 'The young person lives in another authority now, so our programme cannot hold this one.',
      signpost:
        'Please ring the MASH of that authority today; ours will give you the number. I can help you with the call.',
      outOfArea: true,
    },
  },
  {
    by: 'samir',
    asked: [-15, '11:35'],
    ask: {
      caseReference: 'EF-2026-2153',
      children: { '5-9': 1 },
      stage: 'child-in-need',
      purposes: ['documentation'],
      question: 'How do I word the letter to him after the meeting?',
      mode: 'phone',
      wantedFrom: -10,
    },
    ends: { as: 'withdrawn', reason: 'My manager and I found the words together. Thank you.' },
  },
  {
    by: 'nadia',
    asked: [-29, '14:40'],
    ask: {
      caseReference: 'EF-2026-2154',
      children: { '0-4': 1 },
      stage: 'assessment',
      purposes: ['see-the-pattern'],
      question: 'I would like a second view on three reports that do not fit together.',
      mode: 'phone',
      wantedFrom: -24,
    },
    ends: { as: 'withdrawn', reason: 'The family has a new worker, who will ask when she has met them.' },
  },
  {
    by: 'tamsin',
    asked: [-6, '16:10'],
    ask: {
      caseReference: 'EF-2026-2155',
      children: { '10-15': 1 },
      stage: 'early-help',
      purposes: ['partner-with-the-survivor'],
      question: 'She has asked me to be there when she tells her daughter.',
    },
    ends: { as: 'draft', without: ['question', 'purposes'] },
  },
  {
    by: 'priya',
    asked: [-1, '15:45'],
    ask: {
      caseReference: 'EF-2026-2156',
      children: { '0-4': 1, '5-9': 1 },
      stage: 'assessment',
      purposes: ['see-the-pattern'],
      question:
        'What am I not seeing? His account is smooth and hers has gaps, and I know that fear makes gaps.',
    },
    ends: { as: 'draft', without: [] },
  },
  {
    by: 'keziah',
    asked: [-1, '12:30'],
    ask: {
      caseReference: 'EF-2026-2157',
      children: { '0-4': 1 },
      stage: 'contact-mash',
      purposes: ['see-the-pattern'],
      question: 'To be written once the referral is made.',
      gate: { significantHarm: true },
    },
    ends: { as: 'draft', without: ['stage', 'purposes', 'question', 'caseReference'] },
  },
  {
    by: 'keziah',
    asked: [-17, '11:15'],
    ask: {
      caseReference: 'EF-2026-2158',
      children: { '5-9': 1 },
      stage: 'early-help',
      purposes: ['reflection'],
      question: 'How do I speak with a grandmother who has taken on so much?',
    },
    ends: { as: 'draft', without: ['question'], noTimeSuited: true },
  },
];
