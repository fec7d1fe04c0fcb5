import { type Heading } from '@case-consultation/domain';

/** What each heading asks for, in the language of supportive practice: it names who does what, and credits the survivor. */
export const HEADING_PROMPTS: Readonly<Record<Heading, string>> = {
  'pattern-of-coercive-control':
    'What has the person causing harm done, over time, to control or frighten? Name who does what: “he checks her phone”, rather than “there is conflict”.',
  'harm-to-the-children':
    'How have that person’s choices harmed the children, directly and through their day: sleep, school, money, home, time with family?',
  'survivors-efforts-for-safety':
    'What does the survivor already do to keep the children safe, steady and cared for? Include what may look like doing nothing.',
  'effect-on-each-child':
    'One line for each child, called A, B and so on: what each has seen or heard, and how each shows it.',
  'what-else-matters':
    'Substance use, mental health, culture, faith, money, housing, immigration: how does the person causing harm use them, and what support would help?',
  'language-agreed':
    'Words you agreed to use in notes, plans and reports, such as “he chose to …” or “she protected the children by …”.',
};
