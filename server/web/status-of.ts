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

/** What a service throws as a status of HTTP; null for what nobody foresaw. */
export function statusOf(error: unknown): number | null {
  if (error instanceof ServiceError) return STATUS[error.code]
  return error instanceof ZodError ? 400 : null
}
