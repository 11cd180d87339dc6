import { ZodError } from 'zod'
import { ServiceError, type ServiceErrorCode } from '../services/service-error'

const STATUS: Record<ServiceErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  conflict: 409,
  limited: 429,
  unavailable: 503,
}

export function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } })
}

/** What a service refused, for who called by HTTP; null for what nobody foresaw. */
export function refusal(error: unknown): Response | null {
  if (error instanceof ZodError) return answer(400, { error: 'The address is not as expected.' })
  return error instanceof ServiceError ? answer(STATUS[error.code], { error: error.message }) : null
}
