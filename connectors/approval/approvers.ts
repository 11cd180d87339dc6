import { z } from 'zod'

/** Whom to ask: members by id, everybody of a role, and people without an account by address. */
export const ApproversSchema = z.object({
  members: z.array(z.uuid()).max(100).default([]),
  roles: z.array(z.string().max(40)).max(20).default([]),
  emails: z
    .array(z.email('This is not an e-mail address.').transform((address) => address.toLowerCase()))
    .max(100)
    .default([]),
})

export type Approvers = z.output<typeof ApproversSchema>

export const NOBODY: Approvers = { members: [], roles: [], emails: [] }

export function canReach({ members, roles, emails }: Approvers): boolean {
  return members.length + roles.length + emails.length > 0
}

export function theseAndThose(these: Approvers, those: Approvers): Approvers {
  return {
    members: [...new Set([...these.members, ...those.members])],
    roles: [...new Set([...these.roles, ...those.roles])],
    emails: [...new Set([...these.emails, ...those.emails])],
  }
}
