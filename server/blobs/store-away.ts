/**
 * The store of files takes nothing just now, or gives nothing: its disk is full, only read, broken, or not there. That says
 * nothing about the bytes.
 */
export class StoreAway extends Error {
  readonly code: string

  constructor(code: string, cause?: unknown) {
    super(`The store of files is away (${code})`, { cause })
    this.name = 'StoreAway'
    this.code = code
  }
}

/** Whatever the system refuses is the store's to mend, except that what it does not have is gone. */
export async function orAway<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isSystemError(error) && error.code !== 'ENOENT') throw new StoreAway(error.code, error)
    throw error
  }
}

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
}
