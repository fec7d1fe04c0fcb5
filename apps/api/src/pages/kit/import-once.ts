import type nunjucks from 'nunjucks';

/** What a template gives to those that import from it. */
type Exported = Readonly<Record<string, unknown>>;
type Done<T> = (error: Error | null, value?: T) => void;

/** A template as compiled ones ask for it: without context `getExported` is called with one function alone. */
interface Importable {
  getExported(...wish: unknown[]): void;
}
type GetTemplate = (...wish: unknown[]) => Importable | undefined;

/**
 * Has an environment work out once what `{% from … import … %}` imports, and not at every rendering. Macros that are imported
 * without context know nothing of the page they are used on, so that they are the same for all of them; a page imports from a
 * dozen components, each of which would be run from its top, and what that leaves behind keeps the collector busy.
 */
export function importOnce(environment: nunjucks.Environment): nunjucks.Environment {
  const getTemplate = environment.getTemplate.bind(environment) as unknown as GetTemplate;
  const known = new WeakSet<Importable>();
  const once: GetTemplate = (...wish) => {
    const given = wish.at(-1);
    if (typeof given !== 'function') return getTemplate(...wish);
    const done: Done<Importable> = (error, template) => {
      if (template && !known.has(template)) {
        known.add(template);
        exportOnce(template);
      }
      (given as Done<Importable>)(error, template);
    };
    return getTemplate(...wish.slice(0, -1), done);
  };
  return Object.assign(environment, { getTemplate: once });
}

function exportOnce(template: Importable): void {
  const getExported = template.getExported.bind(template);
  let exported: Exported | undefined;
  template.getExported = (...wish) => {
    const [given] = wish;
    if (typeof given !== 'function') {
      getExported(...wish);
      return;
    }
    const done = given as Done<Exported>;
    if (exported) {
      done(null, exported);
      return;
    }
    const first: Done<Exported> = (error, found) => {
      if (!error) exported = found;
      done(error, found);
    };
    getExported(first);
  };
}
