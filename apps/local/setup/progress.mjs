/** Says on the screen what is being done and how long it took; on a terminal the seconds run along. */
export class Progress {
  #live = process.stdout.isTTY === true;

  constructor() {
    // The terminal may go away before we do.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  }

  say(line = '') {
    process.stdout.write(`${line}\n`);
  }

  /**
   * @template T
   * @param {string} title what is being done, such as "Packages"
   * @param {string} doing shown while it goes on
   * @param {() => Promise<[string, T] | string>} work gives what to show when it is done, and its outcome
   * @returns {Promise<T>}
   */
  async step(title, doing, work) {
    const began = performance.now();
    const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
    const line = (text) => `  ${title.padEnd(16)}${text}`;
    const show = () => process.stdout.write(`\r\x1b[2K${line(`${doing} … ${seconds()}`)}`);
    const timer = this.#live ? setInterval(show, 250) : undefined;
    // Without a terminal, say only what may take long enough to wonder about.
    const patience = this.#live ? undefined : setTimeout(() => this.say(line(`${doing} …`)), 3_000);
    const finish = (text) => {
      clearInterval(timer);
      clearTimeout(patience);
      if (this.#live) process.stdout.write('\r\x1b[2K');
      this.say(line(`${text.padEnd(44)} ${seconds().padStart(8)}`));
    };
    try {
      const result = await work();
      const [text, value] = Array.isArray(result) ? result : [result];
      finish(text);
      return value;
    } catch (error) {
      finish(error?.name === 'AbortError' ? 'stopped' : 'did not work');
      throw error;
    }
  }
}
