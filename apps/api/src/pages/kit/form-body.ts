import multipart from '@fastify/multipart';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { ApiProblem } from '../../http/problems/api-problem.js';
import { isForPeople } from './for-people.js';
import { type Typed } from './form-state.js';

const FORM = 'application/x-www-form-urlencoded';

/** More fields than any of our forms has. */
const MOST_FIELDS = 500;

const FORM_WITH_FILE = 'multipart/form-data';
/** The addresses whose forms come with a file. */
const TAKE_FILES: ReadonlySet<string> = new Set(['/people/import']);
/** Of a file, and of a text field beside it. */
const MOST_BYTES = 1024 * 1024;

/** What was chosen in a field for a file. */
export interface UploadedFile {
  readonly bytes: Buffer;
  /** It was larger than 1 MB: only the beginning is here. */
  readonly tooLarge: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The file of a form that has one; empty ones, as browsers send for none, are none. */
    upload: UploadedFile | undefined;
  }
}

/** Lets pages, and only pages, take what a browser's form sends. */
export async function readForms(fastify: FastifyInstance): Promise<void> {
  fastify.decorateRequest('upload', undefined);
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(
      hasFile(request) && !TAKE_FILES.has(request.routeOptions.url ?? '') ? refusalOf(request) : undefined,
    );
  });
  await fastify.register(multipart, {
    // One byte more than may be, so that what is cut off is known to be too large.
    limits: { fileSize: MOST_BYTES + 1, fieldSize: MOST_BYTES + 1, files: 1, fields: 20, parts: 21 },
    throwFileSizeLimit: false,
  });
  fastify.addContentTypeParser<string>(FORM, { parseAs: 'string' }, (request, body, done) => {
    if (!isForPeople(request.url)) done(onlyJson());
    else done(null, parseForm(body));
  });
  fastify.addHook('preValidation', async (request) => {
    if (hasFile(request)) request.body = await readParts(request);
    else if (needsForm(request)) throw onlyForms();
  });
}

/** Every field by its name: a text, or several when it was sent several times. Line ends as we keep them. */
export function parseForm(body: string): Typed {
  return typedFrom(new URLSearchParams(body));
}

function typedFrom(sent: URLSearchParams): Typed {
  const fields = new Map<string, string | string[]>();
  let count = 0;
  for (const [name, value] of sent) {
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

/** The fields of a form with a file; the file is put aside. */
async function readParts(request: FastifyRequest): Promise<Typed> {
  const fields = new URLSearchParams();
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields.append(part.fieldname, typeof part.value === 'string' ? part.value : '');
      continue;
    }
    const bytes = await part.toBuffer();
    if (bytes.length > 0) request.upload = { bytes, tooLarge: bytes.length > MOST_BYTES };
  }
  return typedFrom(fields);
}

function hasFile({ method, headers }: FastifyRequest): boolean {
  return method !== 'GET' && (headers['content-type'] ?? '').toLowerCase().startsWith(FORM_WITH_FILE);
}

function refusalOf({ url }: FastifyRequest): ApiProblem {
  return isForPeople(url) ? onlyForms() : onlyJson();
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
