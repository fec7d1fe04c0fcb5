import { randomUUID } from 'node:crypto';
import { type Socket } from 'node:net';
import { problemOf } from './problems/problem.js';
import { ApiProblem } from './problems/api-problem.js';
import { PROBLEM_TYPE } from './problems/problem.filter.js';

/** Answers what is not HTTP, or not within its limits, and closes the connection: there is no request to go on with. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  // Reset by the other side, or closed already: nobody is there to read an answer.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = new ApiProblem(
    'malformed-request',
    'Send a complete HTTP request with headers of at most 16 kB.',
  );
  const body = JSON.stringify(problemOf(problem, randomUUID()).body);
  socket.end(
    [
      'HTTP/1.1 400 Bad Request',
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
