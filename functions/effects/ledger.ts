/** Ledger: accounts, documents, profiles, consent and claims; what must never be lost. Whoever changes a thing says what it had read. */
import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  DeleteCommand,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { CitizenId } from '../../core/index.ts';
import type {
  AccountItem,
  AccountKey,
  ClaimItem,
  ConsentItem,
  DocumentItem,
  DocumentKey,
  ProfileItem,
} from './items.ts';
import { ifConditionHolds, isLive, type Tables } from './tables.ts';
import type { World } from './world.ts';

export interface Ledger {
  readAccount(account: AccountKey): Promise<AccountItem | undefined>;
  /** False when it is there already. */
  createAccount(account: AccountKey, item: AccountItem): Promise<boolean>;
  /** Links, or with `undefined` unlinks; unlinking only from `from`. */
  linkAccount(account: AccountKey, citizen: CitizenId | undefined, from?: CitizenId): Promise<void>;
  recordConsent(account: AccountKey, consent: ConsentItem): Promise<void>;
  readClaim(account: AccountKey): Promise<ClaimItem | undefined>;
  /** False when another one is still being checked. */
  writeClaim(account: AccountKey, claim: ClaimItem): Promise<boolean>;
  /** Notes that these are asked too; false when somebody else has noted it, or the claim is settled. */
  askFurther(account: AccountKey, claim: ClaimItem, sources: readonly string[]): Promise<boolean>;
  /** Removes what was said; with `failed` it remembers only that. */
  settleClaim(account: AccountKey, claim: ClaimItem, outcome: 'bound' | 'failed' | 'unsent'): Promise<void>;
  readDocument(document: DocumentKey): Promise<DocumentItem | undefined>;
  /** Those of many that are there. */
  readDocuments(documents: readonly DocumentKey[]): Promise<Map<DocumentKey, DocumentItem>>;
  /** False when it has changed since `read`. */
  writeDocument(
    document: DocumentKey,
    read: DocumentItem | undefined,
    next: Omit<DocumentItem, 'v'> | undefined,
  ): Promise<boolean>;
  readProfile(citizen: CitizenId): Promise<ProfileItem | undefined>;
  /** False when it has changed since `read`. */
  writeProfile(citizen: CitizenId, read: ProfileItem | undefined, next: Omit<ProfileItem, 'v'>): Promise<boolean>;
  forgetProfile(citizen: CitizenId): Promise<void>;
}

