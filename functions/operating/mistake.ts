/** What the orders of all commands have in common: a mistake is told with its remedy, and usage to whoever asks for it. */

/** What the person at the terminal can put right, with its remedy; `usage` for what was typed in no form that the command knows. */
export class Mistake extends Error {
  constructor(text: string, usage?: string) {
    super(usage === undefined ? text : `${text}\n\n${usage}`);
  }
}

/** What a command says at its end. */
export interface Told {
  text: string;
  failed: boolean;
}

/** Runs an order as it was typed; whatever else goes wrong is thrown on. */
export async function tell(argv: readonly string[], usage: string, obey: () => Promise<string>): Promise<Told> {
  if (argv.includes('--help') || argv.includes('-h')) return { text: usage, failed: false };
  try {
    return { text: await obey(), failed: false };
  } catch (error) {
    if (error instanceof Mistake) return { text: error.message, failed: true };
    throw error;
  }
}
