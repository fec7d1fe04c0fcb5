import { type WhereItStands } from '@case-consultation/features';
import { goTo, type PageAnswer } from '../../kit/answer.js';
import { notNow } from '../../answering/parts/not-now.js';

/** What may be done with the record now: written by its consultant, or read by whoever may see the case. */
export type RecordPlace = 'write' | 'read';

/**
 * Where somebody stands with the record of a consultation; the page to answer with when there is nothing to write or read.
 * Asked before anything of the case is opened.
 */
export function recordPlace(stands: WhereItStands): RecordPlace | PageAnswer {
  const { code, status, as, access, record } = stands;
  const link = { text: 'See the consultation', href: `/consultations/${code}` };
  if (access === 'outline') return goTo(`/consultations/${code}/no-conflict`);
  if (record === 'shared' || record === 'agreed') return 'read';
  if (status !== 'held') {
    return notNow({
      title: 'There is no record yet',
      paragraphs:
        status === 'closed'
          ? ['This consultation was closed without a record.']
          : ['The record is written once the consultation has taken place.'],
      link:
        as !== 'requester' && status === 'booked'
          ? { text: 'Say whether it took place', href: `/consultations/${code}/attendance` }
          : link,
    });
  }
  if (as === 'consultant') return 'write';
  return notNow({
    title: 'The record is being written',
    paragraphs: [
      'The consultant is writing down what you discussed and agreed. You will get an email when it is ready to read.',
    ],
    link,
  });
}
