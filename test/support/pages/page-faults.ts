import { type ReadPage } from './read-page.js';

/** What stands on no page: a stack, SQL, a framework’s words, a value nobody meant to show. */
const INNARDS = [
  /\n *at |node_modules|\[object|\bundefined\b|\bNaN\b|FST_|ECONN/,
  /\b(SELECT|INSERT|UPDATE|DELETE) [A-Z"]|relation "|column "|syntax error|\bpg_/,
  /postgres|typeorm|fastify|nestjs|nunjucks|\{\{|\}\}/i,
];

/** What is not as every answer to a browser has to be, a page or the way to one; empty when all is well. */
export function pageFaults(page: ReadPage): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(`${page.path}: ${fault}`);
  };
  const header = (name: string) => page.headers.get(name);
  must(page.status < 500, `status ${page.status}`);
  must(header('cache-control') === 'no-store', 'may be kept');
  must(header('x-content-type-options') === 'nosniff', 'may be sniffed');
  must(header('x-frame-options') === 'DENY', 'may be framed');
  must(header('referrer-policy') === 'no-referrer', 'is told to others');
  must((header('server') ?? header('x-powered-by')) === null, 'says what made it');
  must(header('access-control-allow-origin') === null, 'is shared');
  must(header('x-request-id') !== null, 'has no reference');
  const policy = header('content-security-policy') ?? '';
  must(policy.includes("default-src 'none'") && !/unsafe|https?:|\*/.test(policy), `policy ${policy}`);
  for (const cookie of page.headers.getSetCookie())
    must(/^__Host-[\w-]+=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/.test(cookie), 'a cookie is open');
  if (page.status !== 303) faults.push(...(isFile(page) ? fileFaults(page) : documentFaults(page, policy)));
  return faults;
}

/** Something to keep, rather than to look at. */
function isFile({ headers }: ReadPage): boolean {
  return headers.get('content-disposition') !== null;
}

function fileFaults({ path, headers, html }: ReadPage): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(`${path}: ${fault}`);
  };
  must(headers.get('content-type') === 'text/csv; charset=utf-8', 'is no table');
  const name = headers.get('content-disposition') ?? '';
  must(/^attachment; filename="[a-z0-9-]+\.csv"$/.test(name), `is called ${name}`);
  must(!/(^|[,"\n])[=+@\t-]/.test(html), 'holds a formula');
  for (const inside of INNARDS) must(!inside.test(html), `tells of the inside: ${inside.exec(html)?.[0]}`);
  return faults;
}

function documentFaults(page: ReadPage, policy: string): string[] {
  const { $, html } = page;
  const faults: string[] = [];
  const must = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(`${page.path}: ${fault}`);
  };
  must(page.headers.get('content-type') === 'text/html; charset=utf-8', 'is no page');
  must($('html').attr('lang') === 'en-GB', 'has no language');
  must($('h1').length === 1, `${$('h1').length} headings of the first level`);
  must(page.heading !== '', 'has no heading');
  must(/^(Error: )?\S.+ – Practice consultations$/.test(page.title), `title ${page.title}`);
  must(page.title.startsWith('Error: ') === page.errors.length > 0, 'title and errors do not go together');
  for (const { text, href } of page.errors)
    must(href === '' || $(href).length === 1, `the error “${text}” leads nowhere`);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
  $('script:not([src]), style').each((_, one) => must($(one).attr('nonce') === nonce, 'an inline script'));
  must($('[style], [onclick], [onload]').length === 0, 'something inline');
  const loaded = $('[src], link[href]')
    .map((_, one) => $(one).attr('src') ?? $(one).attr('href'))
    .get();
  must(
    loaded.every((url) => /^(\/(?!\/)|data:)/.test(url)),
    `something from elsewhere: ${loaded.join()}`,
  );
  $('form[method=post]').each((_, form) =>
    must($(form).find('input[name=_token]').length === 1, 'a form without its token'),
  );
  const ids = $('[id]')
    .map((_, one) => $(one).attr('id'))
    .get();
  must(
    new Set(ids).size === ids.length,
    `an id twice: ${ids.filter((id, at) => ids.indexOf(id) < at).join()}`,
  );
  for (const inside of INNARDS) must(!inside.test(html), `tells of the inside: ${inside.exec(html)?.[0]}`);
  return faults;
}
