/** Setting: one of the environment variables that serverless.yml gives a function. */
import type { World } from './world.ts';

/** A setting that must be there; without it the deployment is wrong. */
export function setting(world: Pick<World, 'env'>, name: string): string {
  const value = world.env[name];
  if (!value) throw new Error(`the environment variable ${name} is not set`);
  return value;
}
