import { Metrics } from './metrics.js';

const quiet = { process: 'test', withoutProcessMetrics: true };

describe('Metrics', () => {
  it('counts requests by route pattern and status', async () => {
    const metrics = new Metrics(quiet);
    metrics.httpAnswered('GET', '/consultations/:code', 200, 0.02);
    metrics.httpAnswered('GET', undefined, 404, 0.001);
    const text = await metrics.text();
    expect(text).toContain(
      'http_request_duration_seconds_count{process="test",method="GET",route="/consultations/:code",status="200"} 1',
    );
    expect(text).toContain('route="none",status="404"');
  });

  it('counts jobs by outcome, and waiting on the first attempt only', async () => {
    const metrics = new Metrics(quiet);
    metrics.jobEnded('send-message', 'failed', 0.1, 0.01);
    metrics.jobEnded('send-message', 'done', 0.1);
    const text = await metrics.text();
    expect(text).toContain('jobs_total{job="send-message",outcome="failed",process="test"} 1');
    expect(text).toContain('jobs_total{job="send-message",outcome="done",process="test"} 1');
    expect(text).toContain('job_wait_seconds_count{process="test",job="send-message"} 1');
    expect(text).toContain('job_duration_seconds_count{process="test",job="send-message"} 2');
  });

  it('asks for outbox and queue at each scrape, and shows no old value when they do not answer', async () => {
    const metrics = new Metrics(quiet);
    let up = true;
    const whenUp = <T>(value: T) => (up ? Promise.resolve(value) : Promise.reject(new Error('down')));
    metrics.watchOutbox(() => whenUp({ due: 3, oldestSeconds: 4.5 }));
    metrics.watchQueue(() => whenUp({ waiting: 1, active: 2, delayed: 0 }));
    const text = await metrics.text();
    expect(text).toContain('outbox_due{process="test"} 3');
    expect(text).toContain('outbox_oldest_due_seconds{process="test"} 4.5');
    expect(text).toContain('queue_jobs{state="waiting",process="test"} 1');
    expect(text).toContain('queue_jobs{state="delayed",process="test"} 0');
    up = false;
    expect(await metrics.text()).not.toMatch(/^(outbox|queue)\w*{/m);
  });

  it('measures the process itself', async () => {
    const metrics = new Metrics({ process: 'api' });
    expect(await metrics.text()).toContain('process_resident_memory_bytes{process="api"}');
  });
});
