import fc from 'fast-check';
import { type Answer } from '../../support/http/client.js';
import { BodyCheck } from '../../support/http/conformance.js';
import { bodySchema } from '../../support/http/openapi.js';
import { faultsOf } from '../../support/http/problems.js';
import { contentsButReads } from '../../support/http/rows.js';
import { brokenFrom, valueOf } from '../../support/http/schema-arbitrary.js';
import { type Subject } from '../../support/http/subjects.js';
import { type Bench, Workbench } from '../../support/http/workbench.js';

/** Bodies made from the description itself: as it says, and with one thing broken. */

const BROKEN_FOR_EACH = 30;
const ALLOWED_FOR_EACH = 7;

let workbench: Workbench;
let check: BodyCheck;

beforeAll(async () => {
  workbench = await Workbench.start();
  check = new BodyCheck(workbench.api.document);
});
afterAll(() => workbench.stop());

function bodiesOf({ operation }: Bench): fc.Arbitrary<unknown> {
  const schema = bodySchema(operation);
  if (!schema) throw new Error(`${operation.operationId} takes no body`);
  return valueOf(schema, workbench.api.document.components.schemas);
}

const send = (bench: Bench, subject: Subject, body: unknown): Promise<Answer> =>
  workbench.send(bench, subject, {
    raw: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

const isGood = ({ status }: Answer) => status >= 200 && status <= 299;

describe('bodies made from the description', () => {
  it('are refused with a pointer when one thing is broken, and nothing is half done', async () => {
    let sent = 0;
    const codes = new Map<string, number>();
    for (const bench of workbench.withBody()) {
      const { operationId } = bench.operation;
      const subject = await workbench.at(bench.stage);
      const before = await contentsButReads(workbench.service);
      await fc.assert(
        fc.asyncProperty(brokenFrom(bodiesOf(bench)), async (body) => {
          // Broken in a way that the description still allows.
          if (check.allows(bench.operation, body)) return;
          const answer = await send(bench, subject, body);
          sent += 1;
          const { code, errors = [] } = answer.body as { code: string; errors?: { pointer: string }[] };
          codes.set(code, (codes.get(code) ?? 0) + 1);
          expect([operationId, answer.status, faultsOf(answer)]).toEqual([operationId, 422, []]);
          expect(errors.length).toBeGreaterThan(0);
        }),
        { numRuns: BROKEN_FOR_EACH },
      );
      expect([operationId, await contentsButReads(workbench.service)]).toEqual([operationId, before]);
    }
    expect(sent).toBeGreaterThan(400);
    expect([...codes.keys()]).toEqual(['invalid-input']);
  });

  it('are done or refused by a rule when they are as the description says, never with a fault', async () => {
    const found = new Map<string, number>();
    for (const bench of workbench.withBody()) {
      const { operationId } = bench.operation;
      let subject = await workbench.subjects.at(bench.stage);
      let before = await contentsButReads(workbench.service);
      await fc.assert(
        fc.asyncProperty(bodiesOf(bench), async (body) => {
          const answer = await send(bench, subject, body);
          const { code } = (answer.body ?? {}) as { code?: string };
          const outcome = isGood(answer) ? 'ok' : String(code);
          found.set(outcome, (found.get(outcome) ?? 0) + 1);
          if (isGood(answer)) {
            subject = await workbench.subjects.at(bench.stage);
            before = await contentsButReads(workbench.service);
          } else {
            expect([operationId, faultsOf(answer)]).toEqual([operationId, []]);
            expect([operationId, await contentsButReads(workbench.service)]).toEqual([operationId, before]);
          }
        }),
        { numRuns: ALLOWED_FOR_EACH },
      );
      await workbench.subjects.withdrawAll();
    }
    expect(found.get('ok')).toBeGreaterThan(20);
    expect(found.size).toBeGreaterThan(5);
  });
});
