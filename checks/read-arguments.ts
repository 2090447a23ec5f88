/** What follows the name of a command of this room; whoever asks for help, or mistypes an option, reads how it is used. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Throws a RangeError that says what is not understood. */
export function argumentsOf<O extends NonNullable<ParseArgsConfig['options']>>(options: O, usage: string) {
  if (process.argv.some((word) => word === '--help' || word === '-h')) {
    console.log(usage);
    process.exit();
  }
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new RangeError(`${(error as Error).message.split('.')[0]}. ${usage}`);
  }
}
