import { refusalOf } from '../refusal.js';
import { checkReview, type Review } from './review.js';

const done = {
  completed: true,
  planThen: 'child-protection-plan',
  planNow: 'child-in-need',
  reReferral: 'no',
  engagement: 'expectations-set',
  childrensVoiceHeard: 'partly',
  confidence: 4,
  note: null,
} as const satisfies Review;

const refused = (review: Review): unknown => {
  const refusal = refusalOf(() => checkReview(review));
  return refusal && [refusal.code, refusal.field];
};

describe('a review that was done', () => {
  it.each([
    [0, ['invalid-input', 'confidence']],
    [1, null],
    [5, null],
    [6, ['invalid-input', 'confidence']],
    [2.5, ['invalid-input', 'confidence']],
    [-1, ['invalid-input', 'confidence']],
    [Number.NaN, ['invalid-input', 'confidence']],
  ])('with confidence %d', (confidence, answer) => {
    expect(refused({ ...done, confidence })).toEqual(answer);
  });

  it.each([
    [null, null],
    ['', null],
    ['x'.repeat(1500), null],
    ['x'.repeat(1501), ['invalid-input', 'note']],
  ])('%#: with or without a note', (note, answer) => {
    expect(refused({ ...done, note })).toEqual(answer);
  });
});

describe('a review that could not be done', () => {
  it.each([
    ['The family moved away', null],
    ['x'.repeat(1500), null],
    ['x'.repeat(1501), ['invalid-input', 'note']],
    ['', ['reason-needed', 'note']],
    ['  \n', ['reason-needed', 'note']],
  ])('%#: says why', (note, answer) => {
    expect(refused({ completed: false, note })).toEqual(answer);
  });
});
