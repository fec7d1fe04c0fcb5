import { type PersonAtScreen } from './person-at-screen.js';

/** The consultant says that it was held, and slips on the way. Begins on their home page, ends at the empty record. */
export async function saysItWasHeld(consultant: PersonAtScreen, code: string): Promise<void> {
  await consultant.follows(`Say whether ${code} was held`);
  await consultant.reads('Did the consultation take place?');
  await consultant.presses('Continue');
  await consultant.reads('Did the consultation take place?', { errors: ['Select whether it took place'] });
  await consultant.chooses('Yes');
  await consultant.types(/minutes late/, 'ten');
  await consultant.presses('Continue');
  await consultant.reads('Did the consultation take place?', {
    errors: ['Enter the minutes as a whole number, such as 10'],
  });
  await consultant.types(/minutes late/, '5');
  await consultant.presses('Continue');
}

/** The record: two headings and an action of the practitioner, then shared. Ends at the shared record. */
export async function writesAndShares(
  consultant: PersonAtScreen,
  practitioner: string,
  action: string,
): Promise<void> {
  await consultant.reads('Write the record');
  await consultant.types('Pattern of coercive control', 'He decides who may visit and when she sleeps.');
  await consultant.presses('Save');
  await consultant.reads('Write the record');
  await consultant.says(/The record is saved\. Nobody else can see it/);
  await consultant.presses('Save and check before sharing');
  await consultant.reads(`Share this record with ${practitioner}?`);
  await consultant.says(/Fill in at least two headings/);
  await consultant.page.goBack();
  await consultant.reads('Write the record');
  await consultant.types('Harm to the children', 'Call me: 07700 900123');
  await consultant.presses('Save');
  await consultant.reads('Write the record', { errors: [/phone number/] });
  await consultant.types('Harm to the children', 'Child A stays awake to listen.');
  await consultant.presses('Save and add an action');
  await addsAnAction(consultant, practitioner, action);
  await consultant.reads('Write the record');
  await consultant.says(/The action is added/, action);
  await consultant.presses('Save and check before sharing');
  await consultant.reads(`Share this record with ${practitioner}?`);
  await consultant.says('He decides who may visit', 'Child A stays awake', action);
  await consultant.presses('Share the record');
  await consultant.reads('Record of the consultation');
}

async function addsAnAction(consultant: PersonAtScreen, practitioner: string, action: string): Promise<void> {
  await consultant.reads('Add an action');
  await consultant.presses('Add the action');
  await consultant.reads('Add an action', {
    errors: [
      'Say what is to be done',
      'Select who will do it',
      'Select by when',
      'Select whom or what it is about',
    ],
  });
  await consultant.types('What is to be done?', action);
  await consultant.chooses(practitioner, 'Who will do it?');
  await consultant.chooses(/In 1 week/, 'By when?');
  await consultant.chooses('The person causing harm', 'Whom or what is it about?');
  await consultant.presses('Add the action');
}

/** The practitioner reads and agrees the record, reads it as it is printed, and says how it went. */
export async function agreesAndSaysHowItWent(practitioner: PersonAtScreen, code: string): Promise<void> {
  await practitioner.follows(`Read and agree the record of ${code}`);
  await practitioner.reads('Read and agree the record');
  await practitioner.says('Child A stays awake to listen.');
  await practitioner.presses('I agree');
  await practitioner.reads(/^Consultation B-/);
  await practitioner.says(/Thank you\. The record is agreed/);
  await practitioner.follows('Read or print the record');
  await practitioner.reads(`Record of consultation ${code}`);
  await practitioner.follows('Back');
  await practitioner.follows('Say how it went');
  await practitioner.reads('How did it go?');
  await practitioner.presses('Send');
  await practitioner.reads('How did it go?', {
    errors: ['Select how useful it was', 'Select whether you got what you wanted'],
  });
  await practitioner.chooses('Very useful', 'How useful was it?');
  await practitioner.chooses('Yes', 'Did you get what you wanted from it?');
  await practitioner.presses('Send');
  await practitioner.reads(/^Consultation B-/);
  await practitioner.says(/What you said helps the programme/);
}

/** The practitioner says that their action is done. */
export async function doesTheAction(practitioner: PersonAtScreen, action: string): Promise<void> {
  await practitioner.opens('/actions');
  await practitioner.reads('My actions');
  await practitioner.follows(action);
  await practitioner.reads(action);
  await practitioner.presses('It is done');
  await practitioner.reads('My actions');
  await practitioner.says('You have no open actions');
}

/** Twelve weeks later, the practitioner looks back. Begins on their home page. */
export async function looksBack(practitioner: PersonAtScreen, code: string): Promise<void> {
  const title = 'What has changed since?';
  await practitioner.follows(`Look back at ${code}`);
  await practitioner.reads(title);
  await practitioner.presses('Send');
  await practitioner.reads(title, {
    errors: [
      'Select the plan at the time of the consultation',
      'Select the plan now',
      'Select whether the family was referred again',
      'Select how far work with the person causing harm has come',
      'Select whether the children’s voice was heard',
      'Select how confident you are now',
    ],
  });
  await practitioner.chooses('Assessment', /plan was there/);
  await practitioner.chooses('Closed to children’s social care', /plan is there now/);
  await practitioner.chooses('No', /referred again/);
  await practitioner.chooses('They were offered help to change', /work with the person causing harm/);
  await practitioner.chooses('Yes', /children’s voice/);
  await practitioner.chooses('Confident', /How confident/);
  await practitioner.presses('Send');
}
