/** Says at the terminal what came of an order: mistakes and AWS's refusals in a line with the remedy, and no value of a secret. */
import type { Told } from '../functions/operating/mistake.ts';

// The SDK warns every process on Node 20 of a support that ends in 2027; each command need not repeat it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const REMEDIES: Record<string, string> = {
  CredentialsProviderError:
    'There are no AWS credentials here: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  ExpiredTokenException: 'Your AWS credentials have expired; sign in again.',
  UnrecognizedClientException:
    'AWS does not know these credentials; are they of the stage’s own partition and account?',
  AccessDeniedException: 'Your AWS credentials do not allow this; docs/operate.md says what an order needs.',
  ResourceNotFoundException: 'There is no such table or key; is the stage deployed in this account?',
  ECONNREFUSED: 'AWS does not answer.',
  ENOTFOUND: 'AWS cannot be found; is there a network?',
  TimeoutError: 'AWS does not answer in time.',
};

/** `before`: what to look at before the order is repeated. */
export async function atTerminal(order: () => Promise<Told>, before = ''): Promise<void> {
  try {
    const { text, failed } = await order();
    console.log(text);
    if (failed) process.exitCode = 1;
  } catch (thrown) {
    console.error(explained(thrown as NodeJS.ErrnoException), before);
    process.exitCode = 1;
  }
}

/** By the error's name: its own words may quote a request, and with it a secret. Of a bug also where it happened. */
function explained({ name, code, stack = '' }: NodeJS.ErrnoException): string {
  const known = [name, code].find((each) => each !== undefined && Object.hasOwn(REMEDIES, each));
  const where = known
    ? ''
    : `\n${stack
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .join('\n')}\n`;
  return `Not done, or not wholly: ${known ?? name}. ${known ? REMEDIES[known] : ''}${where}`.trimEnd();
}
