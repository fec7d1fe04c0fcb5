/**
 * What takes long to work out and is the same for whoever asks the same: those who ask while it is being worked out wait for the
 * same answer, which may leave out what they did in that moment. So it is for figures over weeks and months, and not for what
 * shows people their own last step. Nothing is remembered once it is there.
 */
export class Underway<T> {
  private readonly known = new Map<string, Promise<T>>();

  /** @param asked what is asked, and by whom where that makes a difference; as plain data */
  of(asked: unknown, workOut: () => Promise<T>): Promise<T> {
    const key = JSON.stringify(asked);
    const known = this.known.get(key);
    if (known) return known;
    const answer = workOut().finally(() => this.known.delete(key));
    this.known.set(key, answer);
    return answer;
  }
}
