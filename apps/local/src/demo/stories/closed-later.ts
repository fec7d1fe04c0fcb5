import { type Story } from './story.js';

/** Asked for soon after the beginning, followed up to the end and reviewed twelve weeks after they were held. */
export const closedLaterStories: readonly Story[] = [
  {
    by: 'tamsin',
    asked: [-78, '15:10'],
    ask: {
      caseReference: 'EF-2026-2105',
      children: { '10-15': 1 },
      stage: 'early-help',
      purposes: ['reflection', 'partner-with-the-survivor'],
      question:
        'I notice that I ask a lot of her and little of him, because she is the one who opens the door. I would like to think about how to share that out differently.',
    },
    answers: ['waits'],
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'Her former partner decides by silence: he does not answer about money, school or holidays until she gives in.',
          'survivors-efforts-for-safety':
            'She keeps every message, has told her manager at work, and makes sure their child has one calm weekend in two.',
          'language-agreed': 'Tasks in the plan carry his name as often as hers.',
        },
        actions: [
          {
            description: 'Write to him with two tasks of his own and a date to answer by.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { afterHeld: 4 },
            settled: ['done', 2],
          },
          {
            description: 'Tell her what we now ask of him, and take one task off her list.',
            owner: 'requester',
            about: 'survivor',
            due: { afterHeld: 4 },
            settled: ['done', 2],
          },
        ],
        review: {
          completed: true,
          planThen: 'early-help',
          planNow: 'closed',
          reReferral: 'no',
          engagement: 'expectations-set',
          childrensVoiceHeard: 'yes',
          confidence: 4,
          note: null,
        },
      },
    },
  },
  {
    by: 'xanthe',
    asked: [-77, '09:25'],
    ask: {
      caseReference: 'EF-2026-2106',
      children: { '0-4': 2 },
      stage: 'not-open',
      purposes: ['intersecting-needs', 'see-the-pattern'],
      question:
        'She asks for a move. The arrears in her name were run up by her partner, who kept the rent money. How do I show this as part of the abuse, so that the arrears do not count against her?',
    },
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'Economic abuse: he holds the cards, took out credit in her name and told neighbours that she gambles. He breaks the door lock when she has changed it.',
          'harm-to-the-children':
            'Three moves in two years; the cot is still in boxes because he says that they will not stay.',
          'survivors-efforts-for-safety':
            'She opened an account of her own, keeps copies of letters at the nursery, and asked us for help by herself.',
        },
        actions: [
          {
            description: 'Ask for a sanctuary assessment of the flat while the move is arranged.',
            owner: 'requester',
            about: 'survivor',
            pathway: 'housing',
            due: { afterHeld: 3 },
            settled: ['done', 0],
          },
          {
            description: 'Start the reciprocal move to another borough, keeping her tenancy.',
            owner: 'requester',
            about: 'system',
            pathway: 'housing-reciprocal',
            due: { afterHeld: 10 },
            settled: ['no-longer-needed', 4],
          },
          {
            description: 'Record the arrears as economic abuse by him in the tenancy file.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { afterHeld: 6 },
            settled: ['done', -1],
          },
        ],
        review: {
          completed: false,
          note: 'The family has moved to another authority, which has the record. We could not ask them.',
        },
      },
    },
  },
  {
    by: 'priya',
    asked: [-76, '13:20'],
    ask: {
      caseReference: 'EF-2026-2107',
      children: { '5-9': 1, '16-17': 1 },
      stage: 'initial-conference',
      purposes: ['prepare-for-a-conference'],
      question:
        'The conference is in seven working days. How do I set out the danger, and the strengths of the mother, so that the plan asks the person causing harm to change and does not ask her to control him?',
      decision: { inWorkingDays: 7, kind: 'conference' },
      attendees: ['hamza', 'fintan'],
    },
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'Her brother-in-law, who lives with them, watches the door and the phone for the wider family and reports to them.',
          'harm-to-the-children':
            'The older child has been told whom to marry and when. The younger one sleeps in the mother’s room with a chair under the handle.',
          'survivors-efforts-for-safety':
            'She kept both passports, told the school nurse, and sends the older child to a study group on the evenings that are worst.',
          'what-else-matters':
            'So-called honour-based abuse: no contact through the family, no interpreter from the same community.',
        },
        actions: [
          {
            description: 'Make the MARAC referral before the conference.',
            owner: 'requester',
            about: 'survivor',
            pathway: 'marac',
            due: { afterHeld: 1 },
            settled: ['done', 0],
          },
          {
            description: 'Ask police for a separate safety plan for the older child.',
            owner: 'dorian',
            about: 'child',
            due: { afterHeld: 3 },
            settled: ['done', -1],
          },
          {
            description:
              'Put what is expected of him, and what follows if it is not met, as the first point of the plan.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { afterHeld: 4 },
            settled: ['done', 0],
          },
        ],
        review: {
          completed: true,
          planThen: 'assessment',
          planNow: 'child-protection-plan',
          reReferral: 'no',
          engagement: 'spoken-to',
          childrensVoiceHeard: 'yes',
          confidence: 5,
          note: null,
        },
      },
    },
  },
  {
    by: 'mateo',
    asked: [-75, '10:50'],
    ask: {
      caseReference: 'EF-2026-2108',
      children: { '0-4': 1 },
      stage: 'child-in-need',
      purposes: ['partner-with-the-survivor'],
      question:
        'The father is the one who is being harmed: his partner hits him and tells him that nobody will believe a man. He cares for the baby. How do I partner with him without treating this as something that both do?',
      flags: ['pregnancy-or-baby'],
    },
    ends: {
      as: 'held',
      followUp: {
        record: {
          'pattern-of-coercive-control':
            'She injures him where it does not show, threatens to keep the baby from him, and rings his work to say that he is drunk.',
          'survivors-efforts-for-safety':
            'He does the night feeds, keeps the baby in another room when she starts, and has told his brother.',
          'language-agreed': '“She assaulted him while he held the baby”: who did what to whom.',
        },
        actions: [
          {
            description: 'Offer him an IDVA who works with men, and ask when it is safe to ring.',
            owner: 'requester',
            about: 'survivor',
            pathway: 'idva',
            due: { afterHeld: 2 },
            settled: ['done', 0],
          },
          {
            description: 'Meet her alone and set out what has to stop, with the health visitor.',
            owner: 'requester',
            about: 'person-causing-harm',
            due: { afterHeld: 8 },
            settled: ['done', 1],
          },
        ],
        review: {
          completed: true,
          planThen: 'child-in-need',
          planNow: 'child-in-need',
          reReferral: 'no',
          engagement: 'intervention-started',
          childrensVoiceHeard: 'partly',
          confidence: 4,
          note: null,
        },
      },
    },
  },
];
