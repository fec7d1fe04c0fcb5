import { AdjustableClock, StoppedClock, SystemClock } from './clock.js';

const noon = new Date('2027-03-02T12:00:00Z');

describe('AdjustableClock', () => {
  it('runs so far ahead of its base', () => {
    const clock = new AdjustableClock(60_000, new StoppedClock(noon));
    expect(clock.now()).toEqual(new Date('2027-03-02T12:01:00Z'));
    clock.advance(3_600_000);
    expect(clock.now()).toEqual(new Date('2027-03-02T13:01:00Z'));
    clock.setOffset(-60_000);
    expect(clock.now()).toEqual(new Date('2027-03-02T11:59:00Z'));
    clock.setTo(new Date('2027-12-24T09:00:00Z'));
    expect(clock.now()).toEqual(new Date('2027-12-24T09:00:00Z'));
  });

  it('goes on with its base after it was set', () => {
    const base = new StoppedClock(noon);
    const clock = new AdjustableClock(0, base);
    clock.setTo(new Date('2028-01-01T00:00:00Z'));
    base.setTo(new Date(noon.getTime() + 5_000));
    expect(clock.now()).toEqual(new Date('2028-01-01T00:00:05Z'));
  });

  it('is not advanced backwards', () => {
    expect(() => new AdjustableClock().advance(-1)).toThrow(RangeError);
    expect(() => new AdjustableClock().advance(Number.NaN)).toThrow(RangeError);
  });
});

describe('StoppedClock', () => {
  it('cannot be moved through the dates that went in or came out', () => {
    const start = new Date(noon);
    const clock = new StoppedClock(start);
    start.setFullYear(2000);
    clock.now().setFullYear(2001);
    expect(clock.now()).toEqual(noon);
  });
});

describe('SystemClock', () => {
  it('tells the machine time', () => {
    const before = Date.now();
    const now = new SystemClock().now().getTime();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });
});
