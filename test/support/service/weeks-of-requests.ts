import { type TestProgramme } from './programme.builder.js';
import { aSubmittedRequest } from './request.builder.js';
import { type TestService } from './service.js';

const A_WEEK_MS = 7 * 24 * 60 * 60_000;

/**
 * So many requests in each of some weeks, the first in the week that it is; the clock then stands in the week after the last.
 * Nobody is asked meanwhile: all of them wait.
 */
export async function askedWeekly(
  service: TestService,
  { practitioners: [requester] }: TestProgramme,
  counts: readonly number[],
): Promise<void> {
  for (const count of counts) {
    for (let i = 0; i < count; i += 1) await aSubmittedRequest(service, requester);
    service.clock.setTo(new Date(service.clock.now().getTime() + A_WEEK_MS));
  }
}
