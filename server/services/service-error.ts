import type { Problem } from '@/flow/graph/problem'

export type ServiceErrorCode = 'unauthenticated' | 'forbidden' | 'not_found' | 'invalid' | 'conflict' | 'limited' | 'unavailable'

/** What services throw; each adapter (tRPC, REST, pages) maps the codes once. `message` is for people and says what to do. */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode
  /** What is wrong with a graph, when that is why. */
  readonly problems: readonly Problem[]

  constructor(code: ServiceErrorCode, message: string, problems: readonly Problem[] = []) {
    super(message)
    this.name = 'ServiceError'
    this.code = code
    this.problems = problems
  }
}
