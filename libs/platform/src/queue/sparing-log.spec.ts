import { createLogger } from '../logging/logger.js';
import { SparingLog } from './sparing-log.js';

it('logs a repeating error now and then, with how often it came', () => {
  const lines: string[] = [];
  let now = 0;
  const log = new SparingLog(
    createLogger({ level: 'info', name: 'worker', destination: { write: (line) => void lines.push(line) } }),
    () => now,
  );
  const lost = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  for (; now < 10_000; now += 100) log.warn(lost, 'lost');
  log.warn(new Error('another'), 'another');
  log.warn(lost, 'lost');
  expect(lines.map((line) => JSON.parse(line) as { msg: string; count: number })).toMatchObject([
    { msg: 'lost', count: 1 },
    { msg: 'another', count: 1 },
    { msg: 'lost', count: 100 },
  ]);
});
