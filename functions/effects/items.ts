/**
 * Items: everything that lies in the two tables, in one place. Both have the string keys `pk` and `sk` and the TTL
 * attribute `expiresAt` (seconds). Attribute names of items that are read by the dozen are short, because DynamoDB
 * counts them; all times are milliseconds unless they are `expiresAt`.
 *
 * recognition-cache, which may be lost:
 *
 * | pk             | sk                   | holds                     | kept                                        |
 * |----------------|----------------------|---------------------------|---------------------------------------------|
 * | citizen id     | `#me`                | HeadItem                  | 30 days after the last asking               |
 * | citizen id     | `source#documentRef` | ReplyItem                 | results 14 days after the newest test, words 24 h |
 * | citizen id     | `#papers`            | PapersItem                | 14 days after the last paper was added      |
 * | `source#id`    | `control`            | ControlItem               | always                                      |
 * | `source#id`    | `day#date`           | `used`: calls booked      | 2 days; only where there is a quota         |
 * | `source#id`    | `hour#dateThour`     | HourItem                  | 8 days                                      |
 * | `positive#hmac` | `counted`           | nothing: a source's positive about this person was counted | 2 hours    |
 * | `source#id`    | `nonce#nonce`        | nothing: a push was read  | 10 minutes                                  |
 * | `task#citizen` | `source#documentRef#service` | TaskItem          | as long as the source keeps the task        |
 * | `token#name`   | `token`              | TokenItem                 | until a day after the token expires         |
 * | `account#key`  | `check#claim#asking` | CheckItem                 | 10 minutes                                  |
 * | `share-nonce#nonce` | `used`           | nothing: a code was issued with it | 12 minutes                         |
 * | `look-up#id`   | `look-up`            | LookUpItem; its person lies under a citizen id of their own, `look-up~…`, with head, replies and profile | 10 minutes |
 * | `receipt#hmac` | `receipt`            | ReceiptItem: of a citizen's for this venue and day | 8 days             |
 * | `limit#who#key` | the window's start  | a counter `n`             | until the window is over                    |
 * | `desk#id`      | `desk`               | DeskItem                  | until it is paired, then 12 hours           |
 * | `showing#hash` | `answered`           | `by`: hash of who asked   | 5 minutes                                   |
 *
 * recognition-ledger, with recovery:
 *
 * | pk             | sk                   | holds                                                      |
 * |----------------|----------------------|------------------------------------------------------------|
 * | `account#key`  | `account`            | AccountItem                                                |
 * | `account#key`  | `claim`              | ClaimItem: what PUT /identity said, for 10 minutes at most; of a dependent under `guardian~citizen~id` |
 * | `consents#account` | the time, for a dependent `time#id` | ConsentItem, never changed               |
 * | `document#key` | `document`           | DocumentItem: whose document it is, and by which proofs    |
 * | `citizen#id`   | `profile`            | ProfileItem: the documents, sealed                         |
 * | `citizen#id`   | `paper#id`           | PaperItem: a paper result, sealed, for 14 days             |
 * | `citizen#id`   | `code#id`            | CodeItem: a share code, until it expires                   |
 * | `citizen#id`   | `live#platform`, of a guardian's `live#platform#citizen` | LiveItem: which of them is live |
 * | `code#id`      | `code`               | `citizen`: whose share code it is, `guardian`: whose phone holds it; until it expires |
 * | `citizen#id`   | `link#id`            | LinkItem: a link to a venue or person, until it expires    |
 * | `link#id`      | `link`               | `citizen`: whose link it is, until it expires              |
 * | `looks#citizen` | `time#mark`         | LookItem: who looked, sealed, for 14 days                  |
 * | `venue#id`     | `venue`              | VenueItem, and `managers`: the accounts that are           |
 * | `venue#id`     | `staff#account`      | StaffItem                                                  |
 * | `venue#id`     | `invitation#hash`    | InvitationItem, for seven days                             |
 * | `venue#id`     | `poster#id`          | PosterItem: a venue code was signed, until it expires      |
 * | `member#account` | venue id           | nothing: the account is staff there                        |
 * | `venues`       | venue id             | nothing: there is such a venue                             |
 * | `acts#venue#id`, `acts#source#id`, `acts#keys` | time and random | ActItem: what was done and by whom, for 400 days |
 * | `sealing#day`  | the shard            | a data key, wrapped                                        |
 * | `receipts#date` | `jurisdiction#venue`, of one that was told `jurisdiction#told` | ReceiptCountItem, for 400 days |
 * | `revocations`  | prefix of the code's digest, 10 hex digits | RevocationItem, until the code expires |
 * | `superseded#` and two of the digits | the ten digits | the same: its holder has a newer one; told online alone |
 * | `trust`        | `list`               | TrustListItem: which list is in force, and what is wanted  |
 * | `trust`        | `keys-and-policies`  | KeysAndPoliciesItem, signed by a root                      |
 */
