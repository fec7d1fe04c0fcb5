import { aCast, type Cast, type Walker, walkerIn } from '../../support/http/cast.js';
import { fill, operationsOf, type WalkedOperation } from '../../support/http/openapi.js';
import { problemIn } from '../../support/http/problems.js';
import { SENDINGS } from '../../support/http/sendings.js';
import { type Stage, Subjects } from '../../support/http/subjects.js';
import { TestApi } from '../../support/http/test-api.js';
import { TestService } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let cast: Cast;
let subjects: Subjects;
let operations: Map<string, WalkedOperation>;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  cast = await aCast(service);
  subjects = new Subjects(service, cast);
  operations = new Map(operationsOf(api.document).map((one) => [one.operationId, one]));
});
afterEach(() => subjects.withdrawAll());
afterAll(async () => {
  await api.stop();
  await service.stop();
});

type Body = Record<string, unknown>;

const named = (field: string) => (body: Body, text: string) => ({ ...body, [field]: text });

/** Every text that the API takes beside a draft's, where it stands in the body, and how it gets there. */
const TEXTS: readonly (readonly [string, string, Stage, Walker, (body: Body, text: string) => Body])[] = [
  ['withdrawRequest', '/reason', 'offered', 'requester', named('reason')],
  ['cancelBooking', '/reason', 'booked', 'requester', named('reason')],
  ['rescheduleBooking', '/reason', 'booked', 'consultant', named('reason')],
  ['declineOffer', '/reason', 'offered', 'consultant', named('reason')],
  [
    'saveRecord',
    '/headings/language-agreed',
    'held',
    'consultant',
    (body, text) => ({ ...body, headings: { 'language-agreed': text } }),
  ],
  ['addAction', '/description', 'held', 'requester', named('description')],
  ['giveFeedback', '/comment', 'held', 'requester', named('comment')],
  ['giveReview', '/note', 'shared', 'lead', named('note')],
  ['assignConsultation', '/reason', 'offered', 'lead', named('reason')],
  ['takeConsultation', '/reason', 'offered', 'lead', named('reason')],
  ['turnDownConsultation', '/reason', 'waiting', 'lead', named('reason')],
  ['turnDownConsultation', '/signpost', 'waiting', 'lead', named('signpost')],
  ['overridePriority', '/reason', 'waiting', 'lead', named('reason')],
  ['reassignConsultation', '/reason', 'booked', 'lead', named('reason')],
  ['handOverRecord', '/reason', 'held', 'lead', named('reason')],
  ['closeConsultation', '/reason', 'held', 'lead', named('reason')],
];

describe('what may identify a person, by the API', () => {
  it.each(TEXTS)('%s: %s when %s', async (id, pointer, stage, walker, write) => {
    const subject = await subjects.at(stage);
    const person = walkerIn(cast, walker, subject.consultantId);
    const operation = operations.get(id);
    const make = SENDINGS[id];
    if (!person || !operation || !make) throw new Error(`${id} cannot be sent`);
    const client = await api.as(cast.programme, person);
    const { json, ...sending } = await make({ service, cast, subjects, subject });
    const send = (text: string, more: Body = {}) => {
      const path = fill(operation.path, { code: subject.code, id: subject.id });
      return client.send(operation.method, path, {
        ...sending,
        json: { ...write(json as Body, text), ...more },
      });
    };
    const identifierReason = 'That is the name of the judge';
    const refusals = async (text: string, more?: Body) => {
      const { code, errors } = problemIn(await send(text, more)) as unknown as {
        code: string;
        errors: readonly { pointer: string; code: string }[];
      };
      return [code, ...errors.map((error) => `${error.pointer} ${error.code}`)];
    };
    expect(await refusals('See NHS 943 476 5870', { identifierReason })).toEqual([
      'identifier-found',
      `${pointer} identifier-found`,
    ]);
    expect(await refusals('Talk to Mrs Okonkwo first')).toEqual([
      'identifier-needs-reason',
      `${pointer} identifier-needs-reason`,
    ]);
    expect(await refusals('Talk to Mrs Okonkwo', { identifierReason: 'Ring 020 7946 0018' })).toEqual([
      'identifier-found',
      '/identifierReason identifier-found',
    ]);
    const kept = await send('Talk to Mrs Okonkwo first', { identifierReason });
    expect([id, kept.status < 300]).toEqual([id, true]);
  });
});
