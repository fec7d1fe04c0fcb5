import { Sessions } from '@case-consultation/features';
import { type TestApi } from '../http/test-api.js';
import { type TestPerson, type TestProgramme } from '../service/programme.builder.js';
import { PageVisitor } from './page-visitor.js';

/** A browser in which nobody is signed in. */
export function aStranger(api: TestApi): PageVisitor {
  return new PageVisitor(api.nobody.origin);
}

/** A browser in which this person has signed in. */
export async function signedIn(
  api: TestApi,
  programme: Pick<TestProgramme, 'id'>,
  person: TestPerson,
): Promise<PageVisitor> {
  const visitor = aStranger(api);
  const { token } = await api.service.get(Sessions).open(programme.id, person.personId);
  visitor.keep('__Host-session', token);
  return visitor;
}
