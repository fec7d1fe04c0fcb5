import { spawn, type SpawnOptions } from 'node:child_process';

/** Runs a program to its end and gives what it printed; throws with its last words when it fails. */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<string> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let complaints = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    const last = (complaints || printed).trim().split('\n').slice(-5).join('\n');
    throw new Error(`${program} ended with ${String(code)}: ${last}`);
  }
  return printed;
}
