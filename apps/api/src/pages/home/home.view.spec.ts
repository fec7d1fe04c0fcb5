import { type HomeRequest } from '@case-consultation/features';
import { homeView } from './home.view.js';

const NONE = { items: [], more: false };

function stands(request: Partial<HomeRequest>): string | undefined {
  const asked: HomeRequest = {
    code: 'B-7F3K2Q',
    status: 'waiting',
    priority: 'P2',
    mode: 'video',
    targetOn: '2027-03-05',
    statusSince: new Date('2027-03-01T10:00:00Z'),
    time: null,
    consultant: null,
    ...request,
  };
  const practitioner = {
    drafts: NONE,
    requests: { items: [asked], more: false },
    recordsToAgree: NONE,
    reviewsDue: NONE,
    feedbackToGive: NONE,
  };
  const home = { today: '2027-03-05', actions: NONE, practitioner, consultant: null };
  return homeView({ name: 'Pia', home, board: null, zone: 'Europe/London' }).requests[0]?.stands;
}

describe('a request on the first page', () => {
  it.each([
    ['waiting', 'We are looking for a consultant'],
    ['with_lead', 'The lead is finding a consultant'],
  ] as const)(
    'that is %s says by when it is to be held, and is sorry once that has passed',
    (status, words) => {
      expect(stands({ status })).toBe(`${words}, to be held by Friday 5 March 2027.`);
      expect(stands({ status, targetOn: '2027-03-04' })).toBe(
        `${words}. It should have taken place by Thursday 4 March 2027; we are sorry that it takes longer.`,
      );
    },
  );
});
