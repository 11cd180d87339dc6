import type { Json } from '@/flow/json'
import { ROLE_OPTIONS, roleLabel } from '../members/roles'
import type { AuditAction, AuditEvent, Names } from './types'

/** Of an event what its sentence needs. */
type Told = {
  /** A part of its detail as text; empty where it is none. */
  text: (key: string) => string
  /** What it was done to, by the name of today. */
  thing: string
  flow: string
  role: string
}

/** What was done, to be read after the name of who did it. A word for every action: one that is missing does not compile. */
const SAYINGS: Record<AuditAction, (told: Told) => string> = {
  'workspace.created': ({ text }) => `created the workspace${quoted(text('name'))}`,
  'retention.changed': () => 'changed how long this workspace keeps what runs did',
  'details.removed': ({ text }) => `removed what runs did that were over for ${text('days')} days`,
  'runs.removed': ({ text }) => `removed runs that were over for ${text('days')} days`,
  'mails.removed': ({ text }) => `removed mails that were sent back more than ${text('days')} days ago`,
  'member.joined': ({ role }) => `joined as ${role}`,
  'member.role-changed': ({ thing }) => `changed the role of ${thing}`,
  'member.removed': ({ thing, role }) => `removed ${thing}, who was ${role}`,
  'invitation.created': ({ text, role }) => `invited ${text('email')} as ${role}`,
  'invitation.revoked': ({ text }) => `took back the invitation of ${text('email')}`,
  'user.renamed': () => 'changed their name',
  'user.mails-set': () => 'changed which mails they get',
  'user.password-changed': () => 'changed their password',
  'workspace.limit-changed': () => 'changed how many runs go on at once',
  'session.opened': () => 'signed in',
  'session.revoked': () => 'ended a session',
  'folder.created': ({ text }) => `created the folder${quoted(text('name'))}`,
  'folder.renamed': () => 'renamed a folder',
  'folder.removed': ({ text }) => `removed the folder${quoted(text('name'))}`,
  'flow.created': ({ flow }) => `created the flow${flow}`,
  'flow.renamed': () => 'renamed a flow',
  'flow.moved': ({ flow }) => `moved the flow${flow}`,
  'flow.duplicated': ({ text }) => `copied a flow as${quoted(text('name'))}`,
  'flow.exported': ({ flow }) => `exported the flow${flow}`,
  'flow.imported': ({ text }) => `imported the flow${quoted(text('name'))}`,
  'flow.removed': ({ flow }) => `deleted the flow${flow}`,
  'flow.restored': ({ flow }) => `brought back the flow${flow}`,
  'flow.enabled': ({ flow }) => `switched on the flow${flow}`,
  'flow.disabled': ({ flow }) => `switched off the flow${flow}`,
  'flow.paused': ({ flow }) => `paused the flow${flow}`,
  'flow.resumed': ({ flow }) => `let the flow${flow} go on`,
  'flow.lane-changed': ({ flow }) => `changed which runs go first, or how many at once, of${flow}`,
  'trigger.looked': ({ flow }) => `had${flow} look for something new`,
  'state.cleared': ({ flow }) => `cleared what${flow} keeps`,
  'variable.created': ({ text }) => `added the variable${quoted(text('name'))}`,
  'variable.changed': ({ text }) => `changed the variable${quoted(text('name'))}`,
  'variable.removed': ({ text }) => `removed the variable${quoted(text('name'))}`,
  'draft.edited': ({ flow }) => `edited the draft of${flow}`,
  'comment.added': ({ flow }) => `said something about${flow}`,
  'comment.removed': ({ flow }) => `took back a comment on${flow}`,
  'comment.resolved': ({ flow }) => `settled a thread of comments on${flow}`,
  'comment.reopened': ({ flow }) => `opened a thread of comments on${flow} again`,
  'version.published': ({ text, flow }) => `published version ${text('number')} of${flow}`,
  'version.restored': ({ text, flow }) => `brought version ${text('number')} of${flow} back into the draft`,
  'run.started': ({ flow }) => `started${flow} by hand`,
  'run.tested': ({ flow }) => `tested${flow}`,
  'run.retried': ({ flow }) => `ran${flow} again`,
  'run.continued': ({ flow }) => `went on with a run${flow && ` of${flow}`}`,
  'run.cancelled': ({ flow }) => `cancelled a run of${flow}`,
  'run.moved': ({ flow }) => `moved a waiting run of${flow} to another version`,
  'runs.retried': ({ text }) =>
    text('from') === 'stop' ? `went on with ${counted(text('count'), 'run')}` : `ran ${counted(text('count'), 'run')} again`,
  'runs.cancelled': ({ text }) => `cancelled ${counted(text('count'), 'run')}`,
  'run.resolved': ({ text, flow }) => `said that a step ${text('happened') === 'true' ? 'did' : 'did not'} take place, in a run of${flow}`,
  'run.sealed': ({ text, flow }) => `sealed the record of a run of${flow}, which ${ENDS[text('status')] ?? 'ended'}`,
  'run-view.saved': ({ text }) => `saved the view of runs${quoted(text('name'))}`,
  'run-view.removed': ({ text }) => `removed the view of runs${quoted(text('name'))}`,
  'what-if.started': ({ text, flow }) => `tried the draft of${flow} on ${counted(text('runs'), 'past run')}`,
  'what-if.cancelled': ({ flow }) => `stopped trying the draft of${flow} on past runs`,
  'connection.created': ({ thing, text }) => `connected the account${quoted(text('name') || thing)}`,
  'connection.changed': ({ thing, text }) => `changed the account${quoted(text('name') || thing)}`,
  'connection.removed': ({ thing, text }) => `removed the account${quoted(text('name') || thing)}`,
  'connection.tested': ({ thing, text }) => `tested the account${quoted(text('name') || thing)}`,
  'approval.decided': ({ text, flow }) => `${DECISIONS[text('decision')] ?? 'decided'} what a run of${flow} asked`,
  'approval.reassigned': ({ flow }) => `asked others about an approval of${flow}`,
  'approval.asked-back': ({ flow }) => `asked back about an approval of${flow}`,
  'file.uploaded': ({ text }) => `uploaded${quoted(text('name'))}`,
  'mail.refused': ({ text, flow }) => `refused a mail from ${text('from') || 'somebody'} to${flow}`,
  'receipt.exported': ({ flow }) => `downloaded the receipt of a run of${flow}`,
  'audit.exported': ({ text }) => `exported the audit, ${counted(text('links'), 'event')}`,
}

