import nx from '@nx/eslint-plugin';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

/** Who may import whom (docs/adr/0001-the-house.md). */
const depConstraints = [
  { sourceTag: 'scope:domain', onlyDependOnLibsWithTags: ['scope:domain'] },
  { sourceTag: 'scope:config', onlyDependOnLibsWithTags: ['scope:config'] },
  {
    sourceTag: 'scope:database',
    onlyDependOnLibsWithTags: ['scope:domain', 'scope:config', 'scope:database'],
  },
  {
    sourceTag: 'scope:platform',
    onlyDependOnLibsWithTags: ['scope:domain', 'scope:config', 'scope:platform'],
  },
  {
    sourceTag: 'scope:features',
    onlyDependOnLibsWithTags: ['scope:domain', 'scope:database', 'scope:platform', 'scope:features'],
  },
  ...['scope:api', 'scope:worker', 'scope:local'].map((sourceTag) => ({
    sourceTag,
    onlyDependOnLibsWithTags: ['scope:domain', 'scope:features', 'scope:platform', 'scope:config'],
  })),
  { sourceTag: 'scope:test', onlyDependOnLibsWithTags: ['*'] },
];

const specs = ['**/*.spec.ts', 'test/**/*.ts', '**/*-spec.ts', '**/support/**/*.ts', '**/bench/**/*.ts'];

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '.local', '.nx', 'docs'] },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { enforceBuildableLibDependency: false, allow: [], depConstraints },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/require-await': 'off',
      // A parameter that only a decorator reads is named with a leading underscore.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: [
      'apps/**/*.ts',
      'libs/features/**/*.ts',
      '**/*.controller.ts',
      '**/*.service.ts',
      '**/*.module.ts',
      '**/*.queries.ts',
    ],
    // Nest reads constructor types at run time: a type-only import would erase them.
    rules: {
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    files: ['**/libs/domain/**/*.ts', '**/domain/src/**/*.ts'],
    ignores: specs,
    rules: {
      'no-restricted-globals': ['error', { name: 'process', message: 'domain is pure' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'A rule is handed the time.',
        },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'A rule is handed the time.',
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: 'A rule is handed its randomness.',
        },
      ],
    },
  },
  {
    files: ['**/libs/features/**/*.ts', '**/features/src/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['bullmq', '@nestjs/bullmq', 'nunjucks', 'fastify', 'nodemailer', 'ical-generator'],
              message: 'Go through libs/platform.',
            },
          ],
        },
      ],
    },
  },
  {
    files: specs,
    plugins: { jest },
    languageOptions: {
      parserOptions: {
        projectService: false,
        project: ['./tsconfig.spec.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'jest/no-disabled-tests': 'error',
      'jest/no-focused-tests': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
);
