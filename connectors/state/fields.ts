import { z } from 'zod'
import type { Capabilities, FlowState } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'

export const Name = z.string().min(1, 'Enter a name.').max(1_000).meta({
  title: 'Name',
  placeholder: 'last-number',
  description: 'Each flow has its own values. A name with data in it, such as a customer’s number, keeps one for each.',
})

export function stateIn(use: Capabilities): FlowState {
  if (use.state) return use.state
  throw new NodeError('no_state', 'Values are kept by runs only.', { retry: false })
}