import type { HolderMatch } from '../../core/certificate/index.ts';
import type {
  CitizenId,
  CodePlatform,
  DocumentType,
  FailureReason,
  Instant,
  JurisdictionCode,
  Relation,
  Scene,
  Strength,
} from '../../core/index.ts';
import type { Complaint, Receipt } from '../../core/share-code/receipt.ts';
import type { Check } from '../../protocols/index.ts';

/** Six characters, drawn for each binding: names a document of a citizen and says nothing about it. */
export type DocumentRef = string;
/** HMAC of platform and openid: stands for an account wherever one is named. */
export type AccountKey = string & { readonly __account: unique symbol };
/** HMAC of a document's type and normalised number. */
export type DocumentKey = string & { readonly __document: unique symbol };

/** The partition's head: what reading needs in clear, and nothing more. */
export interface HeadItem {
  /** Raised by each write that rests on what was read, so that of a crowd one wins. */
  v: number;
  /** Version of the profile it was made of: what an older one said never comes back. */
  p: number;
  /** Documents by reference: `type|last four|strength`. */
  d: Record<DocumentRef, string>;
  /** Places the citizen has named, newest first, at most eight. */
  j: JurisdictionCode[];
  /** The citizens that the confirmed dependents are. */
  g?: Record<DependentId, CitizenId>;
  /** Text version of the consent; absent = withdrawn, and nobody is asked. */
  c?: string;
  /** The citizen has asked for deletion. */
  x?: true;
  /** Sessions given before this moment are over. */
  nb: number;
  /** Somebody whom staff have looked up: nothing about them is kept past this (seconds). */
  u?: number;
  /** Claims by `source#documentRef`: asked until. */
  q: Record<string, number>;
  /** Turns by `source#documentRef`: not admitted, may come back at. */
  b: Record<string, number>;
  expiresAt: number;
}

/** A source's word about one document; the earlier results stay while later answers fail. */
export interface ReplyItem {
  /** When the source last answered with its own word; absent = never. With `po`: when it sent its own. */
  at?: number;
  /** Its results, packed (asking/pack.ts); absent with `at` = none. */
  r?: string;
  /** What has gone wrong since: a failure's reason or `pending`. */
  w?: FailureReason | 'pending';
  /** When that was said. */
  wa?: number;
  /** Since when it has been so. */
  ws?: number;
  /** When to ask again after it. */
  wr?: number;
  /** When it last sent us something by itself, */
  pa?: number;
  /** of which specimens, and which it took back: for a day its own answers may still be behind. */
  ps?: string[];
  pg?: string[];
  /** It has sent something and was never asked: what it has not sent is not known. */
  po?: true;
  /** Raised by each write that rests on what was read, so that asking and sending lose nothing of each other. */
  v?: number;
  expiresAt: number;
}

/**
 * What reading needs of a paper result, in clear and nothing more; names are short because they are read with every
 * reading. `s` and `m` of one known by its number, the rest of a signed certificate.
 */
export interface PaperLine {
  /** When it was added. */
  a: number;
  /** The last characters of its number. */
  l?: string;
  /** The institution as the citizen wrote it, where no source of ours is meant. */
  i?: string;
  /** A photo is kept with it. */
  p?: true;
  /** The source that can confirm it. */
  s?: string;
  /** The mark of its number (asking/number-mark.ts). */
  m?: string;
  /** `format|issuer|key id` */
  k?: string;
  /** Digests of its identifiers, by which its issuer may withdraw it. */
  c?: string[];
  /** The document it is about. */
  d?: DocumentRef;
  /** How sure that is. */
  h?: Exclude<HolderMatch, 'differs'>;
  /** Its results, packed. */
  r?: string;
  /** When it first showed them: when it was signed. */
  t?: number;
}

