/** What it means: the types of the glossary, consolidation, policy and recognition. Pure; `now` is a parameter. */
export * from './consolidate.ts';
export * from './identity.ts';
export * from './instant.ts';
export * from './jurisdiction.ts';
export * from './policy.ts';
export * from './recognise.ts';
export * from './test-result.ts';
