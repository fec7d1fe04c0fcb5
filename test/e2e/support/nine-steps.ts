import { type PersonAtScreen } from './person-at-screen.js';

/** The times that are asked for, as they read on the page. */
export const FIRST_CHOICE = 'Wednesday 3 March 2027, 11:00am to midday';
export const SECOND_CHOICE = 'Thursday 4 March 2027, 2:00pm to 3:00pm';

export const QUESTION = 'How do I keep his behaviour in view, and credit what she does for the children?';

const SAVE = 'Save and continue';

const FLAGS = [
  'Non-fatal strangulation',
  'Threats to kill',
  'Stalking',
  'Separation, now or planned',
  'Escalation',
  'A weapon used, shown or within reach',
  'Pregnancy, or a baby under 1',
  'The person causing harm threatens suicide',
  'Threats to take or harm a child',
  'So-called honour-based abuse',
  'A release from prison, or an order ending, within 14 days',
];

/** From the home page to the first of the nine steps. */
export async function beginsToAsk(person: PersonAtScreen): Promise<void> {
  await person.presses('Ask for a consultation');
  await person.reads('Ask for a case consultation');
  await person.presses('Start now');
  await person.reads('Your request');
  await person.says(/You have completed 0 of 8 steps/);
  await person.follows('Safety first');
  await person.reads('Safety first');
}

/** Answers the safety questions; nothing has to come first. */
export async function answersSafety(person: PersonAtScreen): Promise<void> {
  for (const question of [
    'Is anyone in immediate danger now?',
    'Could a child be suffering, or be likely to suffer, significant harm?',
    'Has a referral to the MASH been made, or is children’s social care working with the family?',
    'Has the risk been assessed as high in the last 14 days?',
  ])
    await person.chooses('No', question);
  await person.presses(SAVE);
}

/** All nine steps as somebody does them who has never done them: with a slip on every page that can have one. */
export async function asksForTheFirstTime(person: PersonAtScreen): Promise<void> {
  await beginsToAsk(person);
  await findsTheReferralFirst(person);
  await saysWhoAsks(person);
  await saysWhichCase(person);
  await answersTheFlags(person);
  await saysWhatFor(person);
  await saysWhoMustNotSeeIt(person);
  await choosesTimes(person);
  await checksAndSends(person);
}

async function findsTheReferralFirst(person: PersonAtScreen): Promise<void> {
  await person.presses(SAVE);
  await person.reads('Safety first', {
    errors: [
      'Select yes if anyone is in immediate danger now',
      'Select yes if a child could be suffering significant harm',
      'Select yes if a referral has been made',
      'Select yes if the risk has been assessed as high in the last 14 days',
    ],
  });
  await person.chooses('No', /immediate danger/);
  await person.chooses('Yes', /significant harm/);
  await person.chooses('No', /referral to the MASH/);
  await person.chooses('No', /high in the last 14 days/);
  await person.presses(SAVE);
  await person.reads('Make a referral first');
  await person.says(/Elmbrook MASH/);
  await person.presses('Change my answers');
  await person.reads('Safety first');
  await person.chooses('No', /significant harm/);
  await person.presses(SAVE);
}

async function saysWhoAsks(person: PersonAtScreen): Promise<void> {
  await person.reads('Which agency are you asking for?');
  await person.presses(SAVE);
  await person.reads('Which team are you asking for?');
  await person.presses(SAVE);
  await person.reads('Who else will join you?');
  await person.types(/^Colleague 1/, 'sam@home.example.com');
  await person.presses(SAVE);
  await person.reads('Who else will join you?', {
    errors: ['Enter a work email address, ending in @elmbrook.example.org'],
  });
  await person.types(/^Colleague 1/, 'sam.colleague@elmbrook.example.org');
  await person.presses(SAVE);
}

async function saysWhichCase(person: PersonAtScreen): Promise<void> {
  await person.reads('What is the case reference?');
  await person.types(/case reference/, 'the family in question');
  await person.presses(SAVE);
  await person.reads('What is the case reference?', {
    errors: ['Enter the case reference as your council writes it, for example C-2026-1042'],
  });
  await person.types(/case reference/, 'C-2027-1042');
  await person.presses(SAVE);
  await person.reads('How old are the children?');
  await person.types('5 to 9 years', 'two');
  await person.presses(SAVE);
  await person.reads('How old are the children?', {
    errors: ['Enter how many children are aged 5 to 9, from 0 to 20'],
  });
  await person.types('5 to 9 years', '2');
  await person.presses(SAVE);
  await person.reads('What stage is the case at?');
  await person.presses(SAVE);
  await person.reads('What stage is the case at?', { errors: ['Select the stage the case is at'] });
  await person.chooses('Assessment');
  await person.presses(SAVE);
  await person.reads('What is to be decided next?');
  await person.chooses('Conference');
  await person.presses(SAVE);
  await person.reads('When is it to be decided?');
  await person.types('Day', '27');
  await person.presses(SAVE);
  await person.reads('When is it to be decided?', {
    errors: ['The date of the next decision must include a month and year'],
  });
  await person.types('Month', '4');
  await person.types('Year', '2027');
  await person.presses(SAVE);
}

