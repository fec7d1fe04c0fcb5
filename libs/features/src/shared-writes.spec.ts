import { SharedWrites } from './shared-writes.js';

/** Writes that end when they are told to. */
function held() {
  const begun: { key: string; items: readonly string[]; end: () => void; fail: (error: Error) => void }[] =
    [];
  const writes = new SharedWrites<string>(
    (key, items) =>
      new Promise<void>((end, fail) => {
        begun.push({ key, items: [...items], end, fail });
      }),
  );
  const items = () => begun.map(({ items }) => items.join(' '));
  return { begun, writes, items };
}

/** Lets everything that is ready to go on go on. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('writes that are shared', () => {
  it('begin at once with whoever comes first, and together with those who come meanwhile', async () => {
    const { begun, writes, items } = held();
    const first = writes.add('here', 'a');
    await turn();
    const others = [writes.add('here', 'b'), writes.add('here', 'c')];
    await turn();
    expect(items()).toEqual(['a']);
    begun[0]?.end();
    await first;
    await turn();
    expect(items()).toEqual(['a', 'b c']);
    begun[1]?.end();
    await Promise.all(others);
  });

  it('do not wait for those of another key', async () => {
    const { begun, writes } = held();
    void writes.add('here', 'a');
    void writes.add('there', 'b');
    await turn();
    expect(begun.map(({ key }) => key)).toEqual(['here', 'there']);
  });

  it('tell those who shared a write that it failed, and go on', async () => {
    const { begun, writes, items } = held();
    const lost = writes.add('here', 'a');
    await turn();
    const next = writes.add('here', 'b');
    begun[0]?.fail(new Error('gone'));
    await expect(lost).rejects.toThrow('gone');
    await turn();
    begun[1]?.end();
    await expect(next).resolves.toBeUndefined();
    expect(items()).toEqual(['a', 'b']);
  });

  it('begin anew when all is written', async () => {
    const { begun, writes, items } = held();
    for (const item of ['a', 'b']) {
      const written = writes.add('here', item);
      await turn();
      begun.at(-1)?.end();
      await written;
    }
    expect(items()).toEqual(['a', 'b']);
  });
});
