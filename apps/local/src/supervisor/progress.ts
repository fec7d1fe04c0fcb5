/** What the set-up script shows on the screen; see apps/local/setup/progress.mjs. */
export interface Progress {
  say(line?: string): void;
  /** Shows what is being done and, when `work` settles, its first word on it and how long it took. */
  step<T = void>(title: string, doing: string, work: () => Promise<[string, T] | string>): Promise<T>;
}
