import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { ApiProblem } from '../../http/problems/api-problem.js';
import { isForPeople } from './for-people.js';
import { type Typed } from './form-state.js';

const FORM = 'application/x-www-form-urlencoded';

/** More fields than any of our forms has. */
const MOST_FIELDS = 500;

/** Lets pages, and only pages, take what a browser's form sends. */
export function readForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser<string>(FORM, { parseAs: 'string' }, (request, body, done) => {
    if (!isForPeople(request.url)) done(onlyJson());
    else done(null, parseForm(body));
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    done(needsForm(request) ? onlyForms() : undefined);
  });
}

/** Every field by its name: a text, or several when it was sent several times. Line ends as we keep them. */
export function parseForm(body: string): Typed {
  const fields = new Map<string, string | string[]>();
  let count = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    if ((count += 1) > MOST_FIELDS) break;
    const text = value.replace(/\r\n?/g, '\n');
    const known = fields.get(name);
    if (known === undefined) fields.set(name, text);
    else if (typeof known === 'string') fields.set(name, [known, text]);
    else known.push(text);
  }
  // Without a prototype, so that no name a browser sends can mean anything but a field.
  return Object.assign(Object.create(null) as object, Object.fromEntries(fields));
}

function needsForm({ method, url, headers, body }: FastifyRequest): boolean {
  if (method !== 'POST' || !isForPeople(url) || body === undefined || body === null) return false;
  return !(headers['content-type'] ?? '').toLowerCase().startsWith(FORM);
}

function onlyJson(): ApiProblem {
  return new ApiProblem('unsupported-media-type', 'Send `Content-Type: application/json`.');
}

function onlyForms(): ApiProblem {
  return new ApiProblem('unsupported-media-type', 'Go back and send the form again.');
}