const ENDS: Record<string, string> = { succeeded: 'was done', failed: 'failed', cancelled: 'was cancelled' }
const DECISIONS: Record<string, string> = { approved: 'approved', rejected: 'rejected' }

export function sayingOf(event: AuditEvent, names: Names): string {
  const text = (key: string) => textOf(event.detail[key])
  const flowName = (event.flowId && names[event.flowId]) ?? text('name')
  return SAYINGS[event.action]({
    text,
    thing: names[event.resource.id] ?? (event.resource.type === 'user' ? 'a former member' : ''),
    flow: quoted(flowName) || ' a flow',
    role: roleOf(text('role')).toLowerCase(),
  })
}

/** Before and after, where the event says both. */
export function changeOf({ action, detail }: AuditEvent, names: Names): { from: string; to: string } | null {
  if (!('from' in detail && 'to' in detail)) return null
  const say = (value: Json | undefined) => {
    if (value === null || value === undefined) return action === 'flow.moved' ? 'no folder' : 'nothing'
    const text = textOf(value)
    return action === 'member.role-changed' ? roleOf(text) : (names[text] ?? text)
  }
  return { from: say(detail.from), to: say(detail.to) }
}

/** Why it was allowed. */
export function reasonOf({ actor }: AuditEvent): string {
  if (actor.kind === 'system') return actor.reason || 'KAOS itself'
  if (actor.kind === 'guest') return 'Asked by e-mail'
  return actor.role ? `As ${roleOf(actor.role).toLowerCase()}` : ''
}

export function doerOf({ actor }: AuditEvent): string {
  if (actor.kind === 'guest') return actor.address
  return actor.kind === 'system' ? 'KAOS' : actor.name
}

export function roleOf(text: string): string {
  const role = ROLE_OPTIONS.find(({ value }) => value === text)
  return role ? roleLabel(role.value) : text
}

type Group = { id: string; label: string; starts: readonly string[] }

/** Actions as people look for them. */
export const GROUPS: readonly Group[] = [
  { id: 'people', label: 'People and access', starts: ['workspace', 'member', 'invitation', 'user', 'session'] },
  { id: 'flows', label: 'Flows', starts: ['folder', 'flow', 'draft', 'version', 'variable', 'state', 'trigger'] },
  { id: 'runs', label: 'Runs', starts: ['run', 'run-view', 'file', 'mail'] },
  { id: 'approvals', label: 'Approvals', starts: ['approval'] },
  { id: 'accounts', label: 'Accounts', starts: ['connection'] },
  { id: 'keeping', label: 'Keeping and removing', starts: ['retention', 'details', 'runs'] },
  { id: 'exports', label: 'Exports', starts: ['receipt', 'audit'] },
]

export function actionsIn(groupId: string): AuditAction[] {
  const starts = GROUPS.find(({ id }) => id === groupId)?.starts ?? []
  return (Object.keys(SAYINGS) as AuditAction[]).filter((action) => starts.some((start) => action.startsWith(`${start}.`))) // its keys are the actions
}

function quoted(name: string): string {
  return name ? ` “${name}”` : ''
}

function counted(count: string, entry: string): string {
  return count === '1' ? `1 ${entry}` : `${count || 'all'} ${entry}s`
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
