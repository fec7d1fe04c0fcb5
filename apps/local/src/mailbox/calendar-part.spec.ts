import { readCalendarPart } from './calendar-part.js';

const part = (...lines: string[]) => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) =>
  part('METHOD:CANCEL', 'BEGIN:VEVENT', 'UID:a', 'DTSTART:20271031T003000Z', ...lines, 'END:VEVENT');

describe('readCalendarPart', () => {
  it('leaves out what is not there', () => {
    expect(readCalendarPart(event())).toMatchObject({
      method: 'CANCEL',
      sequence: 0,
      start: '2027-10-31T00:30:00.000Z',
      end: undefined,
      organizer: undefined,
      attendees: [],
      summary: '',
    });
  });

  it.each(['', 'hello', part('METHOD:REQUEST'), part('BEGIN:VEVENT', 'UID:a', 'END:VEVENT')])(
    'finds no event in %j',
    (text) => {
      expect(readCalendarPart(text)).toBeUndefined();
    },
  );
});
