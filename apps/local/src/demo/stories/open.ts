import { type Story } from './story.js';

/** Booked for this week and the next. */
export const bookedStories: readonly Story[] = [
  {
    by: 'tamsin',
    asked: [-5, '09:30'],
    ask: {
      caseReference: 'EF-2026-2131',
      children: { '5-9': 2 },
      stage: 'early-help',
      purposes: ['engage-the-person-causing-harm'],
      question:
        'He would like to take part in the family plan. What do I ask of him first, and how will I know that it is more than words?',
      wantedFrom: 1,
    },
    ends: { as: 'booked' },
  },
  {
    by: 'quentin',
    asked: [-4, '10:20'],
    ask: {
      caseReference: 'EF-2026-2112',
      children: { '10-15': 1, '5-9': 1 },
      stage: 'child-protection-plan',
      purposes: ['engage-the-person-causing-harm', 'see-the-pattern'],
      question:
        'We spoke about this family some weeks ago. He has come back into view, with presents for the children. I would like to think again about what he is doing.',
      wantedFrom: 2,
    },
    ends: { as: 'booked' },
  },
  {
    by: 'samir',
    asked: [-6, '14:15'],
    ask: {
      caseReference: 'EF-2026-2132',
      children: { '10-15': 1 },
      stage: 'child-protection-plan',
      purposes: ['documentation', 'prepare-for-a-conference'],
      question:
        'The review conference will ask what has changed. I would like to separate what he has changed from what she has made safer by herself.',
      wantedFrom: 2,
    },
    changes: [{ moved: 'a later time', reason: 'The children are seen at that time after all.' }],
    ends: { as: 'booked' },
  },
  {
    by: 'nadia',
    asked: [-4, '11:50'],
    ask: {
      caseReference: 'EF-2026-2133',
      children: { '0-4': 1 },
      stage: 'assessment',
      purposes: ['intersecting-needs', 'see-the-pattern'],
      question:
        'The mother has a learning disability and he is also her carer. What does control look like here, and who else could give the care?',
      accessNeeds: 'Please speak slowly and leave time: I lip-read.',
      wantedFrom: 3,
    },
    ends: { as: 'booked' },
  },
  {
    by: 'greta',
    asked: [-4, '15:20'],
    ask: {
      caseReference: 'EF-2026-2134',
      children: { '5-9': 1 },
      stage: 'assessment',
      purposes: ['reflection', 'partner-with-the-survivor'],
      question:
        'The person causing harm works for one of our partners. How do we keep what she tells us away from him, and treat him as we would treat anybody?',
      restricted: true,
      wantedFrom: 4,
    },
    ends: { as: 'booked' },
  },
  {
    by: 'xanthe',
    asked: [-3, '09:45'],
    ask: {
      caseReference: 'EF-2026-2135',
      children: { '0-4': 1, '5-9': 1, '10-15': 1 },
      stage: 'child-in-need',
      purposes: ['intersecting-needs', 'partner-with-the-survivor'],
      question:
        'She is to be rehoused with three children. What do I plan for in the first weeks after the move, when he looks for her?',
      flags: ['separation', 'stalking'],
      attendees: ['zelda'],
      wantedFrom: 5,
    },
    ends: { as: 'booked' },
  },
  {
    by: 'hamza',
    asked: [-2, '10:10'],
    ask: {
      caseReference: 'EF-2026-2136',
      children: { '0-4': 2 },
      stage: 'section-47',
      purposes: ['see-the-pattern', 'prepare-for-a-conference'],
      question:
        'He has been arrested and may be released this week. How do I plan for the day of release with her, with police and with the nursery?',
      flags: ['threats-to-kill', 'weapon', 'release-or-order-ending'],
      gate: { significantHarm: true, referralMade: true, highRiskLast14Days: true },
      wantedFrom: 1,
    },
    ends: { as: 'booked' },
  },
];

