import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/** A command of ours that failed; the message holds the end of what it said. */
export class CommandFailed extends Error {}

/**
 * Runs a program in the clone and gives its output; ends it when the signal aborts.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ signal?: AbortSignal, env?: Record<string, string | undefined> }} [options]
 * @returns {Promise<string>}
 */
export async function run(program, args, { signal, env } = {}) {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill('SIGTERM');
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    signal?.throwIfAborted();
    if (code !== 0) throw new CommandFailed(output.trim().split('\n').slice(-40).join('\n'));
    return output;
  } finally {
    signal?.removeEventListener('abort', end);
  }
}
