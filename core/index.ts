/** What it means: the types of the glossary, consolidation, policy and recognition. Pure; `now` is a parameter. */
export * from './consolidate.ts';
export * from './consolidated-result.ts';
export * from './identity.ts';
export * from './identity-document.ts';
export * from './instant.ts';
export * from './institution-name.ts';
export * from './jurisdiction.ts';
export * from './mask.ts';
export * from './person-name.ts';
export { withoutSpaces } from './plain-text.ts';
export { CLOCK_SKEW_MS, hasPlausibleTimes } from './plausible.ts';
export * from './policy.ts';
export * from './recognise.ts';
export * from './same-person.ts';
export * from './scope.ts';
export * from './seen.ts';
export { type AnsweredSource, carriesNumber } from './sightings.ts';
export * from './test-result.ts';