/** A line for each paper, by its id; each is written by itself, so that no writer undoes another. */
export type PapersItem = { expiresAt: number } & Record<string, PaperLine | number>;

/** Eight characters, drawn. */
export type PaperId = string & { readonly __paper: unique symbol };

export interface PaperItem {
  line: PaperLine;
  /** Sealed PaperText: what was typed or scanned. */
  sealed: Uint8Array;
  /** The citizen under whom its photo lies; absent: the paper's own. Differs where two citizens turned out to be one. */
  photoOf?: CitizenId;
  expiresAt: number;
}

/** A sentence in both languages. */
export interface Announcement {
  zh: string;
  en: string;
}

/** What all environments must agree on about a source. */
export interface ControlItem {
  /** The moment until which its calls are booked: a clock that runs ahead as questions are admitted. */
  booked?: number;
  /** When the next question may begin to call: what was booked is a forecast, this is kept to. */
  callAt?: number;
  /** The next turn promised to somebody who was not admitted. */
  turn?: number;
  /** `share`: only part of what it allows is used; `off`: nobody asks. Absent = open. */
  state?: 'open' | 'share' | 'off';
  /** With `share`: the part of its limit to use, 0 to 1. */
  share?: number;
  /** When an operator expects it back. */
  backAt?: number;
  /** What an operator tells citizens while it is off. */
  announcement?: Announcement;
  /** Failures in a row. */
  fails?: number;
  /** The breaker is open until then. */
  openUntil?: number;
  /** One environment is probing until then. */
  probeUntil?: number;
  /** Its positives rose beyond all measure then: until an operator releases it, nothing it says voids another's word. */
  held?: number;
  /** When an operator last released it; what was counted before holds it no more. */
  releasedAt?: number;
  /** Hours after a report at which it usually shows it, as measured; written by publish. */
  lateHours?: number;
}

/** What asking a source brought within one hour; names are short because publish reads thousands of these. */
export interface HourItem {
  /** Questions asked, and of those answered and failed; pushes count in none of them. */
  n?: number;
  a?: number;
  f?: number;
  /** Results that were new to us, and the people newly positive among them; look-ups count in neither. */
  r?: number;
  p?: number;
  /** `d0` … `d7`: answers by duration (asking/buckets.ts). */
  [duration: `d${number}`]: number | undefined;
  /** `l0` … `l7`: new results by how long after their report they came. */
  [lateness: `l${number}`]: number | undefined;
  expiresAt: number;
}

/** A question that was submitted to a source and is not answered yet. */
export interface TaskItem {
  /** The source's id of the task; gone once it is done. */
  sealed?: Uint8Array;
  expiresAt: number;
}

export interface TokenItem {
  sealed?: Uint8Array;
  /** The beginning of its SHA-256, by which a stale token is known without opening it. */
  mark?: string;
  tokenExpiresAt?: number;
  leaseUntil?: number;
  expiresAt: number;
}

/** What came of asking a source one check. Says nothing about whom. */
export interface CheckItem {
  /** The source's own word, or why there is none. */
  word: 'yes' | 'no' | FailureReason;
  /** When asking again makes sense; absent: at once. */
  againAt?: number;
  expiresAt: number;
}

export interface AccountItem {
  platform: string;
  /** Sealed openid, for notices only. */
  openid: Uint8Array;
  citizen?: CitizenId;
  createdAt: number;
}

export interface ConsentItem {
  textVersion: string;
  at: number;
  /** What for; absent: the person's own results. */
  purpose?: 'dependent' | 'look-up';
  /** With `dependent`: for whom, and what they are to the guardian who gives it. */
  dependent?: DependentId;
  relation?: Relation;
  /** With `look-up`: where; whoever was looked up gave it to the staff there. */
  venue?: VenueId;
}