async function answersTheFlags(person: PersonAtScreen): Promise<void> {
  const title = 'Which of these are there now or lately?';
  await person.reads(title);
  for (const flag of FLAGS) await person.chooses('No', flag);
  await person.presses(SAVE);
  await person.reads(title, { errors: [/^Select yes, no or not known for .*frightened/] });
  await person.chooses('Not known', 'The survivor is very frightened');
  await person.presses(SAVE);
}

async function saysWhatFor(person: PersonAtScreen): Promise<void> {
  const question = 'What would you like to think about?';
  await person.reads('What do you want from the consultation?');
  await person.presses(SAVE);
  await person.reads('What do you want from the consultation?', {
    errors: ['Select what you want from the consultation'],
  });
  await person.chooses('See the pattern of behaviour');
  await person.chooses('Reflection');
  await person.presses(SAVE);
  await person.reads(question);
  await person.types(question, 'Mrs Hartley failed to protect the children. What now?');
  await person.presses(SAVE);
  await person.reads(question, {
    errors: ['Take out what looks like someone’s name, or say why it has to stay'],
  });
  await person.types(question, `The mother failed to protect the children. ${QUESTION}`);
  await person.presses(SAVE);
  await person.reads('Some words to think about');
  await person.unfolds('Why this prompt?');
  await person.follows('Change what I wrote');
  await person.reads(question);
  await person.types(question, QUESTION);
  await person.presses(SAVE);
}

async function saysWhoMustNotSeeIt(person: PersonAtScreen): Promise<void> {
  const title = 'Is there anyone who must not see this?';
  await person.reads(title);
  await person.types('Find a colleague by name', 'Zebedee');
  await person.presses('Find');
  await person.reads(title);
  await person.says(/We found nobody with “Zebedee” in their name/);
  await person.types('Find a colleague by name', 'quin');
  await person.presses('Find');
  await person.reads(title);
  await person.chooses('Quin Practitioner');
  await person.presses(SAVE);
  await person.reads('Does anyone in the family work for a partner agency?');
  await person.presses(SAVE);
  await person.reads('Does anyone in the family work for a partner agency?', {
    errors: ['Select yes if anyone in the family works for one of these agencies'],
  });
  await person.chooses('No');
  await person.presses(SAVE);
}

async function choosesTimes(person: PersonAtScreen): Promise<void> {
  await person.reads('How would you like to meet?');
  await person.chooses('Video call');
  await person.presses(SAVE);
  await person.reads('Is there anything that would help you to take part? (optional)');
  await person.types(/help you to take part/, 'Captions');
  await person.presses(SAVE);
  await person.reads('Which time suits you best?');
  await person.presses(SAVE);
  await person.reads('Which time suits you best?', {
    errors: ['Select a time, or one of the other answers'],
  });
  await person.chooses(FIRST_CHOICE);
  await person.presses(SAVE);
  await person.reads('You have chosen 1 time');
  await person.presses(SAVE);
  await person.reads('You have chosen 1 time', { errors: ['Select yes if you want to add another time'] });
  await person.chooses('Yes');
  await person.presses(SAVE);
  await person.reads('Which time is your second choice?');
  await person.unfolds('Thursday 4 March 2027');
  await person.chooses(SECOND_CHOICE);
  await person.presses(SAVE);
  await person.reads('You have chosen 2 times');
  await person.chooses('No');
  await person.presses(SAVE);
}

async function checksAndSends(person: PersonAtScreen): Promise<void> {
  await person.reads('Check your answers');
  await person.says(FIRST_CHOICE, SECOND_CHOICE, 'C-2027-1042', 'Quin Practitioner', QUESTION);
  await person.unfolds('Emails to you');
  await person.reads('Check your answers');
  await person.presses('Send my request');
  await person.reads(/^Your request is sent/);
}
