import { type AgeBand } from '@case-consultation/domain';

/** The age bands as labels. */
export const AGE_LABELS: Readonly<Record<AgeBand, string>> = {
  unborn: 'Unborn',
  '0-4': '0 to 4 years',
  '5-9': '5 to 9 years',
  '10-15': '10 to 15 years',
  '16-17': '16 to 17 years',
};
