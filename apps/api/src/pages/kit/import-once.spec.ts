import nunjucks from 'nunjucks';
import { importOnce } from './import-once.js';

/** Templates by their names, and how often one of them was run from its top. */
function environmentOf(templates: Readonly<Record<string, string>>) {
  let runs = 0;
  const loader = new (nunjucks.Loader.extend({
    getSource: (name: string) => ({ src: templates[name] ?? '', path: name, noCache: false }),
  }))() as unknown as nunjucks.ILoader;
  const environment = importOnce(new nunjucks.Environment(loader, { autoescape: true }));
  environment.addGlobal('run', () => {
    runs += 1;
    return runs;
  });
  return { render: (name: string, context = {}) => environment.render(name, context), runs: () => runs };
}

const BADGE = '{% set number = run() %}{% macro badge(text) %}<b>{{ number }} {{ text }}</b>{% endmacro %}';

describe('what templates import', () => {
  it('is worked out once, however many import it, and each has its own arguments', () => {
    const { render, runs } = environmentOf({
      badge: BADGE,
      one: `{% from 'badge' import badge %}{{ badge(name) }}`,
      two: `{% from 'badge' import badge as mark %}{{ mark('<' + name) }}`,
      all: `{% import 'badge' as badges %}{{ badges.badge(name) }}`,
    });
    expect(render('one', { name: 'Ada' })).toBe('<b>1 Ada</b>');
    expect(render('one', { name: 'Ben' })).toBe('<b>1 Ben</b>');
    expect(render('two', { name: 'Cy' })).toBe('<b>1 &lt;Cy</b>');
    expect(render('all', { name: 'Di' })).toBe('<b>1 Di</b>');
    expect(runs()).toBe(1);
  });

  it('is worked out each time where it is given what the page knows', () => {
    const { render, runs } = environmentOf({
      greeting: '{% set number = run() %}{% macro greeting() %}Hello {{ name }}{% endmacro %}',
      page: `{% from 'greeting' import greeting with context %}{{ greeting() }}`,
    });
    render('page', { name: 'Ada' });
    render('page', { name: 'Ben' });
    expect(runs()).toBe(2);
  });

  it('that fails says so each time', () => {
    const { render } = environmentOf({
      broken: '{{ nothing.here() }}{% macro badge() %}{% endmacro %}',
      page: `{% from 'broken' import badge %}{{ badge() }}`,
    });
    expect(() => render('page')).toThrow(/nothing/);
    expect(() => render('page')).toThrow(/nothing/);
  });
});
