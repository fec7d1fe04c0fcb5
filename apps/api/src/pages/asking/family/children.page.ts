import { AGE_BANDS } from '@case-consultation/domain';
import { stepPage } from '../kit/step-page.js';
import { AGE_LABELS } from './age-labels.js';
import { childrenField, childrenForm } from './family.form.js';

/** How many children there are of each age; never their dates of birth. */
export const ChildrenPage = stepPage({
  page: 'case/children',
  title: 'How old are the children?',
  template: 'family/children',
  fields: ['children'],
  schema: () => childrenForm,
  typedFrom: ({ children }) =>
    Object.fromEntries(AGE_BANDS.map((band) => [childrenField(band), String(children?.[band] ?? '')])),
  view: () => ({ bands: AGE_BANDS.map((band) => ({ name: childrenField(band), label: AGE_LABELS[band] })) }),
  partOf: (counts) => ({ children: Object.fromEntries(counts.filter(([, children]) => children > 0)) }),
});
