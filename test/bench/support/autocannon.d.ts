/** As much of autocannon as the bench uses; it brings no types of its own. */
declare module 'autocannon' {
  export interface Request {
    method?: 'GET' | 'POST';
    path?: string;
    headers?: Record<string, string>;
    body?: string;
    /** Called before each request is sent. */
    setupRequest?: (request: Request) => Request;
  }
  export interface Options {
    url: string;
    connections: number;
    /** Seconds; requests are counted instead when `amount` is given. */
    duration?: number;
    amount?: number;
    headers?: Record<string, string>;
    requests?: Request[];
  }
  export interface Result {
    errors: number;
    timeouts: number;
    '2xx': number;
    non2xx: number;
    /** Milliseconds. */
    latency: { p50: number; p99: number };
  }
  export default function autocannon(
    options: Options,
    done: (error: Error | null, result: Result) => void,
  ): NodeJS.EventEmitter;
}
