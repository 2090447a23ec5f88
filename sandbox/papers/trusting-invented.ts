/** Trusting invented issuers: what the sandbox alone does, so that papers can be scanned in it. */
import { type Configuration, issuerOf } from '../../functions/effects/configuration.ts';
import { inventedIssuers } from './invented-issuers.ts';

export function trustingInvented(configuration: Configuration): Configuration {
  return { ...configuration, issuers: [...configuration.issuers, ...inventedIssuers.map(issuerOf)] };
}
