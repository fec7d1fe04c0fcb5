/** What came back, read whole. `body` is the JSON of it, undefined when it was none. */
export interface Answer<B = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: B;
}

export interface Sending {
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, with whatever `content-type` the headers say. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Looks at every answer; throws for one that should not be. */
export type Check = (method: string, path: string, answer: Answer) => void;

/** Speaks HTTP to the API, as one person or as nobody. */
export class HttpClient {
  constructor(
    readonly origin: string,
    private readonly check: Check,
    private readonly token?: string,
  ) {}

  /** The same API with another token, or with none. */
  as(token: string | undefined): HttpClient {
    return new HttpClient(this.origin, this.check, token);
  }

  async send<B>(method: string, path: string, { json, raw, headers = {} }: Sending = {}): Promise<Answer<B>> {
    const body = json === undefined ? raw : JSON.stringify(json);
    const answer = await fetch(this.origin + path, {
      method: method.toUpperCase(),
      redirect: 'manual',
      headers: {
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    });
    const text = await answer.text();
    const isJson = text !== '' && (answer.headers.get('content-type') ?? '').includes('json');
    const parsed: unknown = isJson ? JSON.parse(text) : undefined;
    const whole = { status: answer.status, headers: answer.headers, text, body: parsed as B };
    this.check(method, path, whole);
    return whole;
  }

  get<B>(path: string, headers?: Sending['headers']): Promise<Answer<B>> {
    return this.send('GET', path, { headers });
  }

  post<B>(path: string, json?: unknown, headers?: Sending['headers']): Promise<Answer<B>> {
    return this.send('POST', path, { json, headers });
  }

  patch<B>(path: string, json: unknown, headers?: Sending['headers']): Promise<Answer<B>> {
    return this.send('PATCH', path, { json, headers });
  }

  put<B>(path: string, json: unknown, headers?: Sending['headers']): Promise<Answer<B>> {
    return this.send('PUT', path, { json, headers });
  }
}

/** The body of an answer that has to be a good one; otherwise the test fails with what was said. */
export async function bodyOf<B>(answering: Promise<Answer<B>>): Promise<B> {
  const { status, text, body } = await answering;
  if (status < 200 || status > 299) throw new Error(`Answered ${status}: ${text}`);
  return body;
}
