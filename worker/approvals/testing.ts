import type { JsonObject } from '@/flow/json'
import type { Role } from '@/server/services/actor'
import { listApprovals } from '@/server/services/approvals/list'
import type { Call } from '@/server/services/call'
import { type testWorld, waiting } from '../testing/world'

type Approvers = { members?: string[]; roles?: Role[]; emails?: string[] }

export const BILL = [
  { name: 'total', value: '4280.00' },
  { name: 'vendor', value: 'Hooli GmbH' },
]

/** Makes runs that wait for a decision, each with the worker that goes on with it. */
export function askingIn(world: ReturnType<typeof testWorld>) {
  return async (approvers: Approvers, more: JsonObject = {}, input: JsonObject = {}) => {
    const { workspace, start } = await world.flow('t → ask, ask -approved→ yes, ask -rejected→ no, ask -expired→ late', {
      ask: {
        type: 'approval.ask',
        params: { question: 'Pay this?', approvers: { members: [], roles: [], emails: [], ...approvers }, more: BILL, ...more },
      },
      yes: set('paid', '{{ steps.ask.fields.total }}'),
      no: set('why', '{{ steps.ask.by[0].comment }}'),
      late: set('late', '{{ steps.ask.decision }}'),
    })
    const runId = await start(input)
    const engine = await world.worker()
    await engine.take([runId])
    await world.until(runId, waiting)
    const call = (role: Role): Call => ({ actor: workspace[role] })
    const { items } = await listApprovals(call('viewer'), { tab: 'open' })
    return { workspace, runId, id: items[0]?.id ?? '', call, engine }
  }
}

function set(name: string, value: string) {
  return { type: 'data.set', params: { fields: [{ name, value }] } }
}
