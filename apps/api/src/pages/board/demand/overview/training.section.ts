import { type DemandFigures, SIGN_OFF_ENDS_SOON_DAYS } from '@case-consultation/features';
import { several } from '../../parts/words.js';
import { barsChart } from '../charts/bars.chart.js';
import { type DemandSection } from './section.js';

/** Where the requests come from, and where somebody is trained: whom to ask for the next champion. */
export function trainingSection({ training }: DemandFigures): DemandSection {
  const sum = (of: (one: DemandFigures['training'][number]) => number): number =>
    training.reduce((total, one) => total + of(one), 0);
  const trained = sum((one) => one.trained);
  const asking = training.filter(({ requests }) => requests > 0);
  const without = asking.filter((one) => one.trained === 0);
  const [most] = without;
  const among = `${without.length} of ${several(asking.length, 'agency', 'agencies')} that asked`;
  const covered = (): string => {
    if (asking.length === 0) return '';
    if (most === undefined) return ' Every agency that asked has somebody among them.';
    const words = `${most.agency} (${several(most.requests, 'request')})`;
    return without.length === 1
      ? ` ${among} has nobody among them: ${words}.`
      : ` ${among} have nobody among them; the most came from ${words}.`;
  };
  return {
    name: 'training',
    title: 'Training beside demand',
    sentence: `${several(trained, 'person', 'people')} ${trained === 1 ? 'is' : 'are'} trained and signed off to consult today.${covered()}`,
    chart: barsChart({
      id: 'chart-training',
      says: 'Requests of each agency beside how many in it are trained to consult',
      rows: training.map((one) => ({ label: one.agency, values: [one.requests, one.trained] })),
      series: [
        { name: 'Requests', look: 'dark' },
        { name: 'Trained to consult', look: 'light' },
      ],
      stacked: false,
    }),
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
