import { jobId } from './job-queue.js';
import { assertEveryHandler, jobCatalogue, type JobHandlers, jobNames, MissingHandlerError } from './jobs.js';

const handler = () => Promise.resolve();
const all = Object.fromEntries(jobNames.map((name) => [name, handler]));

describe('the job catalogue', () => {
  it.each(jobNames)('%s is named in kebab case, tried more than once, and waits in between', (name) => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(jobCatalogue[name].attempts).toBeGreaterThan(1);
    expect(jobCatalogue[name].backoffMs).toBeGreaterThan(0);
  });

  it('accepts a handler for every job', () => {
    expect(() => assertEveryHandler(all)).not.toThrow();
  });

  it.each(jobNames)('does not boot without a handler for %s', (name) => {
    expect(() => assertEveryHandler({ ...all, [name]: undefined })).toThrow(new MissingHandlerError([name]));
  });

  it('does not compile without one', () => {
    // @ts-expect-error every other job lacks its handler
    const handlers: JobHandlers = { 'send-message': handler };
    expect(() => assertEveryHandler(handlers)).toThrow(MissingHandlerError);
  });
});

describe('jobId', () => {
  it('is never all digits and holds no colon', () => {
    expect(jobId('42')).toBe('outbox-42');
    expect(() => jobId('a:b')).toThrow(RangeError);
    expect(() => jobId('')).toThrow(RangeError);
  });
});
