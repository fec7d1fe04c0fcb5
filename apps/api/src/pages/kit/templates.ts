import nunjucks from 'nunjucks';
import { importOnce } from './import-once.js';
import { COMPONENTS, TEMPLATES } from './paths.js';

/** Resolves what a template names beside itself once, and not at every rendering: components do so by the dozen. */
class Loader extends nunjucks.FileSystemLoader {
  private readonly resolved = new Map<string, string>();

  override resolve(from: string, to: string): string {
    const key = `${from}\0${to}`;
    const known = this.resolved.get(key);
    if (known !== undefined) return known;
    const path = super.resolve(from, to);
    this.resolved.set(key, path);
    return path;
  }
}

/** Renders templates. Everything put into them is escaped; each is compiled once. */
export class Templates {
  private readonly environment = importOnce(
    new nunjucks.Environment(new Loader([TEMPLATES, ...COMPONENTS], { noCache: false, watch: false }), {
      autoescape: true,
      trimBlocks: true,
      lstripBlocks: true,
    }),
  );

  /**
   * @param name the path under `pages`, with `.njk`
   * @throws an Error for a template that is not there or cannot be rendered
   */
  render(name: string, values: object): string {
    return this.environment.render(name, values);
  }
}