/** What PUT /identity said, kept only while it is being checked. */
export interface ClaimItem {
  id: string;
  state: 'checking' | 'failed';
  /** The check, and the strength it gives. */
  strength: Check;
  /** Sources that offer the check for such a document, in the order in which they are to be asked. */
  offering: string[];
  /** Those that were asked, in order; one that was asked again stands there again. */
  asked: string[];
  /** When somebody was last asked. */
  askedAt: number;
  /** Past this nobody is waited for, or asked again. */
  askedUntil: number;
  /** Used when the binding makes a new citizen, so that finishing twice makes one. */
  citizen: CitizenId;
  ref: DocumentRef;
  consent: string;
  /** Sealed Question: name, document, phone or specimen number; gone once settled. */
  sealed?: Uint8Array;
  expiresAt: number;
}

export interface DocumentItem {
  v: number;
  citizen: CitizenId;
  /** Accounts that have proven it, and how; guardians too, under their guardianKey. */
  proofs: Record<AccountKey, Strength>;
  /** Who has lost it and has still to be told; finished by whoever comes next. */
  displaced?: { citizen: CitizenId; accounts: AccountKey[] };
}

export interface ProfileDocument {
  type: DocumentType;
  last4: string;
  /** Masked. */
  name: string;
  strength: Strength;
  key: DocumentKey;
  /** Sealed `{name, number}`. */
  sealed: Uint8Array;
}

/** Eight characters, drawn by the guardian's phone. */
export type DependentId = string & { readonly __dependent: unique symbol };

/** Somebody without a phone of their own, as their guardian's profile names them. They are a citizen of their own. */
export interface Dependent {
  relation: Relation;
  type: DocumentType;
  last4: string;
  /** Masked. */
  name: string;
  addedAt: number;
  /** Who they are; absent until a source has confirmed them. */
  citizen?: CitizenId;
  /** No source has. */
  failed?: true;
}

export interface ProfileItem {
  v: number;
  documents: Record<DocumentRef, ProfileDocument>;
  /** Accounts that lead here; of a dependent the guardians', under their guardianKey. */
  accounts: AccountKey[];
  /** At most eight. */
  dependents?: Record<DependentId, Dependent>;
  consent?: string;
  notBefore: number;
  /** Only of somebody whom staff have looked up. */
  expiresAt?: number;
}

/** Eight letters and digits, drawn. */
export type VenueId = string & { readonly __venue: unique symbol };

/** Deliberately without any rule: which one holds follows from place and scene, and no venue can be stricter. */
export interface VenueItem {
  zh: string;
  en: string;
  jurisdiction: JurisdictionCode;
  scene: Scene;
  createdAt: number;
}

export type StaffRole = 'manager' | 'staff';

export interface StaffItem {
  role: StaffRole;
  /** Six characters, drawn: tells one from another at this venue, and says nothing about the account. */
  key: string;
  since: number;
}

export interface InvitationItem {
  role: StaffRole;
  /** The manager who gave it; absent: operators. */
  by?: AccountKey;
  expiresAt: number;
}

export interface PosterItem {
  expiresAt: number;
}

/** What can be done with venues, keys and sources. */
export type ActName =
  | 'venue-opened'
  | 'venue-closed'
  | 'manager-invited'
  | 'staff-invited'
  | 'staff-joined'
  | 'staff-removed'
  | 'poster-made'
  | 'desk-paired'
  | 'key-drawn'
  | 'key-discarded'
  | 'key-revoked'
  | 'keys-published'
  | 'code-revoked'
  | 'source-open'
  | 'source-off'
  | 'source-share'
  | 'source-hold'
  | 'source-release';

export interface ActItem {
  act: ActName;
  at: number;
  /** The key at the venue of the member of staff who did it, which says nothing about the account; absent: operators. */
  by?: string;
  /** Whom or what it was done to: the key of a member of staff, the id of a signing key. */
  what?: string;
  expiresAt: number;
}

/** Staff have looked somebody up by the document in their hand. Who it is about, only the sealed profile says. */
export interface LookUpItem {
  /** Who asks. */
  account: AccountKey;
  venue: VenueId;
  /** The id that the person has for this alone; absent where nobody had to be asked, or all is answered and forgotten. */
  citizen?: CitizenId;
  startedAt: number;
  /** All sources are asked, for those that come first did not do. */
  widened?: true;
  /** Somebody is making the answer until then. */
  settlingUntil?: number;
  verdict?: LookUpVerdict;
  expiresAt: number;
}

