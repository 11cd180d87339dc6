import type { Json } from '@/flow/json'

/**
 * Thrown by nodes and capabilities. `retry` says whether another attempt may help; it is never guessed from the message.
 * `brokenAccount`: the app refused the account itself; a person has to connect it again.
 * `unsure`: the outside world may or may not have changed (a request cut short); an unsafe effect is then left to a person.
 */
export class NodeError extends Error {
  readonly code: string
  readonly retry: boolean
  readonly unsure: boolean
  readonly brokenAccount: boolean
  readonly retryAfterMs: number | undefined
  readonly hint: string | undefined
  readonly detail: Json | undefined

  constructor(
    code: string,
    message: string,
    options: { retry: boolean; unsure?: boolean; brokenAccount?: boolean; retryAfterMs?: number; hint?: string; detail?: Json },
  ) {
    super(message)
    this.name = 'NodeError'
    this.code = code
    this.retry = options.retry
    this.unsure = options.unsure ?? false
    this.brokenAccount = options.brokenAccount ?? false
    this.retryAfterMs = options.retryAfterMs
    this.hint = options.hint
    this.detail = options.detail
  }
}
