import { NotAsExpected } from './expect.js';
import { type Problem } from './answers.js';

export interface Answer<T> {
  readonly body: T;
  /** From asking to the end of the answer. */
  readonly ms: number;
}

interface Wish {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody who uses the service through its API, with a token of their own. */
export class Person {
  constructor(
    readonly name: string,
    readonly email: string,
    readonly roles: readonly string[],
    private readonly token: string,
    private readonly apiUrl: string,
  ) {}

  get<T>(path: string): Promise<Answer<T>> {
    return this.ask<T>('GET', path);
  }

  /** @param body left out where there is nothing to say */
  post<T>(path: string, body?: object): Promise<Answer<T>> {
    return this.ask<T>('POST', path, body ? { body } : {});
  }

  patch<T>(path: string, body: object): Promise<Answer<T>> {
    return this.ask<T>('PATCH', path, { body });
  }

  put<T>(path: string, body: object, headers: Wish['headers']): Promise<Answer<T>> {
    return this.ask<T>('PUT', path, { body, ...(headers ? { headers } : {}) });
  }

  /** Asks for what the service should refuse. @throws NotAsExpected when it does not, or with another code */
  async isRefused(method: string, path: string, code: string, body?: object): Promise<Problem> {
    const { response, parsed } = await this.send(method, path, body ? { body } : {});
    const problem = parsed as Problem;
    if (!response.ok && problem.code === code) return problem;
    throw new NotAsExpected(
      `${method} ${path} refused with “${code}”`,
      `${response.status} ${JSON.stringify(parsed).slice(0, 300)}`,
    );
  }

  private async ask<T>(method: string, path: string, wish: Wish = {}): Promise<Answer<T>> {
    const began = performance.now();
    const { response, parsed } = await this.send(method, path, wish);
    if (response.ok) return { body: parsed as T, ms: performance.now() - began };
    const { code, detail, errors = [] } = parsed as Problem;
    throw new NotAsExpected(
      `${this.name} may ${method} ${path}`,
      `${response.status} ${code}: ${[detail, ...errors.map(({ message }) => message)].join(' ')}`,
    );
  }

  private async send(method: string, path: string, { body, headers = {} }: Wish) {
    const response = await fetch(`${this.apiUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { response, parsed: (text === '' ? {} : JSON.parse(text)) as unknown };
  }
}
