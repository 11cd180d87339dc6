import { ZodError } from 'zod'
import { ServiceError } from '../services/service-error'
import { statusOf } from './status-of'

export function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } })
}

/** What a service refused, for who called by HTTP; null for what nobody foresaw. */
export function refusal(error: unknown): Response | null {
  if (error instanceof ZodError) return answer(400, { error: 'The address is not as expected.' })
  return error instanceof ServiceError ? answer(statusOf(error) ?? 400, { error: error.message }) : null
}
