export type ServiceErrorCode = 'unauthenticated' | 'forbidden' | 'not_found' | 'invalid' | 'conflict' | 'limited' | 'unavailable'

/** What services throw; each adapter (tRPC, REST, pages) maps the codes once. `message` is for people and says what to do. */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode

  constructor(code: ServiceErrorCode, message: string) {
    super(message)
    this.name = 'ServiceError'
    this.code = code
  }
}
