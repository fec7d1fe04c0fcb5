import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { type Answer } from './client.js';
import { type OpenApiDocument, operationsOf, type WalkedOperation } from './openapi.js';

/** The description does not describe itself to the end. */
const ITSELF = '/api/v1/openapi.json';

/** Holds answers against the description: what it does not describe is a fault, a field too many included. */
export class Conformance {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly places: readonly { operation: WalkedOperation; matches: RegExp }[];
  private readonly compiled = new Map<string, ValidateFunction>();
  /** Operations and statuses that were met: `POST /api/v1/consultations 201`. */
  readonly met = new Set<string>();

  constructor(document: OpenApiDocument) {
    formats.default(this.ajv);
    const paths = { ...(closed(document.paths) as object), [ITSELF]: document.paths[ITSELF] };
    this.ajv.addSchema({ ...(closed(document) as object), paths }, 'api');
    this.places = operationsOf(document).map((operation) => ({
      operation,
      matches: new RegExp(`^${operation.path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
    }));
  }

  /** What the description does not say of this answer; empty when all is described. */
  faultsOf(method: string, url: string, { status, headers, body, text }: Answer): string[] {
    const path = url.split('?', 1)[0] ?? '';
    const place = this.places.find(
      ({ operation, matches }) => operation.method === method.toUpperCase() && matches.test(path),
    );
    // Not an address of ours, or not for that method: refused by the router, which is described nowhere.
    if (!place) return [];
    const { operation } = place;
    const name = `${operation.method} ${operation.path} ${status}`;
    this.met.add(name);
    const response = operation.responses[String(status)];
    if (!response) return [`${name} is not described`];
    const type = (headers.get('content-type') ?? '').split(';', 1)[0] ?? '';
    const content = response.content?.[type];
    if (!content) {
      return response.content === undefined ? [] : [`${name} as ${type || 'nothing'} is not described`];
    }
    if (body === undefined) return [`${name} has no JSON: ${text.slice(0, 80)}`];
    const { code } = body as { code?: string };
    const examples = Object.keys((content as { examples?: object }).examples ?? {});
    if (type === 'application/problem+json' && !examples.includes(code ?? '')) {
      return [`${name} with the code ${code} is not described`];
    }
    const validate = this.validatorOf(operation, status, type);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${name} ${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  private validatorOf({ path, method }: WalkedOperation, status: number, type: string): ValidateFunction {
    const $ref = reference(
      'paths',
      path,
      method.toLowerCase(),
      'responses',
      String(status),
      'content',
      type,
      'schema',
    );
    const known = this.compiled.get($ref);
    if (known) return known;
    const validate = this.ajv.compile({ $ref });
    this.compiled.set($ref, validate);
    return validate;
  }
}

/** Whether a body is what the description asks for. */
export class BodyCheck {
  private readonly ajv = new Ajv2020({ strict: false });

  constructor(document: OpenApiDocument) {
    formats.default(this.ajv);
    this.ajv.addSchema(document, 'api');
  }

  allows({ path, method }: WalkedOperation, body: unknown): boolean {
    const validate = this.ajv.compile({
      $ref: reference(
        'paths',
        path,
        method.toLowerCase(),
        'requestBody',
        'content',
        'application/json',
        'schema',
      ),
    });
    return validate(body);
  }
}

/** Where something is in the document, as a reference with a JSON pointer (RFC 6901). */
function reference(...steps: readonly string[]): string {
  const pointer = steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return `api#${encodeURI(pointer)}`;
}

/** The description with every object closed: for the tests an answer holds only what is described. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== 'object' || part === null) return part;
  const inside = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, closed(value)]));
  const isOpen = inside['type'] === 'object' && 'properties' in inside && !('additionalProperties' in inside);
  return isOpen ? { ...inside, additionalProperties: false } : inside;
}
