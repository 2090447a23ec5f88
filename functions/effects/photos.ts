/** Photos: sealed objects in the bucket of papers, which nobody but the paper's door reaches. The client is loaded with the first photo. */
import { CALL_DEADLINES } from './call-deadlines.ts';
import { setting } from './setting.ts';
import type { World } from './world.ts';

export interface Photos {
  write(name: string, sealed: Uint8Array): Promise<void>;
  read(name: string): Promise<Uint8Array | undefined>;
  /** Also where there is none. */
  remove(name: string): Promise<void>;
}

/** Two megabytes take longer than a row of a table. */
const PHOTO_DEADLINES = { ...CALL_DEADLINES, requestTimeout: 5_000 };

export function createPhotos(world: World): Photos {
  let loaded: ReturnType<typeof load> | undefined;
  const load = async () => {
    const { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
    const s3 = new S3Client({ maxAttempts: 3, requestHandler: PHOTO_DEADLINES, ...world.clients.s3 });
    return { s3, DeleteObjectCommand, GetObjectCommand, PutObjectCommand };
  };
  const client = () => {
    loaded ??= load();
    return loaded;
  };
  const at = (name: string) => ({ Bucket: setting(world, 'PAPERS_BUCKET'), Key: name });

  return {
    async write(name, sealed) {
      const { s3, PutObjectCommand } = await client();
      await s3.send(new PutObjectCommand({ ...at(name), Body: sealed, ContentType: 'application/octet-stream' }));
    },
    async read(name) {
      const { s3, GetObjectCommand } = await client();
      try {
        const { Body } = await s3.send(new GetObjectCommand(at(name)));
        return await Body!.transformToByteArray();
      } catch (error) {
        if ((error as Error).name === 'NoSuchKey') return undefined;
        throw error;
      }
    },
    async remove(name) {
      const { s3, DeleteObjectCommand } = await client();
      await s3.send(new DeleteObjectCommand(at(name)));
    },
  };
}
