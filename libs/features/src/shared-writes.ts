/** Items that wait for the write before theirs to be over. */
interface Batch<T> {
  readonly items: T[];
  readonly written: Promise<void>;
}

/**
 * Small writes that many wait for at once share a transaction: for each key one write goes on at a time, and what comes
 * meanwhile goes into the next together. Whoever comes alone is written at once.
 */
export class SharedWrites<T> {
  private readonly filling = new Map<string, Batch<T>>();
  private readonly going = new Map<string, Promise<void>>();

  /** @param write all of them or, when it throws, none */
  constructor(private readonly write: (key: string, items: readonly T[]) => Promise<unknown>) {}

  /** Settles once the item is written. @throws whatever its write throws */
  add(key: string, item: T): Promise<void> {
    const batch = this.filling.get(key) ?? this.open(key);
    batch.items.push(item);
    return batch.written;
  }

  private open(key: string): Batch<T> {
    const items: T[] = [];
    const before = this.going.get(key) ?? Promise.resolve();
    const written = before.then(async () => {
      this.filling.delete(key);
      await this.write(key, items);
    });
    // The next write begins whatever became of this one; who waits for this one is told.
    const over: Promise<void> = written
      .catch(() => undefined)
      .then(() => {
        if (this.going.get(key) === over) this.going.delete(key);
      });
    this.going.set(key, over);
    const batch = { items, written };
    this.filling.set(key, batch);
    return batch;
  }
}
