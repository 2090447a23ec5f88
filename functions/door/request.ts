/** Request and Response: what a door is given and gives back, whatever carries it. */

/** Header names are lower-case. */
export interface Request {
  method: string;
  path: string;
  /** What stands in the path where the route has a name in braces. */
  parameters: Record<string, string | undefined>;
  query: Record<string, string | undefined>;
  headers: Record<string, string | undefined>;
  /** Parsed JSON object; `undefined` where none was sent. */
  body: Record<string, unknown> | undefined;
  /** The body as it came, for whoever checks a signature over it. */
  bytes: Uint8Array | undefined;
  /** The caller's network address, as the gateway saw it; only ever counted, under an HMAC. */
  address: string;
  /** Quoted in problems and log lines. */
  reference: string;
}

export interface Response {
  status: number;
  headers?: Record<string, string>;
  /** An object is written as JSON; text goes out as it stands and must already be JSON. */
  body?: object | string;
}
