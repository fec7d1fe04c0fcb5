import { type Story } from './story.js';

/** Held and being followed up: actions done, due soon and overdue, a record that is owed, a review that is due. */
export const heldStories: readonly Story[] = [
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
          'pattern-of-coercive-control': 'He lets the children ring her crying, threatens to hurt himself, and stops the money. Going back has each time been her way to end a danger that he made.',
          'survivors-efforts-for-safety': 'She plans every return around the children’s exams and keeps her room at her aunt’s.',
        },
        actions: [
          {
            description: 'Plan the next separation with her and Lantern Row, including what he is likely to do in the first week.',
            owner: 'requester',
            about: 'survivor',
            pathway: 'refuge',
            due: { afterHeld: 6 },
            settled: ['done', 1],
          },
          {
            description: 'Agree with police how threats to harm himself are answered, so that it is not left to her.',
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
      question: 'He has stopped answering our letters since the plan was made. What are our options to keep him in view and answerable?',
    },
    changes: [{ moved: 'a later time', reason: 'A strategy discussion was put into that hour.' }],
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control': 'Absence is a tactic here: he is seen by nobody and decides everything by phone.',
          'harm-to-the-children': 'They do not know when he will turn up. The older one checks the window every evening.',
        },
        actions: [
          {
            description: 'Ask probation and the GP service what they see of him, under the information sharing agreement.',
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
      question: 'The nursery is worried, the parents say that all is well. What would I look for before I decide that there is no pattern?',
    },
    changes: [{ cancelledBy: 'consultant', reason: 'I am ill today. I am sorry.' }],
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control': 'Small things that point one way: he does all the talking, she is never reached by phone, her sister has been told not to call.',
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
      question: 'She lives with depression and is afraid that asking for help will be used against her. How can I support her as the parent who keeps the children safe?',
    },
    changes: [{ notHeld: 'logistics', next: 'rebook' }],
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control': 'He tells her, and tells us, that she is an unfit mother. He keeps back her tablets before appointments.',
          'survivors-efforts-for-safety': 'She asked for help, goes to the group, and the children’s routines have held through all of it.',
          'what-else-matters': 'Her health is affected by what he does; treatment and safety are planned together.',
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
  {
    by: 'rosalind',
    asked: [-32, '09:35'],
    ask: {
      caseReference: 'EF-2026-2115',
      children: { '10-15': 2, '16-17': 1 },
      stage: 'plo-court',
      purposes: ['contact-or-court', 'documentation'],
      question: 'He brings application after application. How do we show the court that the applications are themselves part of the pattern?',
      decision: { inWorkingDays: 18, kind: 'court-hearing' },
    },
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control': 'Litigation as a way to reach her: five applications in fourteen months, each within a week of a change in her life.',
          'effect-on-each-child': 'A: refuses to be interviewed again. B: angry with everybody. C: speaks for the younger two.',
        },
        actions: [
          {
            description: 'Set the dates of his applications beside the dates of her moves, work and appointments.',
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
      question: 'He tells everybody that he is the one who is abused. How do I find out who does what to whom, and to what effect?',
    },
    answers: [{ declares: 'conflict' }],
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control': 'Looked at over two years, one person has become smaller and one has not. He reports her each time after she has asked for something.',
          'language-agreed': '“He reported that …; the injuries and the messages show …”',
        },
        actions: [
          {
            description: 'Go through the messages that she has kept, sorted by who decides and who is afraid.',
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
      question: 'The child has begun to speak to a teacher about home. What can school do that helps the child and does not make it harder for the mother?',
    },
    ends: {
      as: 'held',
      followUp: {
        record: {
          'harm-to-the-children': 'A stays late at school on days that the step-father is off work, and has stopped bringing friends home.',
          'survivors-efforts-for-safety': 'The mother arranged the breakfast club so that A leaves before he is up.',
          'effect-on-each-child': 'A: tired, watchful, kind to younger pupils; wants to be asked and not to be pitied.',
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
            description: 'Tell the social worker what the step-father has said to school staff, word for word.',
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
      question: 'Two earlier partners have described the same behaviour. How do I use that history at the pre-birth conference with respect for all three women?',
      decision: { inWorkingDays: 9, kind: 'conference' },
      flags: ['non-fatal-strangulation', 'pregnancy-or-baby'],
      gate: { significantHarm: true, referralMade: true },
    },
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control': 'The same sequence with each partner: fast move-in, cut off from family, hands round the neck when she is pregnant.',
          'harm-to-the-children': 'Danger to the unborn child is immediate; two older children no longer see him, on court order.',
          'survivors-efforts-for-safety': 'She has kept all antenatal visits and told the midwife by pointing at a poster.',
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
      question: 'I work with three siblings in care. Each remembers something different. How do I hold their three accounts, and their love for their mother, in one piece of work?',
    },
    ends: {
      as: 'held',
      followUp: {
        agreed: false,
        record: {
          'effect-on-each-child': 'A: protects everybody. B: angry at the mother, which is safer than being angry at him. C: remembers sounds.',
          'survivors-efforts-for-safety': 'The mother taught them a hiding game. They now know what it was for.',
        },
        actions: [
          {
            description: 'Make a memory book with each child in which the father’s behaviour is named as his.',
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
      question: 'Both alcohol and violence are in the referral. How do I write about the two so that neither hides the other?',
      wantedFrom: -4,
    },
    ends: { as: 'held', followUp: null },
  },
];
