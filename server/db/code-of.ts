import { DrizzleQueryError } from 'drizzle-orm/errors'

/** Of an error of Postgres, the driver or a socket: what its kind is called. */
export function codeOf(error: unknown): string | undefined {
  const reason = error instanceof DrizzleQueryError ? error.cause : error
  return reason instanceof Error && 'code' in reason && typeof reason.code === 'string' ? reason.code : undefined
}
