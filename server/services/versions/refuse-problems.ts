import type { Problem } from '@/flow/graph/problem'
import { ServiceError } from '../service-error'

/** @throws ServiceError `invalid`, carrying the problems, when one of them is an error */
export function refuseProblems(problems: readonly Problem[], verb: 'publish' | 'test' | 'try'): void {
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  const count = errors.length === 1 ? 'One problem has' : `${errors.length} problems have`
  throw new ServiceError('invalid', `${count} to be solved before you can ${verb} this flow.`, errors)
}
