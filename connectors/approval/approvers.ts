import { z } from 'zod'
import { NodeError } from '@/flow/define/node-error'

/** Chosen by whoever builds the flow, never mapped: what a document says decides nothing about who decides. */
const Whom = z.object({
  members: z.array(z.uuid()).max(100).default([]),
  roles: z.array(z.string().max(40)).max(20).default([]),
  emails: z.array(z.email().toLowerCase()).max(100).default([]),
})

export const Approvers = Whom.meta({
  title: 'Who decides',
  hint: 'people, roles or addresses',
  control: 'approvers',
  resolve: 'literal',
})

/** Who is asked besides, later. */
export const OtherApprovers = Whom.meta({ control: 'approvers', resolve: 'literal' })

export const NOBODY: Approvers = { members: [], roles: [], emails: [] }

export function together(these: Approvers, those: Approvers): Approvers {
  return {
    members: [...new Set([...these.members, ...those.members])],
    roles: [...new Set([...these.roles, ...those.roles])],
    emails: [...new Set([...these.emails, ...those.emails])],
  }
}

export type Approvers = z.output<typeof Approvers>

export function refuseTooFew({ members, roles, emails }: Approvers, needed: number): void {
  const people = new Set([...members, ...emails]).size
  if (people + roles.length === 0) {
    throw new NodeError('approval_nobody', 'Nobody is asked to decide.', {
      retry: false,
      hint: 'Open the step and choose people, a role or an address.',
    })
  }
  if (roles.length === 0 && people < needed) {
    throw new NodeError('approval_too_few', `${needed} approvals are needed, but only ${people} can decide.`, {
      retry: false,
      hint: 'Ask more people, or need fewer approvals.',
    })
  }
}
