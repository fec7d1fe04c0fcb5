/**
 * Builds the styles and the script of the pages into dist/assets: names with a hash of what is in them, compressed
 * beforehand, and a manifest. Does nothing when nothing has changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const here = import.meta.dirname;
const out = join(here, 'dist', 'assets');
const manifestFile = join(out, 'manifest.json');
const require = createRequire(import.meta.url);
const govuk = dirname(require.resolve('govuk-frontend/package.json'));
const versionOf = (name) => JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')).version;

const sources = ['styles', 'client'].flatMap((folder) =>
  readdirSync(join(here, 'assets', folder))
    .sort()
    .map((name) => join(here, 'assets', folder, name)),
);
const made = createHash('sha256');
for (const file of [import.meta.filename, ...sources]) made.update(readFileSync(file));
for (const name of ['govuk-frontend', '@ministryofjustice/frontend']) made.update(versionOf(name));
const fingerprint = made.digest('hex');

if (!existsSync(manifestFile) || JSON.parse(readFileSync(manifestFile, 'utf8')).fingerprint !== fingerprint)
  await build();

async function build() {
  const sass = await import('sass');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const { css } = sass.compile(join(here, 'assets', 'styles', 'pages.scss'), {
    style: 'compressed',
    loadPaths: [join(here, '..', '..')],
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'if-function'],
  });
  // Sass writes a function that it does not know as it stands, and browsers then skip the rule.
  const unknown = /[^;{}]*\bgovuk-[a-z-]+\([^;}]*/.exec(css);
  if (unknown) throw new Error(`The styles call a function that does not exist: ${unknown[0]}`);
  const components = readFileSync(join(govuk, 'dist', 'govuk', 'govuk-frontend.min.js'), 'utf8');
  const library = write('govuk-frontend', 'js', components.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, ''));
  const client = (name, imported) =>
    Object.entries(imported).reduce(
      (text, [module, file]) => text.replaceAll(`./${module}.js`, `./${file}`),
      readFileSync(join(here, 'assets', 'client', `${name}.js`), 'utf8'),
    );
  const session = write('session', 'js', client('session', {}));
  const autosave = write('autosave', 'js', client('autosave', { session }));
  const modules = { 'govuk-frontend': library, session, autosave };
  const manifest = {
    fingerprint,
    styles: write('pages', 'css', css),
    script: write('pages', 'js', client('pages', modules)),
  };
  writeFileSync(manifestFile, JSON.stringify(manifest));
}

function write(name, extension, text) {
  const bytes = Buffer.from(text);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const file = `${name}-${hash}.${extension}`;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  writeFileSync(join(out, file), bytes);
  writeFileSync(join(out, `${file}.br`), brotliCompressSync(bytes, quality));
  writeFileSync(join(out, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  return file;
}
