/** Device: the phone under a super-app: its holder, a network that can go away, a store that outlives the program. */
import type { Card } from './forwarding.ts';

export interface DeviceSettings {
  /** Who holds it: id of a person of the sandbox. */
  person: string;
  /** Where the sandbox's gateway listens. */
  gateway: string;
  /** The addresses that the mini-program was built with, which lead to the gateway from here; no other can be reached. */
  reaches?: string[];
  /** As the super-apps write it: zh_CN, en. */
  language?: string;
  /** The system's text size in px. */
  fontSize?: number;
  /** What the phone's clock says when it is made, in epoch milliseconds; this machine's time without it. */
  clock?: number;
  /** Whether the super-app's engine knows BigInt: on newer phones only. */
  bigInt?: boolean;
}

export interface Sent {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** Text, or an object to be sent as JSON; for GET it goes into the query. */
  data?: unknown;
  timeoutMs: number;
}
export interface Received {
  status: number;
  headers: [name: string, value: string][];
  text: string;
}
/** Why nothing was received. */
export type Lost = 'offline' | 'unlisted' | 'timed-out' | 'aborted' | 'too-many';

export interface DeviceState {
  /** From 0 to 1. */
  brightness: number;
  keptOn: boolean;
  /** Whether a picture or a film of the screen shows nothing. */
  captureHidden: boolean;
  vibrations: ('short' | 'long')[];
  /** Addresses of sounds that were played, whether or not the phone was muted. */
  sounds: string[];
  /** Paths of documents that were opened. */
  documents: string[];
  /** Paths of pictures put into the album. */
  album: string[];
  clipboard: string;
  /** Cards that were sent into a chat, oldest first. */
  cards: Card[];
}

export interface Device extends Required<Omit<DeviceSettings, 'reaches' | 'clock'>> {
  /** JSON by key. */
  readonly store: Map<string, string>;
  readonly online: boolean;
  /** The code that is held before the camera; where there is none, a person closes the scanner. */
  inView: string | undefined;
  /** How the person answers when the camera is asked for. */
  cameraAnswer: 'allow' | 'refuse';
  /** What the program has made of the phone. */
  readonly state: DeviceState;
  /** Photos that will be taken, in Base64, one each time; with none left the person closes the camera. */
  readonly photos: string[];
  /** Files by path, in Base64. */
  readonly files: Map<string, string>;
  /** The mini-program's packages that lie here, besides its main one. */
  readonly packages: Set<string>;
  /** Their names within a folder. */
  filesIn(folder: string): string[];
  /** How many requests the program has made. */
  readonly requests: number;
  setOnline(online: boolean): void;
  /** What the phone's clock says. */
  now(): number;
  setClock(now: number): void;
  onNetworkChange(listener: (online: boolean) => void): () => void;
  send(request: Sent): { received: Promise<Received | Lost>; abort(): void };
  /** A code from the super-app's server, made for this phone's holder. */
  code(kind: 'login-codes' | 'phone-codes', platform: 'wechat' | 'alipay'): Promise<string>;
}

/** What a sandbox build calls (mini-app/src/public-config.ts). */
const BUILT_FOR = ['http://127.0.0.1:4000'];
/** Both super-apps' limit. */
const MOST_REQUESTS = 10;

function withQuery(url: string, data: unknown): string {
  const values = Object.entries(data as object).map(([name, value]): [string, string] => [name, String(value)]);
  return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(values)}`;
}

export function createDevice(settings: DeviceSettings): Device {
  const { person, gateway, reaches = BUILT_FOR, language = 'zh_CN', fontSize = 16, bigInt = false, clock } = settings;
  let clockOffset = clock === undefined ? 0 : clock - Date.now();
  const listeners = new Set<(online: boolean) => void>();
  const files = new Map<string, string>();
  let underWay = 0;
  let requests = 0;
  let online = true;

  async function receive(request: Sent, abort: AbortController): Promise<Received | Lost> {
    const reach = reaches.find((each) => request.url.startsWith(`${each}/`));
    if (!online) return 'offline';
    if (reach === undefined) return 'unlisted';
    if (underWay >= MOST_REQUESTS) return 'too-many';
    underWay += 1;
    const { method, headers, data } = request;
    const inQuery = method === 'GET' && typeof data === 'object' && data !== null;
    const url = gateway + request.url.slice(reach.length);
    const timedOut = AbortSignal.timeout(request.timeoutMs);
    try {
      const response = await fetch(inQuery ? withQuery(url, data) : url, {
        method,
        headers,
        body: inQuery || data === undefined ? undefined : typeof data === 'string' ? data : JSON.stringify(data),
        signal: AbortSignal.any([abort.signal, timedOut]),
      });
      return { status: response.status, headers: [...response.headers], text: await response.text() };
    } catch {
      if (abort.signal.aborted) return 'aborted';
      return timedOut.aborted ? 'timed-out' : 'offline';
    } finally {
      underWay -= 1;
    }
  }

  return {
    person,
    gateway,
    language,
    fontSize,
    bigInt,
    store: new Map(),
    packages: new Set(),
    inView: undefined,
    cameraAnswer: 'allow',
    state: {
      brightness: 0.5,
      keptOn: false,
      captureHidden: false,
      vibrations: [],
      sounds: [],
      documents: [],
      album: [],
      clipboard: '',
      cards: [],
    },
    photos: [],
    files,
    filesIn: (folder) =>
      [...files.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1)),
    get online() {
      return online;
    },
    get requests() {
      return requests;
    },
    setOnline(now) {
      online = now;
      for (const listener of listeners) listener(now);
    },
    now: () => Date.now() + clockOffset,
    setClock(now) {
      clockOffset = now - Date.now();
    },
    onNetworkChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(request) {
      requests += 1;
      const abort = new AbortController();
      return { received: receive(request, abort), abort: () => abort.abort() };
    },
    async code(kind, platform) {
      // The super-app asks its own server.
      if (!online) throw new Error('no network');
      const response = await fetch(`${gateway}/sandbox/${kind}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ platform, person }),
      });
      if (!response.ok) throw new Error(`${kind} for ${person}: HTTP ${response.status} ${await response.text()}`);
      return ((await response.json()) as { code: string }).code;
    },
  };
}
