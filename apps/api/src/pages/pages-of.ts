import { type Config } from '@case-consultation/config';
import { type Clock } from '@case-consultation/platform';
import { findAssets } from './kit/assets.js';
import { Cookies } from './kit/cookies.js';
import { ErrorPages } from './kit/error-pages.js';
import { Renderer } from './kit/renderer.js';
import { Templates } from './kit/templates.js';
import { type PagesParts } from './pages.module.js';

/** What the pages of this service are made with. @throws an Error when their styles are not built */
export function pagesOf(
  config: Pick<Config, 'publicUrl' | 'serviceName' | 'localMode'>,
  clock: Clock,
): PagesParts & { readonly errors: ErrorPages } {
  const cookies = Cookies.of(config);
  const { serviceName, localMode } = config;
  const surroundings = { serviceName, localMode, assets: findAssets() };
  const renderer = new Renderer(new Templates(), cookies, surroundings, clock);
  return { cookies, renderer, errors: new ErrorPages(renderer) };
}
