import { dayOf, formatDay, type Priority, PRIORITIES, targetDay } from '@case-consultation/domain';
import { PRIORITY_WORDS } from '../../../words/words.js';
import { type Opened } from '../../../request/verb-page.js';

interface PriorityItem {
  readonly value: Priority;
  readonly text: string;
  readonly hint: { readonly text: string };
  readonly checked: boolean;
}

/** Every priority but the present one, each with the target it would bring. */
export function priorityItems({ standing, programme, zone, moment }: Opened, chosen: string): PriorityItem[] {
  const { settings, calendar } = programme;
  const submittedOn = dayOf(standing.submittedAt ?? moment.now, zone);
  return PRIORITIES.filter((priority) => priority !== standing.priority).map((priority) => {
    const target = targetDay(priority, submittedOn, calendar, settings);
    const passed = target < moment.today ? ', which has passed' : '';
    return {
      value: priority,
      text: PRIORITY_WORDS[priority],
      hint: { text: `To be held by ${formatDay(target)}${passed}` },
      checked: priority === chosen,
    };
  });
}
