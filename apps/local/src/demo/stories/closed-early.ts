import { type Story } from './story.js';

/** Asked for at the very beginning, followed up to the end and reviewed twelve weeks after they were held. */
export const closedEarlyStories: readonly Story[] = [
  {
    by: 'lowri',
    asked: [-82, '09:40'],
    ask: {
      caseReference: 'EF-2026-2101',
      children: { '0-4': 1, '5-9': 1 },
      stage: 'assessment',
      purposes: ['see-the-pattern', 'documentation'],
      question:
        'I have eight police reports and each is written up on its own. I would like to put them together as one pattern of behaviour by the father, with what it does to each child, and to show what the mother does every day to keep them safe.',
    },
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'He checks her phone and the mileage of the car, decides when money is given out, and rings the school to say that she is unwell. The assaults follow when she makes a plan of her own. Each report is one step of the same pattern.',
          'harm-to-the-children':
            'The children plan their day around his mood. They have changed nursery and school because of rows that he started with staff.',
          'survivors-efforts-for-safety':
            'She keeps a bag at her sister’s, walks the children to school by the busy way, and lets the class teacher know by a word they agreed.',
          'effect-on-each-child':
            'A: wakes at night and asks who is at the door. B: has begun to tell A to be quiet before he comes home.',
          'language-agreed':
            '“He used violence towards her in front of the children”, in place of “violence in the family”.',
        },
        actions: [
          {
            description:
              'Write one chronology of his behaviour, sorted by tactic, with the effect on each child beside it.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { afterHeld: 8 },
            settled: ['done', -1],
          },
          {
            description: 'Offer her an IDVA, by the way of contact that she says is safe.',
            owner: 'requester',
            about: 'survivor',
            pathway: 'idva',
            due: { afterHeld: 3 },
            settled: ['done', 0],
          },
        ],
        review: {
          completed: true,
          planThen: 'assessment',
          planNow: 'child-in-need',
          reReferral: 'no',
          engagement: 'expectations-set',
          childrensVoiceHeard: 'yes',
          confidence: 4,
          note: 'The chronology went to the conference as it was. She said it was the first report in which she recognised her own life.',
        },
      },
    },
  },
  {
    by: 'odhran',
    asked: [-81, '14:05'],
    ask: {
      caseReference: 'EF-2026-2102',
      children: { '10-15': 2 },
      stage: 'section-47',
      purposes: ['engage-the-person-causing-harm'],
      question:
        'The father is calm and helpful with us and speaks about his own childhood. How do I keep our talk on what he does and on what has to change, and how do I do that without putting anybody at risk?',
      flags: ['threats-to-kill', 'escalation'],
      gate: { significantHarm: true, referralMade: true },
      attendees: ['hamza'],
    },
    ends: {
      as: 'held',
      followUp: {
        minutesLate: 5,
        record: {
          'pattern-of-coercive-control':
            'Charm with professionals, threats at home. He uses appointments to find out what she has told us, and punishes her for it afterwards.',
          'survivors-efforts-for-safety':
            'She agrees with him in front of us and rings back from work. That is protection, and it gives the children quiet evenings.',
          'what-else-matters':
            'He drinks, and plans the worst weekends around it. The drinking adds danger; it does not explain the choice of whom he frightens.',
          'language-agreed': '“He chooses to …” in the plan, with dates.',
        },
        actions: [
          {
            description:
              'See him separately, after she has been asked what is safe to say, with three expectations written down.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { afterHeld: 5 },
            settled: ['done', 1],
          },
          {
            description: 'Refer him to the programme and tell the partner support worker on the same day.',
            owner: 'requester',
            about: 'person-causing-harm',
            pathway: 'perpetrator-programme',
            due: { afterHeld: 10 },
            settled: ['not-done', 2],
          },
          {
            description: 'Ask each child, alone and through play, what helps on a bad day.',
            owner: 'requester',
            about: 'child',
            due: { afterHeld: 7 },
            settled: ['done', 0],
          },
        ],
        review: {
          completed: true,
          planThen: 'assessment',
          planNow: 'child-protection-plan',
          reReferral: 'no',
          engagement: 'intervention-offered',
          childrensVoiceHeard: 'yes',
          confidence: 4,
          note: null,
        },
      },
    },
  },
  {
    by: 'verity',
    asked: [-80, '10:15'],
    ask: {
      caseReference: 'EF-2026-2103',
      children: { unborn: 1, '0-4': 1 },
      stage: 'early-help',
      purposes: ['partner-with-the-survivor', 'intersecting-needs'],
      question:
        'At every visit her partner is there and answers for her. She has told me with one sentence that she is afraid. I would like to think about how to see her alone and how to build on what she already does.',
      flags: ['pregnancy-or-baby', 'survivor-very-frightened'],
    },
    answers: [{ declines: 'time-does-not-suit', reason: 'I am in court that morning.' }],
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'He comes to all appointments, holds the maternity notes and speaks for her. Her family is told that she does not want visits.',
          'harm-to-the-children':
            'The toddler is kept in the pram when the partner is at home. Antenatal care is patchy because he decides about lifts.',
          'survivors-efforts-for-safety':
            'She found a moment to tell us. She takes the toddler to the library on his work days, and hides the bus fare for it.',
          'what-else-matters':
            'English is her third language: an interpreter by phone, never a relative. Her leave to stay depends on him, as far as she knows.',
        },
        actions: [
          {
            description:
              'Book the next check at the clinic on a day on which every woman is seen alone for ten minutes.',
            owner: 'requester',
            about: 'survivor',
            pathway: 'health',
            due: { afterHeld: 4 },
            settled: ['done', -1],
          },
          {
            description:
              'Get immigration advice for her through Lantern Row, so that his word is not the only one she has.',
            owner: 'zelda',
            about: 'survivor',
            due: { afterHeld: 9 },
            settled: ['done', 3],
          },
          {
            description: 'Invite him to the fathers’ session and set out what we expect at visits.',
            owner: 'keziah',
            about: 'person-causing-harm',
            due: { afterHeld: 12 },
            settled: ['done', 0],
          },
        ],
        review: {
          completed: true,
          planThen: 'early-help',
          planNow: 'child-in-need',
          reReferral: 'no',
          engagement: 'spoken-to',
          childrensVoiceHeard: 'partly',
          confidence: 5,
          note: 'She now has advice of her own and a named midwife whom she rings.',
        },
      },
    },
  },
  {
    by: 'samir',
    asked: [-79, '11:30'],
    ask: {
      caseReference: 'EF-2026-2104',
      children: { '5-9': 2, '10-15': 1 },
      stage: 'plo-court',
      purposes: ['contact-or-court', 'documentation'],
      question:
        'The court has asked for our view on contact. How do I describe the father’s use of contact as a way of going on with the control, with evidence and without opinion?',
      decision: { inWorkingDays: 14, kind: 'court-hearing' },
    },
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'He asks the children about her flat and her work, keeps them late when she has plans, and has applied to court four times.',
          'effect-on-each-child':
            'A: stomach aches before contact days. B: carries messages and feels guilty. C: says as little as possible to everybody.',
          'language-agreed': '“He uses contact to …” followed by what, when and how we know.',
        },
        actions: [
          {
            description:
              'Draft the contact section with a table of dates, what he did, and what each child said or showed.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { afterHeld: 5 },
            settled: ['done', 0],
          },
          {
            description: 'Agree with the school who collects, and what is said when he rings.',
            owner: 'yusuf',
            about: 'child',
            pathway: 'school',
            due: { afterHeld: 6 },
            settled: ['done', -2],
          },
        ],
        review: {
          completed: true,
          planThen: 'child-protection-plan',
          planNow: 'child-in-need',
          reReferral: 'no',
          engagement: 'expectations-set',
          childrensVoiceHeard: 'yes',
          confidence: 5,
          note: null,
        },
      },
    },
  },
];
