/**
 * What takes long to work out and is the same for whoever asks the same: those who ask while it is being worked out wait for the
 * same answer. Nothing is remembered once it is there.
 */
export class Underway<T> {
  private readonly known = new Map<string, Promise<T>>();

  /** @param key says what is asked, and by whom where that makes a difference */
  of(key: string, workOut: () => Promise<T>): Promise<T> {
    const known = this.known.get(key);
    if (known) return known;
    const answer = workOut().finally(() => this.known.delete(key));
    this.known.set(key, answer);
    return answer;
  }
}
