export * from '#shared/result/recount.ts';
