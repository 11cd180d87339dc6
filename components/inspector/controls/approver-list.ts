import type { Json } from '@/flow/json'

export type Approvers = { members: string[]; roles: string[]; emails: string[] }
export type Who = { kind: keyof Approvers; id: string }
export type WhoOption = Who & { label: string; also: readonly string[] }

export const ROLES: Record<string, string> = {
  owner: 'Any owner',
  admin: 'Any admin',
  builder: 'Any builder',
  operator: 'Any operator',
  approver: 'Any approver',
}

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/

export function approversOf(value: Json | undefined): Approvers {
  const given = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  const list = (key: keyof Approvers) => {
    const entries = Object.hasOwn(given, key) ? given[key] : undefined
    return Array.isArray(entries) ? entries.filter((each) => typeof each === 'string') : []
  }
  return { members: list('members'), roles: list('roles'), emails: list('emails') }
}

export function optionsOf(members: readonly { userId: string; name: string; email: string }[]): WhoOption[] {
  const names = members.map(({ name }) => name)
  const people = members.map(({ userId, name, email }): WhoOption => {
    const isShared = names.filter((each) => each === name).length > 1
    return { kind: 'members', id: userId, label: isShared ? `${name} (${email})` : name, also: [email] }
  })
  const roles = Object.entries(ROLES).map(([id, label]): WhoOption => ({ kind: 'roles', id, label, also: [id, `${id}s`] }))
  return [...people, ...roles]
}

/** Why the words mean nobody: perhaps only because it is not known who there is. */
export function nobodyIn({ data, isError }: { data: unknown; isError: boolean }): string {
  if (data !== undefined) return 'This is no member, role or e-mail address.'
  return isError
    ? 'The members could not be loaded. Write an e-mail address, or try again.'
    : 'The members are on their way. Try again in a moment.'
}

/** Whom the words mean; an address nobody here has is somebody outside. */
export function matching(text: string, options: readonly WhoOption[]): Who | null {
  const wanted = text.trim().toLowerCase()
  const option =
    options.find(({ label }) => label.toLowerCase() === wanted) ??
    options.find(({ also }) => also.some((each) => each.toLowerCase() === wanted))
  if (option) return { kind: option.kind, id: option.id }
  return ADDRESS.test(wanted) ? { kind: 'emails', id: wanted } : null
}

export function withWho(approvers: Approvers, { kind, id }: Who): Approvers {
  return { ...approvers, [kind]: [...new Set([...approvers[kind], id])] }
}

export function withoutWho(approvers: Approvers, { kind, id }: Who): Approvers {
  return { ...approvers, [kind]: approvers[kind].filter((each) => each !== id) }
}
