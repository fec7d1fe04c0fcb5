import { type DemandFigures, SIGN_OFF_ENDS_SOON_DAYS } from '@case-consultation/features';
import { type DemandSection, several } from './section.js';

/** Where the requests come from, and where somebody is trained: whom to ask for the next champion. */
export function trainingSection({ training }: DemandFigures): DemandSection {
  const sum = (of: (one: DemandFigures['training'][number]) => number): number =>
    training.reduce((total, one) => total + of(one), 0);
  const trained = sum((one) => one.trained);
  const asking = training.filter(({ requests }) => requests > 0);
  const without = asking.filter((one) => one.trained === 0);
  const [most] = without;
  const coverage =
    asking.length === 0
      ? ''
      : most === undefined
        ? ' Every agency that asked has somebody among them.'
        : ` ${without.length} of ${several(asking.length, 'agency', 'agencies')} that asked ${without.length === 1 ? 'has' : 'have'} nobody among them; of those the most requests came from ${most.agency} (${most.requests}).`;
  return {
    name: 'training',
    title: 'Training beside demand',
    sentence: `${several(trained, 'person', 'people')} ${trained === 1 ? 'is' : 'are'} trained and signed off to consult today.${coverage}`,
    chart: null,
    table: {
      headings: ['Agency', 'Requests', 'People', 'Trained to consult', 'Sign-off ends soon'],
      rows: [
        ...training.map((one) => [one.agency, one.requests, one.people, one.trained, one.endsSoon]),
        [
          'All agencies',
          sum((one) => one.requests),
          sum((one) => one.people),
          trained,
          sum((one) => one.endsSoon),
        ],
      ],
    },
    counted: `Requests as by agency and stage, most first. People are those who can sign in today as a practitioner, champion or lead; trained to consult are those among them whose training and sign-off hold today, whether or not they have given hours. Sign-off ends soon when its last day is within ${SIGN_OFF_ENDS_SOON_DAYS} days. A filter for an agency holds for people too, one for stage or priority for requests alone.`,
  };
}
