import { type LanguagePattern } from './language-pattern.js';

/** Words that make the harm smaller than it is. */
export const minimisingPatterns: readonly LanguagePattern[] = [
  {
    id: 'MI01',
    kind: 'minimising',
    pattern: String.raw`\banger\s+(?:issues?|management|problems?)\b|\blost\s+(?:his|her|their)\s+(?:temper|control)\b|\b(?:he|she)\s+snapped\b|\bshort\s+fuse\b`,
    flags: 'iu',
    example: 'he has anger issues',
    counterExample: 'issues with housing',
    prompt:
      'Does this person control their anger with other people? If so, what is the behaviour achieving at home?',
  },
  {
    id: 'MI02',
    kind: 'minimising',
    pattern: String.raw`\b(?:only|just|merely)\s+(?:verbal|shouting|emotional|words|a\s+push|pushing)\b|\bno\s+physical\s+(?:violence|abuse|harm)\b`,
    flags: 'iu',
    example: 'it was only verbal',
    counterExample: 'just arrived',
    prompt: 'What is the effect on the children and the other parent of the threats, monitoring or control?',
  },
  {
    id: 'MI03',
    kind: 'minimising',
    pattern: String.raw`\b(?:one[- ]off|isolated)\s+(?:incident|event|occurrence)\b|\bout\s+of\s+character\b`,
    flags: 'iu',
    example: 'an isolated incident',
    counterExample: 'isolated from friends',
    prompt:
      'What else is known, including earlier partners, other agencies and behaviour that is not criminal?',
  },
  {
    id: 'MI04',
    kind: 'minimising',
    pattern: String.raw`\b(?:low[- ]level|minor|mild|petty)\s+(?:dv|da|domestic\s+(?:abuse|violence)|incident|abuse|violence|assault)s?\b`,
    flags: 'iu',
    example: 'low-level domestic abuse',
    counterExample: 'minor child',
    prompt: 'What makes it low level to us, and would the survivor and children agree?',
  },
  {
    id: 'MI05',
    kind: 'minimising',
    pattern: String.raw`\b(?:otherwise\s+|really\s+)?(?:a\s+)?(?:good|great|loving|hands[- ]on)\s+(?:dad|father|daddy)\b`,
    flags: 'iu',
    example: 'otherwise a good father',
    counterExample: 'good housing',
    prompt:
      'Good parenting includes how you treat the other parent. What does this parent do that harms or helps the children?',
  },
  {
    id: 'MI06',
    kind: 'minimising',
    pattern: String.raw`\balcohol[- ]?(?:fuelled|related|induced)\b|\b(?:because|when|due\s+to)\s+(?:he\s+(?:is|was)\s+|being\s+|his\s+)?(?:drunk|drinking|intoxicated|stress(?:ed)?|mental\s+health)\b`,
    flags: 'iu',
    example: 'alcohol-fuelled incident',
    counterExample: 'drinking water',
    prompt:
      'What does the control look like when sober? Substance use or distress can add risk but does not explain a pattern.',
  },
  {
    id: 'MI07',
    kind: 'minimising',
    pattern: String.raw`\bchild(?:ren)?\s+(?:was|were|is|are)\s+(?:asleep|upstairs|in\s+bed|not\s+present|at\s+school|too\s+young)\b|\b(?:did\s+not|didn[’']?t)\s+witness\b`,
    flags: 'iu',
    example: 'the children were upstairs',
    counterExample: 'children were happy',
    prompt:
      'How do children live with the effects when they do not see it: fear, moves, money, their parent’s exhaustion?',
  },
  {
    id: 'MI08',
    kind: 'minimising',
    pattern: String.raw`\bhistoric(?:al)?\s+(?:dv|da|domestic\s+(?:abuse|violence)|abuse)\b|\b(?:now|have|has|since)\s+separated\b|\bno\s+longer\s+(?:together|in\s+a\s+relationship)\b`,
    flags: 'iu',
    example: 'they have separated',
    counterExample: 'separated the files',
    prompt:
      'What has the abusive parent done since separation (contact, courts, money, monitoring)? Risk often continues or rises.',
  },
  {
    id: 'MI09',
    kind: 'minimising',
    pattern: String.raw`\b(?:she|mother|mum|mom|victim)\s+(?:claims?|claimed|alleges?|alleged)\b|\balleged\s+victim\b`,
    flags: 'iu',
    example: 'she claims he hit her',
    counterExample: 'he claims benefits',
    prompt: 'Could this be "told us" or "reports"? Keep "alleged" for where the legal position needs it.',
  },
  {
    id: 'MI10',
    kind: 'minimising',
    pattern: String.raw`\brough\s+patch\b|\bups\s+and\s+downs\b|\bgoing\s+through\s+a\s+(?:difficult|tough|hard)\s+time\b`,
    flags: 'iu',
    example: 'going through a rough patch',
    counterExample: 'rough estimate',
    prompt: 'What has happened, to whom, and how often?',
  },
];
