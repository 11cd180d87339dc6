import { TRPCClientError } from '@trpc/client'

/** What went wrong before the server was asked; the message is for people. */
export class PlainError extends Error {
  override readonly name = 'PlainError'
}

/** The tRPC code of a failure, e.g. `FORBIDDEN`; undefined when the server was not reached. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof TRPCClientError)) return undefined
  const data: unknown = error.data
  if (typeof data !== 'object' || data === null || !('code' in data)) return undefined
  return typeof data.code === 'string' ? data.code : undefined
}

/** Nobody is signed in any more, or somebody else than this page is for: nothing can be done here, whatever is tried. */
export function isAboutPerson(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'UNAUTHORIZED' || code === 'PRECONDITION_FAILED'
}

/** A failure as one sentence for the person who caused it. */
export function errorMessage(error: unknown): string {
  if (error instanceof PlainError) return error.message
  if (errorCode(error) === undefined) return 'KAOS could not be reached. Check your connection and try again.'
  return error instanceof Error && error.message ? error.message : 'Something failed on our side. Try again in a moment.'
}
