import pino from 'pino'

/** Drivers hang on an error whatever they had in hand: rows, addresses, their own insides. */
const SAID = ['type', 'message', 'stack', 'code', 'constraint_name', 'status'] as const

/** What a log says of an error, with the causes in its message and stack. */
export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const whole: Record<string, unknown> = pino.stdSerializers.err(error)
  const said = Object.fromEntries(SAID.flatMap((name) => (whole[name] === undefined ? [] : [[name, whole[name]]])))
  return error instanceof AggregateError ? { ...said, errors: error.errors.map(loggedError) } : said
}
