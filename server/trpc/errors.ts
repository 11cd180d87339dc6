import { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { log } from '../log'
import { ServiceError, type ServiceErrorCode } from '../services/service-error'

const CODES = {
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  invalid: 'BAD_REQUEST',
  conflict: 'CONFLICT',
  limited: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<ServiceErrorCode, TRPCError['code']>

/** The one place where what services throw becomes what tRPC answers. */
export function asTrpcError(error: TRPCError): TRPCError {
  const { cause } = error
  if (cause instanceof ServiceError) return new TRPCError({ code: CODES[cause.code], message: cause.message, cause })
  if (cause instanceof ZodError) {
    if (isNoId(cause)) return new TRPCError({ code: 'NOT_FOUND', message: 'This is not there. Perhaps its address was cut short.', cause })
    return new TRPCError({ code: 'BAD_REQUEST', message: inWords(cause), cause })
  }
  if (isUnkeepable(cause))
    return new TRPCError({ code: 'BAD_REQUEST', message: 'A text holds a character that can’t be kept. Remove it.', cause })
  return error
}

/** Nothing else is wrong than that no such id can ever have been given: half of an address was copied. */
function isNoId({ issues }: ZodError): boolean {
  return issues.length > 0 && issues.every((issue) => issue.code === 'invalid_format' && issue.format === 'uuid')
}

/** NUL, or half a character: Postgres has neither in text. */
function isUnkeepable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  return code === '22021' || code === '22P05' || (code === '22P02' && error.message.endsWith('json')) || isUnkeepable(error.cause)
}

/** What nobody foresaw is ours to read in the log; whoever called is told no more than that it happened. */
export function publicMessage(error: TRPCError, path: string | undefined): string {
  // The stack ran out while the input was read.
  if (error.code === 'BAD_REQUEST' && error.cause instanceof RangeError) return 'This is nested too deeply.'
  if (error.code !== 'INTERNAL_SERVER_ERROR') return error.message
  log.error({ err: error.cause ?? error, path }, 'A call failed')
  return 'Something failed on our side. Try again in a moment.'
}

function inWords(error: ZodError): string {
  const issue = error.issues[0]
  if (!issue) return 'The input is not as expected.'
  const sayable = issue.code === 'custom' || /[.!?]$/.test(issue.message)
  return sayable ? issue.message : `${issue.path.join('.') || 'Input'}: ${issue.message}`
}
