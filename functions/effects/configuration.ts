/** Configuration: everything config/ holds, read once, with instants parsed; the only way it enters the functions. */
import type { CertificateFormat, HolderMatch, Issuer, IssuerKey } from '../../core/certificate/index.ts';
import { type Instant, type Jurisdiction, type Policy, parseInstant, type ScopeDefinition } from '../../core/index.ts';
import type { SigningAlgorithm } from '../../core/share-code/signed-key.ts';
import type { SourceFile } from '../../protocols/index.ts';

/** An issuer as its file writes it: instants as RFC 3339 text. */
export type IssuerFile = Omit<Issuer, 'keys'> & {
  keys: (Omit<IssuerKey, 'signsFrom' | 'signsUntil'> & { signsFrom?: string; signsUntil?: string })[];
};

/** What may be recognised of a certificate whose signature holds. */
export interface CertificateRule {
  recognised: boolean;
  /** How sure it must be that it is about the citizen. */
  holder: Exclude<HolderMatch, 'differs'>[];
  /** Codes of nucleic-acid tests. */
  tests: string[];
}

/** What may be recognised of each kind of paper: config/papers.json. */
export interface PapersFile extends Record<CertificateFormat, CertificateRule> {
  number: { confirmed: { recognised: boolean }; unconfirmed: { recognised: false } };
  photo: { recognised: false };
}

/** A policy as its file writes it: instants as RFC 3339 text. */
export type PolicyFile = Omit<Policy, 'effectiveFrom' | 'effectiveUntil'> & {
  effectiveFrom: string;
  effectiveUntil?: string;
};

/** A root's public half as config/roots.json writes it. */
export interface RootFile {
  /** The first four bytes of SHA-256 of the public half, hex. */
  kid: string;
  /** Base64url. */
  publicKey: string;
  algorithm: SigningAlgorithm;
}

/** Who signs keys and policies: the root in use, and the one that takes its place. `null`: no ceremony was held yet. */
export interface RootsFile {
  current: RootFile | null;
  next: RootFile | null;
}

interface Sentence {
  zh: string;
  en: string;
}

/** What staff read: config/staff-words.json. */
export interface StaffWordsFile {
  notice: Sentence;
  /** By a verdict's reason. */
  reasons: Record<string, Sentence>;
}

/** The shape of `configuration.json`: config/ in one file, as text. */
export interface ConfigurationFile {
  sources: SourceFile[];
  jurisdictions: Jurisdiction[];
  policies: PolicyFile[];
  scopes: ScopeDefinition[];
  papers: PapersFile;
  /** Whose signed papers are believed. */
  issuers: IssuerFile[];
  roots: RootsFile;
  /** Ids of the sources that this deployment asks; the others are only named. */
  connected: string[];
}

export interface Configuration extends Omit<ConfigurationFile, 'policies' | 'connected' | 'issuers'> {
  policies: Policy[];
  issuers: Issuer[];
  connected: ReadonlySet<string>;
}

/** `npm run check` has found every mistake a person can make; what is still wrong here is a defect. */
export function configurationOf(file: ConfigurationFile): Configuration {
  return {
    ...file,
    policies: file.policies.map(policyOf),
    issuers: file.issuers.map(issuerOf),
    connected: new Set(file.connected),
  };
}

/** Reads config/ as it lies on the disk into one value, every source connected; packaging writes it beside each bundle. */
export async function readConfigurationFolder(folder: string): Promise<ConfigurationFile> {
  const { readdir, readFile } = await import('node:fs/promises');
  const read = async <T>(path: string): Promise<T> => JSON.parse(await readFile(path, 'utf8')) as T;
  const readAll = async <T>(sub: string): Promise<T[]> => {
    const names = (await readdir(`${folder}/${sub}`)).filter((name) => name.endsWith('.json')).sort();
    return Promise.all(names.map((name) => read<T>(`${folder}/${sub}/${name}`)));
  };
  const sources = await readAll<SourceFile>('sources');
  return {
    sources,
    connected: sources.map(({ id }) => id),
    jurisdictions: await read<Jurisdiction[]>(`${folder}/jurisdictions.json`),
    policies: (await readAll<PolicyFile[]>('policies')).flat(),
    scopes: await readAll<ScopeDefinition>('scopes'),
    papers: await read<PapersFile>(`${folder}/papers.json`),
    issuers: (await read<{ issuers: IssuerFile[] }>(`${folder}/issuers.json`)).issuers,
    roots: await readRoots(folder),
  };
}

async function readRoots(folder: string): Promise<RootsFile> {
  const { readFile } = await import('node:fs/promises');
  const { current, next } = JSON.parse(await readFile(`${folder}/roots.json`, 'utf8')) as RootsFile;
  return { current, next };
}

/** Words as the trust list carries them: `notice`, and `reason.<reason>`. Only whoever has them signed reads the file. */
export async function readStaffWords(folder: string): Promise<Record<string, Sentence>> {
  const { readFile } = await import('node:fs/promises');
  const { notice, reasons } = JSON.parse(await readFile(`${folder}/staff-words.json`, 'utf8')) as StaffWordsFile;
  const named = Object.entries(reasons).map(([reason, sentence]) => [`reason.${reason}`, sentence] as const);
  return { notice, ...Object.fromEntries(named) };
}

export async function loadConfiguration(folder: string): Promise<Configuration> {
  return configurationOf(await readConfigurationFolder(folder));
}

function policyOf(file: PolicyFile): Policy {
  const { effectiveFrom, effectiveUntil, ...rest } = file;
  const where = `policy of ${file.jurisdiction} (${file.document})`;
  return {
    ...rest,
    effectiveFrom: instantIn(where, effectiveFrom),
    ...(effectiveUntil === undefined ? {} : { effectiveUntil: instantIn(where, effectiveUntil) }),
  };
}

/** Also for those that the sandbox adds. */
export function issuerOf(file: IssuerFile): Issuer {
  const keys = file.keys.map(({ signsFrom, signsUntil, ...key }) => ({
    ...key,
    ...(signsFrom === undefined ? {} : { signsFrom: instantIn(`issuer ${file.id}`, signsFrom) }),
    ...(signsUntil === undefined ? {} : { signsUntil: instantIn(`issuer ${file.id}`, signsUntil) }),
  }));
  return { ...file, keys };
}

function instantIn(where: string, text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(`${where}: ${text} is no RFC 3339 time`);
  return at;
}
