import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { SCOPES } from '@case-consultation/features';
import { describeProblems } from './describe-problems.js';
import { toJsonSchema } from './to-json-schema.js';

const ABOUT = `Ask for a case consultation, get to the right consultant in days, and follow up what was agreed.

**Signing in.** Every request carries a bearer token: \`Authorization: Bearer bcc_…\`. A token has scopes and an end; what its
person may see and do is decided by their roles, and what they may not see is answered as if it were not there (404).

**Refusals** are \`application/problem+json\` (RFC 9457) with a stable \`code\`; \`type\` leads to what the code means.
\`errors\` points at each thing that has to change. \`instance\` is the reference to give when you ask for help.

**Lists** are paged by \`limit\` and \`cursor\`; pass \`next\` back as it came.

**Making things** takes an \`Idempotency-Key\`, so that a request can safely be sent again. **Saving** drafts and records
takes \`If-Match\` with the ETag that was read.

**Times** are instants with their offset (RFC 3339), days are \`YYYY-MM-DD\` in the programme's zone. Answers may grow new
fields; fields that are not known here are refused when sent.`;

const TAGS: readonly (readonly [string, string])[] = [
  ['Asking', 'Drafts, times, submitting and withdrawing'],
  ['Consultations', 'What there is, where it stands, and what has happened'],
  ['Offers', 'What a consultant is asked, and answers'],
  ['Bookings', 'Moving, cancelling, and whether it was held'],
  ['Follow-up', 'The record, the actions and the review'],
  ['My day', 'What needs the caller now'],
  ['Lead', 'What only the lead sees and does'],
  ['People', 'What leads and administrators do for those who use the service'],
  ['Programme', 'Who I am, colleagues, agencies and pathways'],
  ['Settings', 'What the programme decides for itself: settings, agencies, pathways, and the replay'],
  ['Service', 'Health, metrics, and what the API says about itself'],
];

/** The description of the API, OpenAPI 3.1, from the code that answers. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.1')
    .setTitle('Book a case consultation')
    .setDescription(ABOUT)
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addSecurity('bearer', {
      type: 'http',
      scheme: 'bearer',
      description: `An opaque token with one or more of the scopes ${SCOPES.join(', ')}`,
    });
  for (const [name, description] of TAGS) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    autoTagControllers: false,
    operationIdFactory: (_controller, method) => method,
    standardSchemaConverter: toJsonSchema,
  });
  return describeProblems(document);
}
