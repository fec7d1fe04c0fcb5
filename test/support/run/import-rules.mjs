import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../../apps/local/setup/paths.mjs';
import { CheckFailed } from './runner.mjs';

const forbidden = [
  ['libs/domain/src/index.ts', "export * from '@case-consultation/features';\n"],
  ['apps/api/src/index.ts', "export * from '@case-consultation/database';\n"],
];

/**
 * Lints imports that must not be and fails unless the rule says so: without nx's project graph the rule finds
 * nothing and says nothing, and a lint that passes would mean nothing.
 */
export async function importRulesApply() {
  process.env.NX_DAEMON = 'false';
  const { ESLint } = createRequire(join(root, 'package.json'))('eslint');
  for (const [file, text] of forbidden) {
    const filePath = join(root, file);
    const eslint = new ESLint({ cwd: join(filePath, '..', '..') });
    const [result] = await eslint.lintText(text, { filePath });
    if (result?.messages.some(({ ruleId }) => ruleId === '@nx/enforce-module-boundaries')) continue;
    console.error(`${file} could import what it must not: @nx/enforce-module-boundaries did not apply.`);
    throw new CheckFailed();
  }
}
