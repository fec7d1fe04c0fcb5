import nunjucks from 'nunjucks';
import { COMPONENTS, TEMPLATES } from './paths.js';

/** Renders templates. Everything put into them is escaped; each is compiled once. */
export class Templates {
  private readonly environment = new nunjucks.Environment(
    new nunjucks.FileSystemLoader([TEMPLATES, ...COMPONENTS], { noCache: false, watch: false }),
    { autoescape: true, trimBlocks: true, lstripBlocks: true },
  );

  /**
   * @param name the path under `pages`, with `.njk`
   * @throws an Error for a template that is not there or cannot be rendered
   */
  render(name: string, values: object): string {
    return this.environment.render(name, values);
  }
}
