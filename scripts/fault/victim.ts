/** The real server, with the failpoint beneath it. Its workers do not load this. */
await import('./failpoint.ts');
await import('../../server/main.ts');
