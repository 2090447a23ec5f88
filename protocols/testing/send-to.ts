/** Run as a process of its own, whose environment says which authority it trusts: sends one request to each origin and prints what came. */
import { send } from '../http.ts';
import { AskingFailed } from '../protocol.ts';

const outcomes = await Promise.all(
  process.argv.slice(2).map(async (origin) => {
    try {
      const { status } = await send(
        origin,
        { method: 'POST', path: '/', headers: {}, body: '{"number":"x"}' },
        AbortSignal.timeout(5000),
      );
      return status;
    } catch (error) {
      return error instanceof AskingFailed ? error.reason : String(error);
    }
  }),
);
process.stdout.write(JSON.stringify(outcomes));
process.exit(0);
