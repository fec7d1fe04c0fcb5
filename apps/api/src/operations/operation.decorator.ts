import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOperation, ApiResponse, ApiSecurity } from '@nestjs/swagger';
import { type z } from 'zod';
import { type Scope } from '@case-consultation/features';
import { type ProblemCode } from '../http/problems/problem-codes.js';

/** What a caller needs: a token with this scope, or nothing at all. */
export type AccessNeeded = Scope | 'public';

export const ACCESS_NEEDED = 'api:access-needed';
export const PROBLEMS_OF_OPERATION = 'x-problems';

interface Described {
  /** A few words in the imperative. */
  summary: string;
  /** What is worth knowing beside. */
  description?: string;
  /** The answer when all went well; left out when it has no body. */
  answer?: z.ZodType;
  /** 200 unless told otherwise. */
  status?: 200 | 201 | 204;
  /** Codes of this operation; those that every operation shares are added in the description. */
  problems?: readonly ProblemCode[];
  /** Takes an `Idempotency-Key` and says where the new thing is. */
  creates?: boolean;
  /** Takes the version that was read. */
  ifMatch?: 'optional' | 'required';
  /** Answers with a page and a link to the next. */
  paged?: boolean;
}

/** One operation of the API for a signed-in caller with this scope, and how it is described. */
export function Operation({ scope, ...described }: Described & { scope: Scope }): MethodDecorator {
  return applyDecorators(
    SetMetadata(ACCESS_NEEDED, scope satisfies AccessNeeded),
    ApiSecurity('bearer', [scope]),
    ...descriptionOf(described),
  );
}

/** One operation that anybody may call, without a token. Never for anything about a person. */
export function PublicOperation(described: Described): MethodDecorator {
  return applyDecorators(
    SetMetadata(ACCESS_NEEDED, 'public' satisfies AccessNeeded),
    ...descriptionOf(described),
  );
}

function descriptionOf({
  summary,
  description,
  problems = [],
  status = 200,
  ...rest
}: Described): MethodDecorator[] {
  const { answer, creates, ifMatch, paged } = rest;
  const headers: Record<string, { description: string; schema: { type: 'string' } }> = {};
  if (creates) headers['Location'] = textHeader('Where the new thing is');
  if (ifMatch) headers['ETag'] = textHeader('The version, for If-Match');
  if (paged) headers['Link'] = textHeader('The next page, with rel="next"');
  const ownProblems: ProblemCode[] = [
    ...problems,
    ...(creates ? (['idempotency-key-reused'] as const) : []),
    ...(ifMatch ? (['changed-meanwhile'] as const) : []),
    ...(ifMatch === 'required' ? (['version-needed'] as const) : []),
    ...(paged ? (['bad-cursor'] as const) : []),
  ];
  return [
    HttpCode(status),
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }),
    ApiResponse({
      status,
      description: status === 201 ? 'Made' : 'Done',
      ...(answer === undefined ? {} : { standardSchema: answer }),
      ...(Object.keys(headers).length === 0 ? {} : { headers }),
    }),
    ApiExtension(PROBLEMS_OF_OPERATION, [...new Set(ownProblems)]),
    ...(creates ? [IDEMPOTENCY_KEY] : []),
    ...(ifMatch ? [ifMatchHeader(ifMatch)] : []),
  ];
}

function textHeader(description: string) {
  return { description, schema: { type: 'string' as const } };
}

const IDEMPOTENCY_KEY = ApiHeader({
  name: 'Idempotency-Key',
  required: false,
  description:
    'Any text of 1 to 200 printable characters, best a UUID. The same request with the same key within a day makes nothing new: it is answered with what was made first.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  example: '6f1c7d0e-3a52-4a7c-9a43-0c6c1b7f5a10',
});

function ifMatchHeader(need: 'optional' | 'required'): MethodDecorator {
  return ApiHeader({
    name: 'If-Match',
    required: need === 'required',
    description: 'The ETag of what you read. When it was changed since, nothing is overwritten.',
    schema: { type: 'string' },
    example: '"3"',
  });
}
