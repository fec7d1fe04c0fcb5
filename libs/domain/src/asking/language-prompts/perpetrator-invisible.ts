import { type LanguagePattern } from './language-pattern.js';

/** Words that leave out the person causing harm. */
export const perpetratorInvisiblePatterns: readonly LanguagePattern[] = [
  {
    id: 'PI01',
    kind: 'perpetrator-invisible',
    pattern: String.raw`\b(?:she|mother|mum|mom|victim|he|child(?:ren)?)\s+(?:was|were|has\s+been|have\s+been|got)\s+(?:\w+ly\s+)?(?:assaulted|hit|punched|slapped|kicked|strangled|hurt|attacked|raped|threatened|abused|injured)\b(?!\s+by\b)`,
    flags: 'iu',
    example: 'Mum was assaulted at home',
    counterExample: 'she was assaulted by the father',
    prompt: 'Add who did it: begin the sentence with the person responsible.',
  },
  {
    id: 'PI02',
    kind: 'perpetrator-invisible',
    pattern: String.raw`\b(?:an?|the|another|further|several|\d+)\s+(?:\w+\s+)?incidents?\s+(?:occur(?:s|red)?|happened|took\s+place|of\s+(?:dv|da|domestic))|\bviolence\s+(?:broke\s+out|erupted|occurred)\b|\bthere\s+(?:was|has\s+been|have\s+been)\s+(?:an?\s+)?(?:incidents?|domestic\s+(?:abuse|violence)|dv|da|violence)\b`,
    flags: 'iu',
    example: 'there has been domestic abuse',
    counterExample: 'there was a meeting',
    prompt: 'Incidents do not happen by themselves. Who acted, what did they do and what did it achieve?',
  },
  {
    id: 'PI03',
    kind: 'perpetrator-invisible',
    pattern: String.raw`\b(?:dv|da|domestic\s+(?:abuse|violence))\s+(?:in|within)\s+the\s+(?:home|household|family|relationship)\b|\b(?:violent|abusive)\s+(?:home|household|family)\b`,
    flags: 'iu',
    example: 'domestic abuse in the home',
    counterExample: 'abuse in care',
    prompt: 'Name the person who brings the abuse into the home.',
  },
  {
    id: 'PI04',
    kind: 'perpetrator-invisible',
    pattern: String.raw`\b(?:child(?:ren)?|kids|son|daughter|baby|they)\b[^.]{0,25}\b(?:witness(?:ed|ing|es)?|(?:been\s+)?exposed\s+to)\s+(?:the\s+)?(?:dv|da|domestic\s+(?:abuse|violence)|violence|abuse|incidents?)\b`,
    flags: 'iu',
    example: 'the children witnessed domestic violence',
    counterExample: 'children witnessed the play',
    prompt:
      'Which parent chose to behave this way around the children, and how has it changed their daily life?',
  },
  {
    id: 'PI05',
    kind: 'perpetrator-invisible',
    pattern: String.raw`\b(?:father|dad|he)\s+(?:is|was|has\s+been|remains?)\s+(?:not\s+(?:involved|seen|spoken\s+to|engaged)|absent|hard\s+to\s+reach|unavailable)\b|\bunable\s+to\s+(?:engage|contact|locate)\s+(?:the\s+)?(?:father|dad)\b`,
    flags: 'iu',
    example: 'Father was not seen',
    counterExample: 'father is seen weekly',
    prompt:
      'What has been tried to reach him safely, what do other agencies hold, and how will the plan address his behaviour anyway?',
  },
  {
    id: 'PI06',
    kind: 'perpetrator-invisible',
    pattern: String.raw`\b(?:her|mother[’']?s|mum[’']?s)\s+(?:domestic\s+(?:abuse|violence)|dv|da)\b|\b(?:mother|mum|she)\s+has\s+a\s+history\s+of\s+(?:domestic\s+(?:abuse|violence)|dv|da)\b`,
    flags: 'iu',
    example: 'mother has a history of domestic violence',
    counterExample: 'mother has a history of asthma',
    prompt: 'Whose history is it? Record each person who has abused this parent and what they did.',
  },
  {
    id: 'PI07',
    kind: 'perpetrator-invisible',
    pattern: String.raw`\b(?:sustain(?:ed|s)|receiv(?:ed|es)|suffer(?:ed|s))\s+(?:\w+\s+){0,2}(?:injur(?:y|ies)|bruis(?:e|es|ing)|black\s+eye)\b`,
    flags: 'iu',
    example: 'she sustained injuries',
    counterExample: 'sustained effort',
    prompt: 'Who caused the injury and how?',
  },
  {
    id: 'PI08',
    kind: 'perpetrator-invisible',
    pattern: String.raw`\b(?:family|mother|mum|she|children)\s+(?:is|are|was|were)\s+(?:at\s+risk\s+of|experiencing|subject\s+to)\s+(?:dv|da|domestic\s+(?:abuse|violence))\b`,
    flags: 'iu',
    example: 'the family is experiencing domestic abuse',
    counterExample: 'family is experiencing hardship',
    prompt: 'Say whose behaviour creates the risk and what it consists of.',
  },
];
