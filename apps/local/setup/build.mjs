import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder, root } from './paths.mjs';
import { CommandFailed, run } from './run.mjs';

const stamp = join(localFolder, 'build.stamp');

/** Styles and scripts of the pages. */
const assets = {
  sources: join(root, 'apps', 'api', 'assets'),
  script: join(root, 'apps', 'api', 'build-assets.mjs'),
  manifest: join(root, 'apps', 'api', 'dist', 'assets', 'manifest.json'),
};

/** Every project that the root tsconfig.json builds. */
function projects() {
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  return references.map(({ path }) => join(root, path));
}

/** Changes when a source, a setting of the compiler or an installed package does. */
function fingerprint() {
  const hash = createHash('sha256').update(process.versions.node);
  const add = (path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    hash.update(`${path}\0${found?.size}\0${found?.mtimeMs}\n`);
  };
  for (const file of ['tsconfig.json', 'tsconfig.base.json', 'node_modules/.package-lock.json'])
    add(join(root, file));
  const folders = [assets.sources];
  for (const project of projects()) {
    add(join(project, 'tsconfig.json'));
    folders.push(join(project, 'src'));
  }
  for (const folder of folders)
    for (const file of readdirSync(folder, { recursive: true }).sort()) add(join(folder, file));
  add(assets.script);
  return hash.digest('hex');
}

/**
 * Compiles what changed since the last build.
 * @param {AbortSignal} [signal]
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function build(signal) {
  const before = fingerprint();
  const built = [...projects().map((project) => join(project, 'dist', 'index.js')), assets.manifest].every(
    (file) => existsSync(file),
  );
  if (built && existsSync(stamp) && readFileSync(stamp, 'utf8') === before) return false;
  try {
    await run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b'], { signal });
    await run(process.execPath, [assets.script], { signal });
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    throw new CommandFailed(`The sources do not compile:\n${error.message}`);
  }
  mkdirSync(localFolder, { recursive: true });
  writeFileSync(stamp, before);
  return true;
}
