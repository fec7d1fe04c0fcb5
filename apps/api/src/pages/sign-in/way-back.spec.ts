import fc from 'fast-check';
import { wayBack, withWayBack } from './way-back.js';

describe('the way back after signing in', () => {
  it.each([
    ['/consultations/B-7F3K2Q', '/consultations/B-7F3K2Q'],
    ['/requests?page=2', '/requests?page=2'],
    ['//evil.example.org', '/'],
    ['/\\evil.example.org', '/'],
    ['https://evil.example.org', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-out', '/'],
    ['/a b', '/'],
    ['/a\r\nSet-Cookie: x=y', '/'],
    [['/a', '/b'], '/'],
    [undefined, '/'],
  ])('for %j is %s', (to, expected) => {
    expect(wayBack(to)).toBe(expected);
  });

  it('never leaves this service, whatever anybody wrote', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `/${text}`),
        ),
        (to) => {
          const ours = 'https://consultations.example.org';
          expect(new URL(wayBack(to), ours).origin).toBe(ours);
          expect(new URL(withWayBack('/sign-in', to), ours).pathname).toBe('/sign-in');
        },
      ),
    );
  });
});
