import { load } from 'cheerio';
import { type CalendarPart } from './calendar-part.js';
import { eventView } from './event.view.js';

const event: CalendarPart = {
  method: 'CANCEL',
  uid: 'one@consultations.example.org',
  sequence: 0,
  status: 'CANCELLED',
  busyStatus: 'FREE',
  summary: 'Practice consultation',
  location: undefined,
  description: undefined,
  start: '2027-06-01T09:00:00.000Z',
  end: undefined,
  organizer: undefined,
  attendees: [],
  raw: '',
};

function facts(part: Partial<CalendarPart>): Record<string, string> {
  const $ = load(eventView({ ...event, ...part }, undefined).text);
  const words = (text: string) => text.replace(/\s+/g, ' ').trim();
  return Object.fromEntries(
    $('dl > div')
      .get()
      .map((line) => [words($('dt', line).text()), words($('dd', line).text())]),
  );
}

describe('an event in words', () => {
  it('leaves out what the calendar part does not say', () => {
    expect(facts({})).toEqual({
      When: 'Tuesday 1 June 2027, 10:00am',
      State: 'Cancelled, shows as free',
      Version: '1, the first Sequence: 0',
      'Event ID': 'one@consultations.example.org',
    });
    expect(facts({ status: undefined, busyStatus: 'BUSY' })['State']).toBe('Shows as busy');
  });

  it.each([
    ['REQUEST', 'ACCEPTED', 'Accepted'],
    ['REQUEST', 'DECLINED', 'Declined'],
    ['REQUEST', 'TENTATIVE', 'Answered maybe'],
    ['REQUEST', 'NEEDS-ACTION', 'Has not answered yet'],
    ['REQUEST', undefined, 'Has not answered yet'],
    ['REQUEST', 'X-LATER', 'Answered x-later'],
    ['CANCEL', undefined, 'No answer needed'],
  ])('in a %s, %s reads "%s"', (method, answer, words) => {
    const attendees = [{ name: undefined, email: 'rowan.marsh@health.example.org', answer }];
    expect(facts({ method, attendees })['Attendee']).toBe(`rowan.marsh@health.example.org ${words}`);
  });

  it('escapes whatever it says, and links to web addresses only', () => {
    const description = '<b>javascript:alert(1)</b> http://127.0.0.1:3000/consultations/B-7F3K2Q';
    const { text } = eventView({ ...event, summary: '<i>', description }, undefined);
    const $ = load(text);
    expect([$('b, i').length, $('a').length, $('h2').text()]).toEqual([0, 1, '<i>']);
  });
});
