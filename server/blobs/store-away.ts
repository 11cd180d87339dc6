/**
 * The store of files takes nothing just now, or gives nothing: its disk is full, only read, broken, or not there. That says
 * nothing about the bytes.
 */
export class StoreAway extends Error {
  readonly code: string

  constructor(code: string, cause?: unknown) {
    super(`The store of files is away (${code}). ${whatToDo(code)}`, { cause })
    this.name = 'StoreAway'
    this.code = code
  }
}

/** The folder has no marker (store.ts), so it is not the one that files were kept in. */
export const UNMARKED = 'UNMARKED'

/** Whatever the system refuses is the store's to mend, except that what it does not have is gone. */
export async function orAway<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isSystemError(error) && error.code !== 'ENOENT') throw new StoreAway(error.code, error)
    throw error
  }
}

/** For whoever runs KAOS. */
export function whatToDo(code: string): string {
  return `${MENDING[code] ?? 'Look at the disk under the folder for files.'} What needs files waits, and goes on by itself.`
}

const NOT_MOUNTED =
  'The folder for files (blobs in KAOS_DATA) is not the one they were kept in: mount its disk again, or bring the files back. If they are lost for good, put an empty file named .kaos-files there.'
const FULL = 'The disk of the folder for files (blobs in KAOS_DATA) is full: make room on it.'
const REFUSED =
  'KAOS may not write to the folder for files (blobs in KAOS_DATA): let the user it runs as write there, on a disk that is not read-only.'

const MENDING: Readonly<Record<string, string>> = {
  [UNMARKED]: NOT_MOUNTED,
  ENOTDIR: NOT_MOUNTED,
  ENOSPC: FULL,
  EDQUOT: FULL,
  EROFS: REFUSED,
  EACCES: REFUSED,
  EPERM: REFUSED,
}

export function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
}