export function createLedger(world: World, { client, ledger: TableName }: Tables): Ledger {
  const keys = {
    account: (account: AccountKey) => ({ pk: `account#${account}`, sk: 'account' }),
    claim: (account: AccountKey) => ({ pk: `account#${account}`, sk: 'claim' }),
    document: (document: DocumentKey) => ({ pk: `document#${document}`, sk: 'document' }),
    profile: (citizen: CitizenId) => ({ pk: `citizen#${citizen}`, sk: 'profile' }),
  };
  type Key = { pk: string; sk: string };

  async function read<T>(Key: Key): Promise<T | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return isLive(Item, world.clock.now()) ? (Item as T) : undefined;
  }
  async function put(Key: Key, item: object, condition?: string, values?: Record<string, unknown>): Promise<boolean> {
    const written = await ifConditionHolds(
      client.send(
        new PutCommand({
          TableName,
          Item: { ...item, ...Key },
          ConditionExpression: condition,
          ExpressionAttributeValues: values,
          ...(condition?.includes('#state') ? { ExpressionAttributeNames: { '#state': 'state' } } : {}),
        }),
      ),
    );
    return written !== undefined;
  }
  /** Writes on top of what was read: one writer of several wins, the others read again. */
  async function replace(Key: Key, seen: { v: number } | undefined, next: object | undefined): Promise<boolean> {
    const [condition, values] = seen ? ['v = :v', { ':v': seen.v }] : ['attribute_not_exists(pk)', undefined];
    if (next)
      return put(Key, { ...next, v: (seen?.v ?? 0) + 1 }, condition as string, values as Record<string, unknown>);
    const gone = await ifConditionHolds(
      client.send(
        new DeleteCommand({
          TableName,
          Key,
          ConditionExpression: condition as string,
          ExpressionAttributeValues: values as Record<string, unknown>,
        }),
      ),
    );
    return gone !== undefined;
  }

  return {
    readAccount: (account) => read<AccountItem>(keys.account(account)),
    createAccount: (account, item) => put(keys.account(account), item, 'attribute_not_exists(pk)'),
    async linkAccount(account, citizen, from) {
      await ifConditionHolds(
        client.send(
          new UpdateCommand({
            TableName,
            Key: keys.account(account),
            UpdateExpression: citizen ? 'SET citizen = :to' : 'REMOVE citizen',
            ConditionExpression: `attribute_exists(pk)${from ? ' AND citizen = :from' : ''}`,
            ...(citizen || from
              ? {
                  ExpressionAttributeValues: {
                    ...(citizen ? { ':to': citizen } : {}),
                    ...(from ? { ':from': from } : {}),
                  },
                }
              : {}),
          }),
        ),
      );
    },
    async recordConsent(account, consent) {
      const { at, dependent } = consent;
      // In a partition of its own, so that a door which records consent may write nothing else of an account.
      await put({ pk: `consents#${account}`, sk: `${at}${dependent ? `#${dependent}` : ''}` }, consent);
    },
    readClaim: (account) => read<ClaimItem>(keys.claim(account)),
    writeClaim: (account, claim) =>
      put(
        keys.claim(account),
        claim,
        'attribute_not_exists(pk) OR #state = :failed OR askedUntil <= :now OR expiresAt <= :seconds',
        { ':failed': 'failed', ':now': world.clock.now(), ':seconds': Math.floor(world.clock.now() / 1000) },
      ),
    async askFurther(account, { id, asked }, sources) {
      const written = await ifConditionHolds(
        client.send(
          new UpdateCommand({
            TableName,
            Key: keys.claim(account),
            UpdateExpression: 'SET asked = :all, askedAt = :now',
            ConditionExpression: 'id = :id AND #state = :checking AND size(asked) = :read',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: {
              ':all': [...asked, ...sources],
              ':now': world.clock.now(),
              ':id': id,
              ':checking': 'checking',
              ':read': asked.length,
            },
          }),
        ),
      );
      return written !== undefined;
    },
    async settleClaim(account, { sealed: _forgotten, ...claim }, outcome) {
      const condition = 'id = :id';
      const values = { ':id': claim.id };
      if (outcome === 'failed') {
        await put(keys.claim(account), { ...claim, state: 'failed' }, condition, values);
        return;
      }
      await ifConditionHolds(
        client.send(
          new DeleteCommand({
            TableName,
            Key: keys.claim(account),
            ConditionExpression: condition,
            ExpressionAttributeValues: values,
          }),
        ),
      );
    },
    readDocument: (document) => read<DocumentItem>(keys.document(document)),
    async readDocuments(documents) {
      const found = new Map<DocumentKey, DocumentItem>();
      const batches = Array.from({ length: Math.ceil(documents.length / 100) }, (_, at) =>
        documents.slice(at * 100, at * 100 + 100).map(keys.document),
      );
      await Promise.all(
        batches.map(async (batch) => {
          for (let Keys: Key[] | undefined = batch; Keys?.length; ) {
            const got: BatchGetCommandOutput = await client.send(
              new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } }),
            );
            for (const item of got.Responses?.[TableName] ?? [])
              found.set((item.pk as string).slice('document#'.length) as DocumentKey, item as DocumentItem);
            // What a throttled table left out; an answer that brings nothing throws by itself.
            Keys = got.UnprocessedKeys?.[TableName]?.Keys as Key[] | undefined;
          }
        }),
      );
      return found;
    },
    writeDocument: (document, seen, next) => replace(keys.document(document), seen, next),
    readProfile: (citizen) => read<ProfileItem>(keys.profile(citizen)),
    writeProfile: (citizen, seen, next) => replace(keys.profile(citizen), seen, next),
    async forgetProfile(citizen) {
      await client.send(new DeleteCommand({ TableName, Key: keys.profile(citizen) }));
    },
  };
}
