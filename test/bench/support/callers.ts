import { Agent, request } from 'node:http';

/** As many callers as wanted, each on a connection of its own that stays open. */
export class Callers {
  private readonly agent: Agent;

  constructor(count: number) {
    this.agent = new Agent({ keepAlive: true, maxSockets: count, maxFreeSockets: count });
  }

  /** @returns the status of the answer, once all of it has come */
  ask(
    url: string,
    options: { method: 'GET' | 'POST'; headers: Record<string, string>; body?: string },
  ): Promise<number> {
    const { method, headers, body } = options;
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const asked = request(
        url,
        { method, agent: this.agent, headers: { ...headers, ...length } },
        (answer) => {
          answer
            .resume()
            .on('end', () => resolve(answer.statusCode ?? 0))
            .on('error', reject);
        },
      );
      asked.on('error', reject).end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
