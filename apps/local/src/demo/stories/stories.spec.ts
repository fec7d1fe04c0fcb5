import {
  checkReview,
  DEFAULT_LANGUAGE_PATTERNS,
  findIdentifiers,
  headingsFilled,
  promptsFor,
} from '@case-consultation/domain';
import { type DemoProgramme, emailOf } from '../cast.js';
import { brackenhurst } from '../programmes/brackenhurst.js';
import { elmbrook } from '../programmes/elmbrook.js';
import { brackenhurstStories, elmbrookStories, justAsked } from './index.js';
import { type Story } from './story.js';

/** Everything that somebody in the story writes. */
function textsOf({ ask, answers = [], changes = [], ends }: Story): string[] {
  const texts = [ask.question, ask.accessNeeds ?? ''];
  for (const answer of answers)
    if (answer !== 'waits' && 'declines' in answer) texts.push(answer.reason ?? '');
  for (const change of changes) if ('reason' in change) texts.push(change.reason);
  if ('reason' in ends) texts.push(ends.reason);
  if ('signpost' in ends) texts.push(ends.signpost);
  if (ends.as !== 'held' || !ends.followUp) return texts;
  const { record, actions, review } = ends.followUp;
  return [
    ...texts,
    ...Object.values(record),
    ...actions.map(({ description }) => description),
    review?.note ?? '',
  ];
}

const all = [...elmbrookStories, justAsked, ...brackenhurstStories];

describe.each(all.map((story) => [story.ask.caseReference, story] as const))(
  'the story of %s',
  (_reference, story) => {
    it('names nobody', () => {
      expect(textsOf(story).flatMap((text) => findIdentifiers(text))).toEqual([]);
    });

    it('is written as the practice model would have it', () => {
      const prompts = textsOf(story).flatMap((text) =>
        promptsFor(text, DEFAULT_LANGUAGE_PATTERNS).map(
          ({ id, start, end }) => `${id}: ${text.slice(start, end)}`,
        ),
      );
      expect(prompts).toEqual([]);
    });

    it('asks the person causing harm for something, wherever actions were agreed', () => {
      const followUp = story.ends.as === 'held' ? story.ends.followUp : null;
      const isAsked = followUp?.actions.some(({ about }) => about === 'person-causing-harm');
      expect(isAsked ?? true).toBe(true);
      expect(followUp ? headingsFilled(followUp.record) : 2).toBeGreaterThanOrEqual(2);
      if (followUp?.review) checkReview(followUp.review);
    });
  },
);

describe.each([elmbrook, brackenhurst].map((plan): [string, DemoProgramme] => [plan.code, plan]))(
  'the demo programme %s',
  (_code, plan) => {
    it('is plainly made up: domains that nobody owns and numbers that nobody answers', () => {
      const words = JSON.stringify(plan);
      expect(plan.people.map((person) => emailOf(person, plan))).toEqual(
        plan.people.map(() => expect.stringMatching(/^[a-z.-]+@[a-z-]+\.example\.org$/)),
      );
      expect(plan.settings.allowedMailDomains).toEqual(
        expect.arrayContaining(plan.agencies.map(({ mailDomain }) => mailDomain)),
      );
      const numbers = words.match(/\b0\d[\d ]{8,}\d\b/g) ?? [];
      expect(numbers.length).toBeGreaterThan(0);
      expect(numbers.filter((number) => !/^020 7946 0\d{3}$/.test(number))).toEqual([]);
    });

    it('has everybody once, in a team that is there, after their manager', () => {
      const keys = plan.people.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const [index, { at, manager }] of plan.people.entries()) {
        expect(plan.agencies.find(({ key }) => key === at[0])?.teams).toContain(at[1]);
        if (manager) expect(keys.slice(0, index)).toContain(manager);
      }
    });
  },
);

it('has a lead, a deputy, six champions of six agencies and twenty practitioners', () => {
  const { people } = elmbrook;
  const champions = people.filter(({ roles }) => roles.includes('champion'));
  expect(people.filter(({ roles }) => roles.includes('lead'))).toHaveLength(2);
  expect(new Set(champions.map(({ at }) => at[0])).size).toBe(6);
  expect(people.filter(({ roles }) => roles.join() === 'practitioner')).toHaveLength(20);
});
