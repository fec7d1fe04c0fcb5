import { MOST_STRETCHES_A_DAY } from '@case-consultation/domain';
import { dateInputOf } from '../../kit/date-parts.js';
import { type FormState } from '../../kit/form-state.js';
import { type Opened } from '../kit/change-pages.js';
import { hoursWords } from '../kit/said.view.js';
import { hoursField, WEEKDAYS } from './hours.form.js';

interface HoursInput {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly wrong: boolean;
}

interface HoursDay {
  readonly name: string;
  readonly stretches: readonly { readonly start: HoursInput; readonly end: HoursInput }[];
  readonly errors: readonly { readonly id: string; readonly text: string }[];
}

const ORDINALS = ['first', 'second', 'third'] as const;
/** Always shown; a third when it is used. */
const SHOWN = 2;

export function hoursView({ said }: Opened, form: FormState) {
  return {
    days: WEEKDAYS.map((name, index) => hoursDay(name, index + 1, form)),
    from: dateInputOf(form, 'from'),
    until: dateInputOf(form, 'until'),
    ahead: hoursWords(said).ahead,
    sessionMinutes: said.programme.sessionMinutes,
  };
}

function hoursDay(day: string, weekday: number, form: FormState): HoursDay {
  const input = (part: 'start' | 'end', stretch: number): HoursInput => {
    const name = hoursField(part, weekday, stretch);
    return {
      name,
      label: `${day}, ${part === 'start' ? 'from' : 'to'}, ${ORDINALS[stretch] ?? ''} time`,
      value: form.text(name),
      wrong: form.error(name) !== undefined,
    };
  };
  const all = Array.from({ length: MOST_STRETCHES_A_DAY }, (_, stretch) => ({
    start: input('start', stretch),
    end: input('end', stretch),
  }));
  const stretches = all.filter(({ start, end }, at) => at < SHOWN || start.value !== '' || end.value !== '');
  return {
    name: day,
    stretches,
    errors: stretches.flatMap(({ start, end }) =>
      [start, end].flatMap(({ name }) => {
        const error = form.error(name);
        return error === undefined ? [] : [{ id: `${name}-error`, text: error.text }];
      }),
    ),
  };
}
