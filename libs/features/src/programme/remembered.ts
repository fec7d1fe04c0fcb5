/**
 * What belongs to a programme and is asked for with nearly every request: read once, and remembered for a few seconds, or
 * until somebody who changed it says so. Those who ask while it is read wait for the same reading.
 */
export class Remembered<T> {
  private readonly known = new Map<string, { value: Promise<T>; until: number }>();

  /** @param ms how long one is remembered */
  constructor(
    private readonly ms: number,
    private readonly read: (programmeId: string) => Promise<T>,
  ) {}

  of(programmeId: string): Promise<T> {
    const known = this.known.get(programmeId);
    if (known && known.until > performance.now()) return known.value;
    const value = this.read(programmeId);
    this.known.set(programmeId, { value, until: performance.now() + this.ms });
    value.catch(() => {
      if (this.known.get(programmeId)?.value === value) this.known.delete(programmeId);
    });
    return value;
  }

  forget(programmeId: string): void {
    this.known.delete(programmeId);
  }

  forgetAll(): void {
    this.known.clear();
  }
}
