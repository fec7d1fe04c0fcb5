/**
 * Loaded into a worker before it starts (NODE_OPTIONS=--import): collects all garbage when asked over the channel, and says how
 * much is alive after that. What a process has resident says little: V8 collects when it must.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc');

process.on('message', ({ type }) => {
  if (type !== 'collect-garbage') return;
  collect();
  process.send({ type: 'alive', bytes: process.memoryUsage().heapUsed });
});
