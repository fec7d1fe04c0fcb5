import fc from 'fast-check';
import { nextStep, type StreamMessage } from './message-stream.js';

type Sketch = [
  kind: 'request' | 'cancel' | 'plain' | 'reminder',
  state?: StreamMessage['state'] | 'in-doubt',
];

const SHAPES = {
  request: { kind: 'offer-made', method: 'REQUEST' },
  cancel: { kind: 'offer-closed', method: 'CANCEL' },
  plain: { kind: 'record-owed', method: null },
  reminder: { kind: 'offer-reminder', method: null },
} as const;

function stream(...sketches: Sketch[]): StreamMessage[] {
  return sketches.map(([shape, state = 'owed'], at) => ({
    id: String(at),
    position: at,
    ...SHAPES[shape],
    state: state === 'in-doubt' ? 'owed' : state,
    mayHaveArrived: state === 'in-doubt' || state === 'sent',
  }));
}

describe('what to do next with one person’s messages of one booking', () => {
  it.each<[string, Sketch[], ReturnType<typeof nextStep>]>([
    ['nothing owed', [['request', 'sent']], { step: 'done' }],
    ['an empty stream', [], { step: 'done' }],
    ['the oldest first', [['plain'], ['request']], { step: 'send', id: '0' }],
    ['superseded by a newer REQUEST', [['request'], ['request']], { step: 'skip', ids: ['0'] }],
    ['taken back before it was ever sent', [['request'], ['cancel']], { step: 'skip', ids: ['0', '1'] }],
    ['taken back after it was sent', [['request', 'sent'], ['cancel']], { step: 'send', id: '1' }],
    ['taken back while in doubt', [['request', 'in-doubt'], ['cancel']], { step: 'skip', ids: ['0'] }],
    ['a skipped one that never left', [['request', 'skipped'], ['cancel']], { step: 'skip', ids: ['1'] }],
    ['in doubt, and nothing after it', [['request', 'in-doubt']], { step: 'send', id: '0' }],
    [
      'a CANCEL before its successor',
      [['request', 'sent'], ['cancel'], ['request']],
      { step: 'send', id: '1' },
    ],
    ['an unsent CANCEL between', [['request'], ['cancel'], ['request']], { step: 'skip', ids: ['0', '1'] }],
    ['a reminder in time', [['request', 'sent'], ['reminder']], { step: 'send', id: '1' }],
    ['a reminder too late', [['request', 'sent'], ['reminder'], ['cancel']], { step: 'skip', ids: ['1'] }],
    ['a plain mail keeps its place', [['request', 'sent'], ['plain'], ['cancel']], { step: 'send', id: '1' }],
    [
      'a plain mail outlives the rest',
      [['request', 'skipped'], ['cancel', 'skipped'], ['plain']],
      { step: 'send', id: '2' },
    ],
  ])('%s', (_, sketches, expected) => {
    expect(nextStep(stream(...sketches))).toEqual(expected);
  });

  it('still sends the CANCEL once the REQUEST in doubt has been marked as skipped', () => {
    const messages = stream(['request', 'in-doubt'], ['cancel']).map((message, at) =>
      at === 0 ? { ...message, state: 'skipped' as const } : message,
    );
    expect(nextStep(messages)).toEqual({ step: 'send', id: '1' });
  });

  it('goes by position, not by the order of the rows', () => {
    expect(nextStep(stream(['plain'], ['request']).reverse())).toEqual({ step: 'send', id: '0' });
  });
});

/** What a person's mailbox and calendar have seen. */
interface Person {
  arrived: StreamMessage[];
}

type Luck = 'sent' | 'refused' | 'cut-before-arrival' | 'cut-after-arrival';

/** One turn of a worker, with the bookkeeping the outbox does. Returns false when there was nothing to do. */
function turn(messages: StreamMessage[], person: Person, luck: Luck): boolean {
  const next = nextStep(messages);
  if (next.step === 'done') return false;
  if (next.step === 'skip') {
    for (const message of messages) if (next.ids.includes(message.id)) message.state = 'skipped';
    return true;
  }
  const message = messages.find(({ id }) => id === next.id);
  if (!message) throw new Error('told to send what is not there');
  const inDoubtBefore = message.mayHaveArrived;
  message.mayHaveArrived = true;
  if (luck === 'sent' || luck === 'cut-after-arrival') person.arrived.push(message);
  if (luck === 'sent') message.state = 'sent';
  if (luck === 'refused') message.mayHaveArrived = inDoubtBefore;
  return true;
}

const shapes = fc.constantFrom('request', 'cancel', 'plain', 'reminder');
const luck = fc.constantFrom<Luck>('sent', 'refused', 'cut-before-arrival', 'cut-after-arrival');
/** Messages come to be owed and workers take turns, in any order and with any luck. */
const histories = fc.array(fc.oneof(fc.record({ owe: shapes }), fc.record({ turn: luck })), {
  maxLength: 24,
});

function play(history: readonly ({ owe: keyof typeof SHAPES } | { turn: Luck })[]) {
  const messages: StreamMessage[] = [];
  const person: Person = { arrived: [] };
  for (const event of history) {
    if ('turn' in event) turn(messages, person, event.turn);
    else
      messages.push({ ...stream([event.owe])[0]!, id: String(messages.length), position: messages.length });
  }
  let turns = 0;
  while (turn(messages, person, 'sent')) if (++turns > 100) throw new Error('never done');
  return { messages, person };
}

const latest = (messages: readonly StreamMessage[]) =>
  messages.filter(({ method }) => method !== null).at(-1);

describe('whatever happens, once the stream is drained', () => {
  it('a person never gets an older message after a newer one', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const positions = play(history).person.arrived.map(({ position }) => position);
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
      }),
      { numRuns: 3_000 },
    );
  });

  it('the calendar agrees with the latest calendar message', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { messages, person } = play(history);
        const wanted = latest(messages);
        const seen = latest(person.arrived);
        const shows = (message: StreamMessage | undefined): string =>
          message?.method === 'REQUEST' ? message.id : 'nothing';
        expect(shows(seen)).toBe(shows(wanted));
      }),
      { numRuns: 3_000 },
    );
  });

  it('a CANCEL arrives exactly when something may have to be taken back', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { messages } = play(history);
        for (const [at, message] of messages.entries()) {
          if (message.method !== 'CANCEL') continue;
          const before = messages.slice(0, at).filter(({ method }) => method !== null);
          expect(message.state === 'sent').toBe(before.some(({ mayHaveArrived }) => mayHaveArrived));
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('every plain mail but a reminder has been sent, and nothing is owed', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { messages } = play(history);
        expect(messages.filter(({ state }) => state === 'owed')).toEqual([]);
        const plain = messages.filter(({ method, kind }) => method === null && kind !== 'offer-reminder');
        expect(plain.every(({ state }) => state === 'sent')).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
