/**
 * A setting is missing or wrong. The message is one line that names the setting and shows an example;
 * it never repeats the value that was given, which may be a secret.
 */
export class ConfigError extends Error {
  constructor(
    readonly setting: string,
    problem: string,
    readonly example: string,
  ) {
    super(`${setting} ${problem}. Example: ${setting}=${example}`);
    this.name = 'ConfigError';
    // One line is all that a person starting the service needs.
    this.stack = `${this.name}: ${this.message}`;
  }
}
