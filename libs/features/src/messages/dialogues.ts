/**
 * The dialogues with the mail server that this process has begun and not yet marked in the database. When the mark is lost
 * (the database went away meanwhile), the next try finds here that the server has the message, or is being given it.
 */
export class Dialogues {
  private readonly begun = new Map<string, Promise<void>>();

  /**
   * Has the dialogue, or waits for the one that is going on, or answers for the one that ended well.
   * @throws whatever `dialogue` throws; the next try begins anew
   */
  async have(messageId: string, dialogue: () => Promise<void>): Promise<void> {
    const earlier = this.begun.get(messageId);
    if (earlier) return earlier;
    const its = dialogue();
    this.begun.set(messageId, its);
    try {
      await its;
    } catch (error) {
      this.begun.delete(messageId);
      throw error;
    }
  }

  /** What became of it is in the database now. */
  forget(messageId: string): void {
    this.begun.delete(messageId);
  }
}
