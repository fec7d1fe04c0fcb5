import { type Story } from './story.js';

/** Held some time ago and nearly all done; what is still to come is the review. */
export const heldSettledStories: readonly Story[] = [
  {
    by: 'nadia',
    asked: [-70, '09:50'],
    ask: {
      caseReference: 'EF-2026-2111',
      children: { '5-9': 2 },
      stage: 'assessment',
      purposes: ['see-the-pattern', 'partner-with-the-survivor'],
      question:
        'She has gone back to him three times after he promised to move out. I would like to understand what he does to bring that about, and what would have to be different for her and the children.',
      flags: ['separation'],
    },
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'He lets the children ring her crying, threatens to hurt himself, and stops the money. Going back has each time been her way to end a danger that he made.',
          'survivors-efforts-for-safety':
            'She plans every return around the children’s exams and keeps her room at her aunt’s.',
        },
        actions: [
          {
            description:
              'Plan the next separation with her and Lantern Row, including what he is likely to do in the first week.',
            owner: 'requester',
            about: 'survivor',
            pathway: 'refuge',
            due: { afterHeld: 6 },
            settled: ['done', 1],
          },
          {
            description:
              'Agree with police how threats to harm himself are answered, so that it is not left to her.',
            owner: 'dorian',
            about: 'person-causing-harm',
            due: { afterHeld: 8 },
            settled: ['done', 0],
          },
        ],
      },
    },
  },
  {
    by: 'quentin',
    asked: [-52, '10:05'],
    ask: {
      caseReference: 'EF-2026-2112',
      children: { '10-15': 1, '5-9': 1 },
      stage: 'child-protection-plan',
      purposes: ['engage-the-person-causing-harm', 'reflection'],
      question:
        'He has stopped answering our letters since the plan was made. What are our options to keep him in view and answerable?',
    },
    changes: [{ moved: 'a later time', reason: 'A strategy discussion was put into that hour.' }],
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'Absence is a tactic here: he is seen by nobody and decides everything by phone.',
          'harm-to-the-children':
            'They do not know when he will turn up. The older one checks the window every evening.',
        },
        actions: [
          {
            description:
              'Ask probation and the GP service what they see of him, under the information sharing agreement.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { afterHeld: 7 },
            settled: ['done', 0],
          },
          {
            description: 'Bring his absence to the core group as a fact about risk.',
            owner: 'ingrid',
            about: 'system',
            due: { afterHeld: 10 },
            settled: ['done', 2],
          },
        ],
      },
    },
  },
  {
    by: 'ulric',
    asked: [-40, '14:30'],
    ask: {
      caseReference: 'EF-2026-2113',
      children: { '0-4': 1, '5-9': 1 },
      stage: 'early-help',
      purposes: ['see-the-pattern'],
      question:
        'The nursery is worried, the parents say that all is well. What would I look for before I decide that there is no pattern?',
    },
    changes: [{ cancelledBy: 'consultant', reason: 'I am ill today. I am sorry.' }],
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'Small things that point one way: he does all the talking, she is never reached by phone, her sister has been told not to call.',
          'effect-on-each-child': 'A: very still when he is in the room. B: looks after A.',
        },
        actions: [
          {
            description: 'See her alone at the nursery’s open morning.',
            owner: 'requester',
            about: 'survivor',
            due: { afterHeld: 6 },
            settled: ['done', 3],
          },
          {
            description: 'Meet him about his part in the family plan.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { afterHeld: 9 },
            settled: ['not-done', 4],
          },
          {
            description: 'Ask for a speech and language check.',
            owner: 'requester',
            about: 'child',
            due: { afterHeld: 12 },
            settled: ['no-longer-needed', -3],
          },
        ],
      },
    },
  },
  {
    by: 'wilfred',
    asked: [-45, '11:15'],
    ask: {
      caseReference: 'EF-2026-2114',
      children: { '0-4': 2 },
      stage: 'child-in-need',
      purposes: ['partner-with-the-survivor', 'intersecting-needs'],
      question:
        'She lives with depression and is afraid that asking for help will be used against her. How can I support her as the parent who keeps the children safe?',
    },
    changes: [{ notHeld: 'logistics', next: 'rebook' }],
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'He tells her, and tells us, that she is an unfit mother. He keeps back her tablets before appointments.',
          'survivors-efforts-for-safety':
            'She asked for help, goes to the group, and the children’s routines have held through all of it.',
          'what-else-matters':
            'Her health is affected by what he does; treatment and safety are planned together.',
        },
        actions: [
          {
            description: 'Write to her GP service with her, naming what he does and what helps.',
            owner: 'requester',
            about: 'survivor',
            pathway: 'health',
            due: { afterHeld: 5 },
            settled: ['done', 0],
          },
          {
            description: 'Say to him what the service has seen and what it expects.',
            owner: 'keziah',
            about: 'person-causing-harm',
            due: { fromToday: 7 },
          },
        ],
      },
    },
  },
];
