import { Underway } from './underway.js';

describe('what is being worked out', () => {
  let asked: number;
  let settle: { resolve: (value: string) => void; reject: (error: Error) => void };
  const workOut = (): Promise<string> => {
    asked += 1;
    return new Promise((resolve, reject) => (settle = { resolve, reject }));
  };
  let underway: Underway<string>;
  beforeEach(() => {
    asked = 0;
    underway = new Underway();
  });

  it('is worked out once for all who ask meanwhile, and anew for whoever asks afterwards', async () => {
    const both = [underway.of('a', workOut), underway.of('a', workOut)];
    settle.resolve('first');
    expect(await Promise.all(both)).toEqual(['first', 'first']);
    const next = underway.of('a', workOut);
    settle.resolve('second');
    expect(await next).toBe('second');
    expect(asked).toBe(2);
  });

  it('is another thing for whoever asks for another', () => {
    void underway.of('a', workOut);
    void underway.of('b', workOut);
    expect(asked).toBe(2);
  });

  it('fails for all who waited, and is tried again by the next', async () => {
    const both = Promise.allSettled([underway.of('a', workOut), underway.of('a', workOut)]);
    settle.reject(new Error('no database'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = underway.of('a', workOut);
    settle.resolve('there again');
    expect(await next).toBe('there again');
  });
});
