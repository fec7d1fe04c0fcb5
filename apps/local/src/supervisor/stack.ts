/** Things that were started, to be stopped in the opposite order. */
export class StopStack {
  private readonly stops: (() => Promise<void>)[] = [];

  push(stop: () => Promise<void>): void {
    this.stops.push(stop);
  }

  /** Stops all of them, also when one will not; throws the first error at the end. */
  async stopAll(): Promise<void> {
    const errors: unknown[] = [];
    for (const stop of this.stops.splice(0).reverse())
      await stop().catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw errors[0];
  }
}
