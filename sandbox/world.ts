/** The sandbox's World: what AWS, the sources and the super-apps are to the functions, on one machine. */
import { Agent } from 'node:http';
import type { Configuration } from '../functions/effects/configuration.ts';
import type { Clock, World } from '../functions/effects/world.ts';
import { EMBEDDED } from './embedded.ts';
import { type Naming, type Require, requireFor } from './permissions.ts';

export interface Surroundings extends Naming {
  clock: Clock;
  env: Record<string, string>;
  configuration: Configuration;
  dynamodbEndpoint: string;
  queuesEndpoint: string;
  secrets: Record<string, Record<string, string>>;
  dataKeys: World['dataKeys'];
  /** Host named in configuration → loopback origin; asked for every call, for a fault may lead elsewhere. */
  originOf: (host: string) => string | undefined;
  random: () => number;
  people: { id: string }[];
}

/** A world for one execution environment of a function, and what its role allows; after `ended` it leads nowhere. */
export function createWorld(around: Surroundings, ended: AbortSignal, require: Require): World {
  const httpAgent = new EndingAgent(ended);
  const extensions = [keptTo((request) => requireFor(request, around, require))];
  const client = (endpoint: string) => ({ ...EMBEDDED, endpoint, requestHandler: { httpAgent }, extensions });
  return {
    clock: around.clock,
    env: around.env,
    configuration: async () => structuredClone(around.configuration),
    clients: {
      dynamodb: client(around.dynamodbEndpoint),
      sqs: client(around.queuesEndpoint),
      s3: { ...client(around.queuesEndpoint), forcePathStyle: true },
    },
    async secret(name) {
      require('secretsmanager:GetSecretValue', `secret/${name}`);
      const fields = around.secrets[name];
      if (!fields) throw new Error(`There is no secret ${name}`);
      return { ...fields };
    },
    dataKeys: {
      async generate() {
        require('kms:GenerateDataKey', 'SealingKey');
        return around.dataKeys.generate();
      },
      async unwrap(wrapped) {
        require('kms:Decrypt', 'SealingKey');
        return around.dataKeys.unwrap(wrapped);
      },
    },
    origin(host) {
      if (ended.aborted) throw new Error('This execution environment has ended');
      const origin = around.originOf(host);
      if (!origin) throw new Error(`Nothing in the sandbox is called ${host}`);
      return origin;
    },
    random: around.random,
    sandboxAccount: (person) => (around.people.some(({ id }) => id === person) ? `sandbox:${person}` : undefined),
  };
}

type Handle = (request: Parameters<typeof requireFor>[0], ...rest: unknown[]) => unknown;

/** An SDK extension that looks at each request before it goes out. */
const keptTo = (look: (request: Parameters<typeof requireFor>[0]) => void) => ({
  configure(client: { httpHandler(): { handle: Handle } }) {
    const handler = client.httpHandler();
    const handle = handler.handle.bind(handler);
    handler.handle = async (request, ...rest) => {
      look(request);
      return handle(request, ...rest);
    };
  },
});

/** Connections that end with their environment. */
class EndingAgent extends Agent {
  readonly #ended: AbortSignal;

  constructor(ended: AbortSignal) {
    super({ keepAlive: true, maxSockets: 50 });
    this.#ended = ended;
    ended.addEventListener('abort', () => this.destroy(), { once: true });
  }

  override createConnection(...args: Parameters<Agent['createConnection']>) {
    if (this.#ended.aborted) throw new Error('This execution environment has ended');
    return super.createConnection(...args);
  }
}
