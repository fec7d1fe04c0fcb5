export { createApi, type Api, type ApiOptions } from './create-api.js';
export { type RateLimits } from './http/rate-limits.js';
export { type RouteEntry } from './http/route-table.js';
export { openApiDocument } from './openapi/openapi-document.js';
export { PROBLEM_CODES, PROBLEMS, type ProblemCode } from './http/problems/problem-codes.js';
