/** Documents bucket: the static documents, written only when they have changed. */
import { createHash } from 'node:crypto';
import { setting } from './setting.ts';
import type { World } from './world.ts';

export interface DocumentsBucket {
  /** True when it was written; false when the very same already lay there. */
  publish(name: string, document: object): Promise<boolean>;
}

/** A phone may keep it for five minutes and then asks with the ETag. */
const CACHE_CONTROL = 'public, max-age=300, stale-while-revalidate=86400';
/** Of what says who is revoked: nobody may be given an old one while a new one is fetched. */
const TRUST_CACHE_CONTROL = 'public, max-age=60';
const TRUST_DOCUMENTS = ['trust-list', 'keys-and-policies'];

export function createDocumentsBucket(world: World): DocumentsBucket {
  return {
    async publish(name, document) {
      const { HeadObjectCommand, PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
      const s3 = new S3Client({ maxAttempts: 4, ...world.clients.s3 });
      const at = { Bucket: setting(world, 'DOCUMENTS_BUCKET'), Key: name };
      const body = JSON.stringify(document);
      const digest = createHash('sha256').update(body).digest('base64');
      try {
        const there = await s3.send(new HeadObjectCommand(at)).catch((error: unknown) => {
          if (isMissing(error)) return undefined;
          throw error;
        });
        if (there?.Metadata?.digest === digest) return false;
        await s3.send(
          new PutObjectCommand({
            ...at,
            Body: body,
            ContentType: 'application/json; charset=utf-8',
            CacheControl: TRUST_DOCUMENTS.includes(name) ? TRUST_CACHE_CONTROL : CACHE_CONTROL,
            Metadata: { digest },
          }),
        );
        return true;
      } finally {
        s3.destroy();
      }
    },
  };
}

/** A HEAD answer has no body, so S3 can only say 404. */
function isMissing(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  return name === 'NotFound' || name === 'NoSuchKey' || $metadata?.httpStatusCode === 404;
}
