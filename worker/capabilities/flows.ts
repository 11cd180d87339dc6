import type { Flows } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import { callFlow } from '@/server/services/calls/call-flow'
import type { Place } from './memory'

/** Outside of a run, nothing is started. */
export function flowsOf(place: Place, attempt: number | null): Flows {
  return {
    async call(wanted) {
      if (attempt === null) throw new NodeError('no_run', 'Only a run can start another flow.', { retry: false })
      return callFlow({ ...place, attempt }, wanted)
    },
  }
}
