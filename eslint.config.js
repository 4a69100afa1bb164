import js from '@eslint/js';
import prettier from 'eslint-config-prettier/flat';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** A folder boundary: files matching `files` may not import what `regex` matches. */
function mayNotImport(files, regex, message) {
  return {
    files,
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
  };
}

const runes = { excludedRunes: ['$props', '$state', '$derived'] };

export default ts.config(
  {
    ignores: [
      'dist/',
      'data/',
      'out/',
      'node_modules/',
      'test-results/',
      // AssemblyScript: its own compiler checks it.
      'shared/protocol/fast/assembly/',
    ],
  },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'func-style': ['error', 'declaration'],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
    rules: { 'prefer-const': 'off', 'svelte/prefer-const': ['error', runes] },
  },
  { files: ['scripts/**', 'server/main.ts', 'server/terminal.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['shared/**'],
    ignores: ['shared/ui/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        'Date',
        'performance',
        'setTimeout',
        'setInterval',
        'crypto',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is an argument.' },
        { object: 'Date', property: 'now', message: 'Time comes in on the command.' },
      ],
    },
  },
  mayNotImport(
    ['shared/**'],
    '^(node:|express|lowdb|socket\\.io$|libsodium)|(^|/)(server|kiosk|chair-console|scripts|test)/',
    'shared/ is pure.',
  ),
  mayNotImport(
    ['shared/ui/**'],
    '^(node:|express|lowdb|socket\\.io$)|(^|/)(server|kiosk|chair-console|scripts|test)/',
    'shared/ui knows no app.',
  ),
  mayNotImport(
    ['server/**'],
    '^(svelte|#shared/ui/)|(^|/)(kiosk|chair-console|scripts|test)/',
    'server/ knows no screen.',
  ),
  mayNotImport(
    ['kiosk/**', 'chair-console/**'],
    '^node:|\\.\\./(server|kiosk|chair-console|scripts|test)/',
    'Over the wire only.',
  ),
  { files: ['**/vite.config.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  { files: ['**/*.js'], extends: [ts.configs.disableTypeChecked] },
  prettier,
  svelte.configs.prettier,
);