/** Nothing of the person, and no time but until when they are recognised. */
export type LookUpVerdict =
  | { kind: 'admit'; until?: Instant; basis: 'result' | 'sampling-proof' | 'not-required' }
  | { kind: 'refuse'; reason: 'no-result-in-window' }
  | { kind: 'ask-online'; reason: 'incomplete' | 'undetermined' };

/** A share code's `cti`: sixteen hex digits. */
export type CodeId = string & { readonly __code: unique symbol };

/** What is kept of an issued code. What it says of the citizen is nowhere but in the code. */
export interface CodeItem {
  platform: CodePlatform;
  /** Who had it issued, */
  account: AccountKey;
  /** for themself, or as this citizen's guardian. */
  guardian?: CitizenId;
  /** The document whose name and last four it carries. */
  document: DocumentRef;
  issuedAt: Instant;
  /** From then on it stands no more. */
  revokedAt?: Instant;
  /** From then on its holder has a newer one; may lie some minutes ahead. Without a network it still stands. */
  supersededAt?: Instant;
  /** The code's own end. */
  expiresAt: number;
}

export interface LiveItem {
  code: CodeId;
  /** The code's own end. */
  expiresAt: number;
}

/** Twelve characters, drawn. */
export type LinkId = string & { readonly __link: unique symbol };

export interface LinkItem {
  /** Sealed LinkTerms: to whom and for what it is. */
  sealed: Uint8Array;
  /** SHA-256 of the secret. */
  hash: Uint8Array;
  /** Who made it, */
  account: AccountKey;
  /** for themself, or as this citizen's guardian. */
  guardian?: CitizenId;
  createdAt: Instant;
  /** First or last, as it opens once or until a time. */
  openedAt?: Instant;
  /** Of one that opens once: HMAC of who did, under the secret, so that only whoever has the link can ask whether it was them. */
  openedBy?: Uint8Array;
  revokedAt?: Instant;
  expiresAt: number;
}

export interface LookItem {
  /** Sealed Look. */
  sealed: Uint8Array;
  expiresAt: number;
}

/** A code that no longer stands; which, only its digest's prefix says. */
export interface RevocationItem {
  /** Not before. */
  from?: number;
  expiresAt: number;
}

/**
 * The trust list as it is in force, and what the next one must take up. Its text, which grows with what is revoked, lies in the
 * documents' bucket under its digest, and is there before this item names it: one conditional write puts a list in force.
 */
export interface TrustListItem {
  /** Rises with every list, under a condition; absent before the first. */
  seq?: number;
  signedAt?: number;
  /** Of the keys and policies that it names, */
  edition?: number;
  /** and SHA-256 of these as a root has signed them, Base64url. */
  keysAndPolicies?: string;
  /** SHA-256 of the list as it was signed, Base64url. */
  digest?: string;
  /** How often an operator has wanted a list before the hour is over, and up to which of these this one is the answer. */
  wanted?: number;
  met?: number;
  /** Ids of all keys that were ever revoked: no list leaves one out, and nobody signs with one that a cache still holds. */
  revokedKeys?: Set<string>;
}

export interface KeysAndPoliciesItem {
  /** Raised by each publication: one of two operators wins. */
  v: number;
  /** COSE_Sign1 by a root, Base64url. */
  signed: string;
  publishedAt: number;
}

/** 128 bits, Base64url. */
export type DeskId = string & { readonly __desk: unique symbol };

/** A counter with a browser, first as it waits to be paired. */
export interface DeskItem {
  /** SHA-256 of what only the desk knows. */
  secret: Uint8Array;
  venue?: VenueId;
  /** Who paired it, and their key at the venue. */
  by?: AccountKey;
  staffKey?: string;
  /** To be paired by then; paired until then. */
  endsAt: number;
  expiresAt: number;
}

/** What a receipt says, to be signed again where its answer was lost; neither whose it is nor which venue it names. */
export interface ReceiptItem {
  given: Omit<Receipt, 'venue'>;
  counted?: true;
  expiresAt: number;
}

/** How many receipts of a day and venue there were, by complaint; of whom is written nowhere. */
export type ReceiptCountItem = { [complaint in Complaint]?: number };
