import { randomUUID } from 'node:crypto'
import { access, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { env } from '../env'
import { isSystemError, orAway, StoreAway, UNMARKED } from './store-away'

/**
 * Bytes by id, written once, never changed. Who may read which is decided by the `blob` row (keep-file.ts, read-file.ts);
 * nothing here knows of workspaces, so nothing outside this folder calls it. What can't be written or read just now is `StoreAway`.
 * A marker lies in the folder since it was set up: a folder without is another one, as when a disk is not mounted. Nothing is written
 * there, and what it does not have is not lost.
 */
export type BlobStore = {
  setUp(): Promise<void>
  isSetUp(): Promise<boolean>
  /** Fails as a write would. */
  check(): Promise<void>
  write(id: string, bytes: Uint8Array | readonly Uint8Array[]): Promise<void>
  read(id: string): Promise<Uint8Array>
  /** Nothing happens when it is gone already. */
  remove(id: string): Promise<void>
  /** All there are, in no order. */
  ids(): AsyncIterable<string>
}

export function blobStore(): BlobStore {
  return diskStore(join(env().KAOS_DATA, 'blobs'))
}

export function diskStore(folder: string): BlobStore {
  const pathOf = (id: string) => {
    if (!UUID.test(id)) throw new Error('A blob id is a UUID')
    return join(folder, id.slice(-2), id)
  }
  const marker = join(folder, '.kaos-files')
  const mark = () => access(marker).catch((error: unknown) => Promise.reject(isGone(error) ? new StoreAway(UNMARKED, error) : error))
  return {
    async setUp() {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(marker, '', { mode: 0o600 })
    },
    isSetUp: () =>
      access(marker).then(
        () => true,
        () => false,
      ),
    check: () =>
      orAway(async () => {
        await mark()
        const path = join(folder, '.check')
        await writeWhole(path, [Buffer.from('Whether files can be kept.')])
        await rm(path, { force: true })
      }),
    write(id, bytes) {
      const path = pathOf(id)
      return orAway(async () => {
        await mark()
        await writeWhole(path, bytes instanceof Uint8Array ? [bytes] : bytes)
      })
    },
    read(id) {
      const path = pathOf(id)
      return orAway(async () => {
        try {
          return await readFile(path)
        } catch (error) {
          if (isGone(error)) await mark()
          throw error
        }
      })
    },
    remove: (id) => rm(pathOf(id), { force: true }),
    async *ids() {
      for (const part of await namesIn(folder)) for (const name of await namesIn(join(folder, part))) if (UUID.test(name)) yield name
    },
  }
}

async function writeWhole(path: string, pieces: readonly Uint8Array[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const unfinished = `${path}.${randomUUID()}`
  const file = await open(unfinished, 'wx', 0o600)
  try {
    await writeFile(file, pieces)
    await file.sync()
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  } finally {
    await file.close()
  }
  await rename(unfinished, path)
}

function isGone(error: unknown): boolean {
  return isSystemError(error) && error.code === 'ENOENT'
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []) // not there, or no folder
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
