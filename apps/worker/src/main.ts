import { runProcess } from '@case-consultation/platform';
import { startWorker } from './start-worker.js';

runProcess('worker', startWorker);
