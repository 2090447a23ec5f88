/** Log: a closed list of sentences with codes; a line may name a source, a door and numbers, never a person or an answer. */

/**
 * Every line that can be written. `defect` means somebody must look.
 *
 * Lines are JSON: `{level, code, text, …details}`; details are source ids, references, counts and milliseconds.
 */
export const LOG_LINES = {
  'door-failed': ['error', 'A door threw; the caller was given a reference'],
  'question-failed': ['error', 'A queued question threw; its message will come again'],
  'message-unreadable': ['error', 'A queue holds a message that nobody of ours writes'],
  'question-dropped': [
    'info',
    'A question was dropped because it is answered, withdrawn or past patience, or its source is closed',
  ],
  'question-answered': ['info', 'A source was asked'],
  'send-failed': ['warn', 'A queue did not take a question; its claim is released'],
  'asking-failed': ['warn', 'Questions could not be asked, or not in time; the citizen was answered without'],
  'control-unread': ['warn', "Sources' control items could not be read; the citizen was answered without"],
  'source-held': [
    'error',
    "A source's positives have risen beyond all measure; nothing it says voids anything until an operator releases it",
  ],
  'results-received': ['info', 'A source has sent results'],
  'count-lost': ['warn', 'What asking a source or a push brought could not be counted'],
  'source-opened': ['warn', "A source's breaker has opened"],
  'source-closed': ['info', "A source's breaker has closed"],
  'token-renewed': ['info', "A source's token was renewed"],
  'binding-finished': ['info', 'A binding was finished'],
  'binding-displaced': ['info', 'A stronger proof has displaced a weaker binding'],
  'paper-added': ['info', 'A paper result was added'],
  'certificate-refused': ['info', "A paper's certificate was not taken"],
  'staff-joined': ['info', 'Somebody has become staff of a venue'],
  'desk-paired': ['info', 'Staff have paired a desk'],
  'staff-removed': ['info', 'Somebody is no longer staff of a venue'],
  'code-issued': ['info', 'A share code was issued'],
  'link-made': ['info', 'A link was made'],
  'link-opened': ['info', 'A link was opened'],
  'code-printed': ['info', 'A code was printed'],
  'code-revoked': ['info', 'A share code was revoked'],
  'looked-up': ['info', 'Staff have looked somebody up'],
  'super-app-failed': ['warn', 'A super-app did not answer'],
  'receipt-uncounted': ['warn', 'A receipt was given and could not be counted'],
  'documents-published': ['info', 'Static documents were written'],
  'trust-list-signed': ['info', 'The trust list was signed'],
  'trust-list-waits': ['warn', 'No trust list can be signed before the roots have signed keys and policies'],
  'trust-list-refused': ['error', 'A trust list was signed that phones would refuse; the last good one stays'],
  'revocations-many': [
    'error',
    'So many codes are revoked that the trust list has become large; find out what revokes them',
  ],
  'keys-ending': ['error', 'The last key of a use ends soon; draw and publish the next at least 48 hours before'],
} as const;
export type LogCode = keyof typeof LOG_LINES;
export type LogDetails = Record<string, string | number | boolean | undefined>;
export type Log = (code: LogCode, details?: LogDetails) => void;

export const log: Log = (code, details) => {
  const [level, text] = LOG_LINES[code];
  console[level](JSON.stringify({ level, code, text, ...details }));
};

/** What may be said of an error: its class and where, not its message, which may quote what it choked on. */
export function withoutContent(error: unknown): LogDetails {
  if (!(error instanceof Error)) return { error: typeof error };
  const at = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    at: at
      ?.slice(0, 6)
      .map((line) => line.trim())
      .join(' < '),
  };
}
