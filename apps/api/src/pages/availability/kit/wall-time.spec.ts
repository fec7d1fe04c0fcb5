import { wallTimeFrom, wallTimeTyped } from './wall-time.js';

describe('a time as people write it', () => {
  it.each([
    ['9', 540],
    ['9am', 540],
    [' 9 AM ', 540],
    ['9:30', 570],
    ['9.30am', 570],
    ['930', 570],
    ['1430', 870],
    ['2:30pm', 870],
    ['12am', 0],
    ['12pm', 720],
    ['midday', 720],
    ['Noon', 720],
    ['midnight', 0],
    ['24:00', 1440],
    ['0:00', 0],
  ])('%j is minute %d', (text, minute) => {
    expect(wallTimeFrom(text)).toBe(minute);
  });

  it.each(['', 'ten', '25', '9:75', '13pm', '0am', '9-10', '24:30', '9:3', '١٢'])('%j is none', (text) => {
    expect(wallTimeFrom(text)).toBeNull();
  });

  it('is read as it is written, for every minute of the day', () => {
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      expect(wallTimeFrom(wallTimeTyped(minute))).toBe(minute);
    }
  });
});