/** Still looking for somebody: offered, or with the lead. */
export const waitingStories: readonly Story[] = [
  {
    by: 'verity',
    asked: [-1, '14:50'],
    ask: {
      caseReference: 'EF-2026-2141',
      children: { '0-4': 1 },
      stage: 'early-help',
      purposes: ['partner-with-the-survivor'],
      question:
        'She says no to every service we offer and yes to every home visit. What does she need from me that I have not asked about?',
      mode: 'phone',
      wantedFrom: 4,
    },
    ends: { as: 'offered' },
  },
  {
    by: 'mateo',
    asked: [-2, '10:35'],
    ask: {
      caseReference: 'EF-2026-2142',
      children: { '10-15': 2 },
      stage: 'assessment',
      purposes: ['engage-the-person-causing-harm', 'reflection'],
      question:
        'I am to meet him for the first time. I would like to prepare what I ask and how I end the talk if it turns.',
      mode: 'phone',
      wantedFrom: 3,
    },
    answers: [{ declines: 'no-room-this-week', reason: 'I am training on both of my days.' }],
    ends: { as: 'offered' },
  },
  {
    by: 'lowri',
    asked: [-3, '16:05'],
    ask: {
      caseReference: 'EF-2026-2143',
      children: { '5-9': 1, '0-4': 1 },
      stage: 'child-in-need',
      purposes: ['see-the-pattern', 'documentation'],
      question:
        'A new worker takes over from me. How do I hand over the pattern so that she need not begin with the last event?',
      mode: 'phone',
      wantedFrom: 5,
    },
    answers: ['waits'],
    ends: { as: 'offered' },
  },
  {
    by: 'ingrid',
    asked: [-2, '13:15'],
    ask: {
      caseReference: 'EF-2026-2144',
      children: { '10-15': 1 },
      stage: 'child-protection-plan',
      purposes: ['reflection'],
      question:
        'Somebody in the family works beside us. I would like to think about this with one person only.',
      restricted: true,
      notToBeSeenBy: ['ottoline'],
    },
    ends: { as: 'with-lead' },
  },
  {
    by: 'rosalind',
    asked: [-1, '11:25'],
    ask: {
      caseReference: 'EF-2026-2145',
      children: { '5-9': 2 },
      stage: 'plo-court',
      purposes: ['contact-or-court'],
      question:
        'I would like to go through my statement on paper, side by side with somebody who knows the court.',
      mode: 'in-person',
      notToBeSeenBy: ['fintan'],
    },
    ends: { as: 'with-lead' },
  },
  // Kept to the lead, who holds nothing in person: one is past its target, of the other it is tomorrow.
  {
    by: 'keziah',
    asked: [-6, '10:15'],
    ask: {
      caseReference: 'EF-2026-2147',
      children: { '0-4': 2 },
      stage: 'section-47',
      purposes: ['see-the-pattern', 'partner-with-the-survivor'],
      question:
        'He works for one of the services around this family and hears what we plan. How do I speak with her safely, and who has to know?',
      flags: ['threats-to-kill', 'stalking'],
      gate: { significantHarm: true, referralMade: true, highRiskLast14Days: true },
      mode: 'in-person',
      restricted: true,
    },
    ends: { as: 'with-lead' },
  },
  {
    by: 'jago',
    asked: [-4, '13:40'],
    ask: {
      caseReference: 'EF-2026-2148',
      children: { '5-9': 1 },
      stage: 'initial-conference',
      purposes: ['prepare-for-a-conference'],
      question:
        'A colleague is family to the person causing harm. I would like to sit down with one person, on paper, and prepare what I say at the conference.',
      decision: { inWorkingDays: 8, kind: 'conference' },
      mode: 'in-person',
      restricted: true,
    },
    ends: { as: 'with-lead' },
  },
];

/** The last one in, which waits for the worker to route it. */
export const justAsked: Story = {
  by: 'jago',
  asked: [0, '09:00'],
  ask: {
    caseReference: 'EF-2026-2146',
    children: { '5-9': 1, '10-15': 1 },
    stage: 'early-help',
    purposes: ['reflection', 'see-the-pattern'],
    question:
      'My worker is frightened of this father. How do I support her so that the family is still seen and she is safe?',
    mode: 'phone',
  },
  ends: { as: 'just-asked' },
};
