// Where recordings go. Replace the folder by the object store of your platform; nothing else knows about it.
import { randomUUID } from 'node:crypto';
import { access, constants, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps recordings. */
export interface Store {
  /** Its name in spans and logs. */
  readonly name: string;
  /** Stores the bytes under an id, in place of what is there. Resolves when they would survive a crash, not before. */
  put(id: string, bytes: Buffer): Promise<void>;
  /** Whether it can store; what the readiness probe asks. */
  isWritable(): Promise<boolean>;
}

/** A store in a folder of a volume. */
export function createFolderStore(name: string, folder: string): Store {
  return {
    name,
    async put(id, bytes) {
      // Of its own: the same recording may be under way twice.
      const partial = join(folder, `${id}.${randomUUID()}.partial`);
      try {
        const file = await open(partial, 'wx');
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        // By the final name a file is whole, whenever the process ends.
        await rename(partial, join(folder, id));
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
    isWritable: () =>
      access(folder, constants.W_OK).then(
        () => true,
        () => false,
      ),
  };
}
