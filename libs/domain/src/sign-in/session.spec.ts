import fc from 'fast-check';
import { idleSince, idleUntil, isOver, seenLongAgo, sessionFrom } from './session.js';

const NOW = new Date('2027-03-02T09:00:00.000Z');
const after = (minutes: number, ms = 0) => new Date(NOW.getTime() + minutes * 60_000 + ms);

describe('a session', () => {
  it('begins seen, and lasts nine hours at most', () => {
    expect(sessionFrom(NOW)).toEqual({ lastSeenAt: NOW, endsAt: new Date('2027-03-02T18:00:00.000Z') });
  });

  it.each([
    ['at its beginning', 0, 0, 0, false],
    ['just before it is idle', 0, 20, -1, false],
    ['idle', 0, 20, 0, true],
    ['seen, just before it is idle', 19, 39, -1, false],
    ['seen, idle', 19, 39, 0, true],
    ['seen late, just before its end', 535, 540, -1, false],
    ['seen late, at its end', 535, 540, 0, true],
  ])('%s', (_, seen, minutes, ms, over) => {
    const session = { ...sessionFrom(NOW), lastSeenAt: after(seen) };
    expect(isOver(session, after(minutes, ms))).toBe(over);
  });

  it('is idle no later than it ends', () => {
    expect(idleUntil({ ...sessionFrom(NOW), lastSeenAt: after(530) })).toEqual(after(540));
  });

  it('is over for the database when it is over for us', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 600 * 60_000 }),
        fc.integer({ min: 0, max: 700 * 60_000 }),
        (seen, ms) => {
          const session = { ...sessionFrom(NOW), lastSeenAt: after(0, seen) };
          const now = after(0, ms);
          expect(session.lastSeenAt <= idleSince(now) || session.endsAt <= now).toBe(isOver(session, now));
        },
      ),
    );
  });

  it('is noted to be seen long before it would be idle', () => {
    expect(seenLongAgo(NOW)).toEqual(after(-1));
    expect(seenLongAgo(NOW) > idleSince(NOW)).toBe(true);
  });
});
