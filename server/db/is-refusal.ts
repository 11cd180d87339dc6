import postgres from 'postgres'

/** Data, constraint and syntax errors: the same statement would fail again, whoever else is in it. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof postgres.PostgresError && /^(22|23|42)/.test(error.code)
}
