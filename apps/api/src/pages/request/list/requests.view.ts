import { formatInstant } from '@case-consultation/domain';
import { type MyRequest, REQUEST_GROUPS, type RequestGroup } from '@case-consultation/features';
import { STATUS_TAGS, STATUS_WORDS } from '../../words/words.js';
import { type Moment } from '../things-to-do.js';
import { type Where, whereItStands } from '../where-it-stands.js';

/** One request of a list. */
export interface RequestItem {
  code: string;
  href: string;
  /** What the link says. */
  link: string;
  status: { text: string; classes: string };
  where: Where;
}

export interface RequestsView {
  groups: readonly { heading: string; items: readonly RequestItem[] }[];
}

const HEADINGS: Readonly<Record<RequestGroup, string>> = {
  draft: 'Drafts',
  open: 'Open requests',
  past: 'Past requests',
};

/** The requests of one page by what they are to the person who asked. */
export function requestsView(
  requests: readonly MyRequest[],
  name: string,
  moment: Moment & { zone: string },
): RequestsView {
  const groups = REQUEST_GROUPS.map((group) => ({
    heading: HEADINGS[group],
    items: requests
      .filter((request) => request.group === group)
      .map((request) => itemOf(request, name, moment)),
  }));
  return { groups: groups.filter(({ items }) => items.length > 0) };
}

function itemOf(request: MyRequest, name: string, moment: Moment & { zone: string }): RequestItem {
  const { code, status, consultant } = request;
  const isDraft = status === 'draft';
  const where = whereItStands(
    { ...request, offer: null },
    { requester: name, consultant },
    'requester',
    moment,
  );
  return {
    code,
    href: isDraft ? `/consultations/${code}/ask` : `/consultations/${code}`,
    link: isDraft ? `Go on with ${code}` : code,
    status: { text: STATUS_WORDS[status], classes: STATUS_TAGS[status] },
    where: isDraft
      ? {
          ...where,
          says: `Last saved on ${formatInstant(request.savedAt, moment.zone)}.`,
          next: 'Nobody else can see it.',
        }
      : where,
  };
}
