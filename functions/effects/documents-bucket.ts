/** Documents bucket: the static documents, written only when they have changed, and each trust list under its digest. */
import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { setting } from './setting.ts';
import type { World } from './world.ts';

export interface DocumentsBucket {
  /** True when it was written; false when the very same already lay there. */
  publish(name: string, document: object): Promise<boolean>;
  /** `undefined`: there is none of this name. */
  read(name: string): Promise<object | undefined>;
}

/** A phone may keep it for five minutes and then asks with the ETag. */
const CACHE_CONTROL = 'public, max-age=300, stale-while-revalidate=86400';
/** Of what says who is revoked: nobody may be given an old one while a new one is fetched. */
const TRUST_CACHE_CONTROL = 'public, max-age=60';
const TRUST_DOCUMENTS = ['trust-list', 'keys-and-policies'];

export function createDocumentsBucket(world: Pick<World, 'env' | 'clients'>): DocumentsBucket {
  async function at<T>(work: (s3: S3Client, sdk: typeof import('@aws-sdk/client-s3')) => Promise<T>): Promise<T> {
    const sdk = await import('@aws-sdk/client-s3');
    const s3 = new sdk.S3Client({ maxAttempts: 4, ...world.clients.s3 });
    try {
      return await work(s3, sdk);
    } finally {
      s3.destroy();
    }
  }
  const named = (Key: string) => ({ Bucket: setting(world, 'DOCUMENTS_BUCKET'), Key });
  return {
    publish: (name, document) =>
      at(async (s3, { HeadObjectCommand, PutObjectCommand }) => {
        const body = JSON.stringify(document);
        const digest = createHash('sha256').update(body).digest('base64');
        const there = await s3.send(new HeadObjectCommand(named(name))).catch(ifMissing);
        if (there?.Metadata?.digest === digest) return false;
        await s3.send(
          new PutObjectCommand({
            ...named(name),
            Body: body,
            ContentType: 'application/json; charset=utf-8',
            CacheControl: TRUST_DOCUMENTS.includes(name) ? TRUST_CACHE_CONTROL : CACHE_CONTROL,
            Metadata: { digest },
          }),
        );
        return true;
      }),
    read: (name) =>
      at(async (s3, { GetObjectCommand }) => {
        const there = await s3.send(new GetObjectCommand(named(name))).catch(ifMissing);
        return there && (JSON.parse(await there.Body!.transformToString()) as object);
      }),
  };
}

/** A HEAD answer has no body, so S3 can only say 404. */
function ifMissing(error: unknown): undefined {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  if (name !== 'NotFound' && name !== 'NoSuchKey' && $metadata?.httpStatusCode !== 404) throw error;
}
