import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** apps/api, from its sources and from what they compile to alike. */
const home = join(import.meta.dirname, '..', '..', '..');

/** Where the templates of pages stand, beside the pages. */
export const TEMPLATES = join(home, 'src', 'pages');

/** Where the build puts styles and scripts. */
export const ASSETS = join(home, 'dist', 'assets');

/** The templates of GOV.UK Frontend and MOJ Frontend. */
export const COMPONENTS: readonly string[] = (() => {
  const require = createRequire(import.meta.url);
  const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));
  return [join(folderOf('govuk-frontend'), 'dist'), folderOf('@ministryofjustice/frontend')];
})();
