import { queueConnection } from './queue-connection.js';
import { isLost } from './postgres-queue.js';

describe('isLost', () => {
  it.each([
    ['57P01', 'terminating connection due to administrator command'],
    ['57P03', 'the database system is starting up'],
    ['08006', 'connection failure'],
    ['ECONNRESET', 'read ECONNRESET'],
    [undefined, 'Connection terminated unexpectedly'],
    [undefined, 'timeout exceeded when trying to connect'],
  ])('takes %s %s for a lost connection', (code, message) => {
    expect(isLost(Object.assign(new Error(message), { code }))).toBe(true);
  });

  it.each([
    ['BM001', 'missing lock'],
    ['42P01', 'relation does not exist'],
    ['57014', 'canceling statement due to statement timeout'],
    [undefined, 'anything else'],
  ])('takes %s %s for a failed statement', (code, message) => {
    expect(isLost(Object.assign(new Error(message), { code }))).toBe(false);
  });
});

describe('queueConnection', () => {
  it.each([
    ['redis://127.0.0.1:6379', 'redis'],
    ['rediss://queue.example.org', 'redis'],
    ['postgres://app@127.0.0.1/db', 'postgres'],
    ['postgresql://app@127.0.0.1/db', 'postgres'],
  ])('%s is %s', (url, engine) => {
    expect(queueConnection(url)).toEqual({ engine, url, poolSize: 5 });
  });

  it('knows no other engine', () => {
    expect(() => queueConnection('amqp://queue.example.org')).toThrow('There is no queue engine for amqp://');
  });
});
