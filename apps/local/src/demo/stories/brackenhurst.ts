import { type Story } from './story.js';

/** What the second programme has going on. */
export const brackenhurstStories: readonly Story[] = [
  {
    by: 'clover',
    asked: [-18, '10:00'],
    ask: {
      caseReference: 'BR104201',
      children: { '5-9': 1 },
      stage: 'child-in-need',
      purposes: ['reflection'],
      question:
        'How do I keep the father’s choices in the plan when he is never there at the times of our visits?',
    },
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control': 'He decides who may visit and when, and is away when we come.',
          'survivors-efforts-for-safety': 'She meets us at the school gate, which she chose.',
        },
        actions: [
          {
            description: 'Write to him with a time and a place of our choosing.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { fromToday: 2 },
          },
        ],
      },
    },
  },
  {
    by: 'clover',
    asked: [-3, '10:30'],
    ask: {
      caseReference: 'BR104202',
      children: { '0-4': 1 },
      stage: 'assessment',
      purposes: ['see-the-pattern'],
      question: 'Three services each know a part. I would like to put the parts together.',
      wantedFrom: 3,
    },
    ends: { as: 'booked' },
  },
];
