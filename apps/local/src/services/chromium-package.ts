import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { librariesIn, onThePath, unpackDebianPackages } from './debian-packages.js';

/** How to run a browser on this machine. */
export interface BrowserProgram {
  readonly path: string;
  /** What its environment needs beside ours. */
  readonly env: Readonly<Record<string, string>>;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * A Chromium on the PATH, else Debian's package unpacked into `cache`, with a font of its own.
 *
 * @throws an Error that says what was tried, when there is neither
 */
export async function findBrowser(cache: string): Promise<BrowserProgram> {
  const path = process.env['BROWSER_PATH'] ?? onThePath(names);
  if (path) return { path, env: {} };
  const place = await unpackDebianPackages(cache, 'chromium', ['chromium', 'fonts-liberation']).catch(
    (error: unknown) => {
      throw new Error(
        `No browser on this machine: no ${names.join(', ')} on the PATH, and Debian's package could not be fetched. Install one, or set BROWSER_PATH. (${error instanceof Error ? error.message : String(error)})`,
      );
    },
  );
  return {
    path: join(place, 'usr', 'lib', 'chromium', 'chromium'),
    env: {
      LD_LIBRARY_PATH: [...(await librariesIn(place)), process.env['LD_LIBRARY_PATH']]
        .filter(Boolean)
        .join(':'),
      FONTCONFIG_FILE: await fontsOf(place, cache),
    },
  };
}

/** Fonts where they were unpacked, not where a machine would have them. */
async function fontsOf(place: string, cache: string): Promise<string> {
  const folder = join(cache, 'chromium-fonts');
  const file = join(folder, 'fonts.conf');
  await mkdir(folder, { recursive: true });
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(place, 'usr', 'share', 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'cache')}</cachedir>
</fontconfig>
`,
  );
  return file;
}
