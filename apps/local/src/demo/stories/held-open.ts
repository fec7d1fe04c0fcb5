import { type Story } from './story.js';

/** Held of late: actions that are due soon, today and overdue, a record not agreed yet, and one still to be written. */
export const heldOpenStories: readonly Story[] = [
  {
    by: 'rosalind',
    asked: [-32, '09:35'],
    ask: {
      caseReference: 'EF-2026-2115',
      children: { '10-15': 2, '16-17': 1 },
      stage: 'plo-court',
      purposes: ['contact-or-court', 'documentation'],
      question:
        'He brings application after application. How do we show the court that the applications are themselves part of the pattern?',
      decision: { inWorkingDays: 18, kind: 'court-hearing' },
    },
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'Litigation as a way to reach her: five applications in fourteen months, each within a week of a change in her life.',
          'effect-on-each-child':
            'A: refuses to be interviewed again. B: angry with everybody. C: speaks for the younger two.',
        },
        actions: [
          {
            description:
              'Set the dates of his applications beside the dates of her moves, work and appointments.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { fromToday: -8 },
          },
          {
            description: 'Ask for the children’s guardian to be told of the pattern.',
            owner: 'ingrid',
            about: 'system',
            due: { fromToday: -12 },
            settled: ['done', 1],
          },
        ],
      },
    },
  },
  {
    by: 'lowri',
    asked: [-25, '15:00'],
    ask: {
      caseReference: 'EF-2026-2116',
      children: { '5-9': 1 },
      stage: 'assessment',
      purposes: ['engage-the-person-causing-harm', 'see-the-pattern'],
      question:
        'He tells everybody that he is the one who is abused. How do I find out who does what to whom, and to what effect?',
    },
    answers: [{ declares: 'conflict' }],
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'Looked at over two years, one person has become smaller and one has not. He reports her each time after she has asked for something.',
          'language-agreed': '“He reported that …; the injuries and the messages show …”',
        },
        actions: [
          {
            description:
              'Go through the messages that she has kept, sorted by who decides and who is afraid.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { fromToday: -2 },
          },
          {
            description: 'Offer her a worker of her own.',
            owner: 'requester',
            about: 'survivor',
            pathway: 'idva',
            due: { fromToday: -5 },
            settled: ['done', 0],
          },
        ],
      },
    },
  },
  {
    by: 'yusuf',
    asked: [-20, '12:10'],
    ask: {
      caseReference: 'EF-2026-2117',
      children: { '10-15': 1 },
      stage: 'child-in-need',
      purposes: ['partner-with-the-survivor', 'reflection'],
      question:
        'The child has begun to speak to a teacher about home. What can school do that helps the child and does not make it harder for the mother?',
    },
    ends: {
      as: 'held',
      followUp: {
        record: {
          'harm-to-the-children':
            'A stays late at school on days that the step-father is off work, and has stopped bringing friends home.',
          'survivors-efforts-for-safety':
            'The mother arranged the breakfast club so that A leaves before he is up.',
          'effect-on-each-child':
            'A: tired, watchful, kind to younger pupils; wants to be asked and not to be pitied.',
        },
        actions: [
          {
            description: 'Name one adult in school, and let A choose who it is.',
            owner: 'requester',
            about: 'child',
            pathway: 'school',
            due: { fromToday: 1 },
          },
          {
            description:
              'Tell the social worker what the step-father has said to school staff, word for word.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { fromToday: 5 },
          },
        ],
      },
    },
  },
  {
    by: 'priya',
    asked: [-17, '10:45'],
    ask: {
      caseReference: 'EF-2026-2118',
      children: { unborn: 1 },
      stage: 'section-47',
      purposes: ['prepare-for-a-conference', 'see-the-pattern'],
      question:
        'Two earlier partners have described the same behaviour. How do I use that history at the pre-birth conference with respect for all three women?',
      decision: { inWorkingDays: 9, kind: 'conference' },
      flags: ['non-fatal-strangulation', 'pregnancy-or-baby'],
      gate: { significantHarm: true, referralMade: true },
    },
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'The same sequence with each partner: fast move-in, cut off from family, hands round the neck when she is pregnant.',
          'harm-to-the-children':
            'Danger to the unborn child is immediate; two older children no longer see him, on court order.',
          'survivors-efforts-for-safety':
            'She has kept all antenatal visits and told the midwife by pointing at a poster.',
        },
        actions: [
          {
            description: 'MARAC referral, with the strangulation named as such.',
            owner: 'requester',
            about: 'survivor',
            pathway: 'marac',
            due: { fromToday: -9 },
            settled: ['done', 0],
          },
          {
            description: 'Ask police about the history disclosure scheme, with her agreement.',
            owner: 'dorian',
            about: 'person-causing-harm',
            due: { fromToday: 0 },
          },
          {
            description: 'Plan the days around the birth with the ward, including who may visit.',
            owner: 'verity',
            about: 'survivor',
            pathway: 'health',
            due: { fromToday: 3 },
          },
        ],
      },
    },
  },
  {
    by: 'zelda',
    asked: [-14, '13:40'],
    ask: {
      caseReference: 'EF-2026-2119',
      children: { '5-9': 3 },
      stage: 'looked-after',
      purposes: ['reflection', 'see-the-pattern'],
      question:
        'I work with three siblings in care. Each remembers something different. How do I hold their three accounts, and their love for their mother, in one piece of work?',
    },
    ends: {
      as: 'held',
      followUp: {
        agreed: false,
        record: {
          'effect-on-each-child':
            'A: protects everybody. B: angry at the mother, which is safer than being angry at him. C: remembers sounds.',
          'survivors-efforts-for-safety':
            'The mother taught them a hiding game. They now know what it was for.',
        },
        actions: [
          {
            description:
              'Make a memory book with each child in which the father’s behaviour is named as his.',
            owner: 'requester',
            about: 'child',
            due: { fromToday: 9 },
          },
          {
            description: 'Tell the reviewing officer how he uses letters to the children.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { fromToday: 4 },
          },
        ],
      },
    },
  },
  {
    by: 'odhran',
    asked: [-8, '11:05'],
    ask: {
      caseReference: 'EF-2026-2120',
      children: { '0-4': 1, '10-15': 1 },
      stage: 'assessment',
      purposes: ['documentation', 'intersecting-needs'],
      question:
        'Both alcohol and violence are in the referral. How do I write about the two so that neither hides the other?',
      wantedFrom: -4,
    },
    ends: { as: 'held', followUp: null },
  },
];
