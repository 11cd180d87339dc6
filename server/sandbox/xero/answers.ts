import type { Json, JsonObject } from '@/flow/json'
import { newId } from '../../db/id'
import type { SandboxAnswer } from '../app'

/** Every answer of the accounting API comes in this wrapping. */
export function ok(now: Date, found: JsonObject): SandboxAnswer {
  return { status: 200, body: { Id: newId(), Status: 'OK', ProviderName: 'KAOS sandbox', DateTimeUTC: msDate(now), ...found } }
}

export function invalid(messages: readonly string[]): SandboxAnswer {
  const ValidationErrors: Json[] = messages.map((Message) => ({ Message }))
  return {
    status: 400,
    body: { ErrorNumber: 10, Type: 'ValidationException', Message: 'A validation exception occurred', Elements: [{ ValidationErrors }] },
  }
}

export function unreadable(message: string): SandboxAnswer {
  return { status: 400, body: { ErrorNumber: 16, Type: 'QueryParseException', Message: message } }
}

export function forbidden(): SandboxAnswer {
  return { status: 403, body: { Type: null, Title: 'Forbidden', Status: 403, Detail: 'AuthenticationUnsuccessful' } }
}

export function nothingThere(): SandboxAnswer {
  return { status: 404, body: 'The resource you are looking for cannot be found' }
}

/** Dates of days and instants alike: milliseconds in UTC. */
export function msDate(at: Date): string {
  return `/Date(${at.getTime()}+0000)/`
}
