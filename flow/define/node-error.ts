import type { Json } from '@/flow/json'

/** Thrown by nodes and capabilities. `retry` says whether another attempt may help; it is never guessed from the message. */
export class NodeError extends Error {
  readonly code: string
  readonly retry: boolean
  readonly retryAfterMs: number | undefined
  readonly hint: string | undefined
  readonly detail: Json | undefined

  constructor(code: string, message: string, options: { retry: boolean; retryAfterMs?: number; hint?: string; detail?: Json }) {
    super(message)
    this.name = 'NodeError'
    this.code = code
    this.retry = options.retry
    this.retryAfterMs = options.retryAfterMs
    this.hint = options.hint
    this.detail = options.detail
  }
}
