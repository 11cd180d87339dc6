import type { Actor, Role } from './actor'
import { ServiceError } from './service-error'

/** Deny by default: an actor may do what its role lists here, in its own workspace, and nothing else. */
export const PERMISSIONS = [
  'workspace.read',
  'workspace.manage',
  'member.read',
  'member.manage',
  'flow.read',
  'flow.write',
  /** Say something about a flow, and settle what was said. */
  'flow.comment',
  'flow.publish',
  'flow.delete',
  /** Pause a flow, say how many of its runs go on at once and which go first, move waiting runs to another version. */
  'flow.operate',
  'variable.write',
  'run.read',
  'run.start',
  'run.test',
  'run.cancel',
  'run.resolve',
  /** See accounts, use them in flows, add some and look after those: a builder can finish a flow alone. */
  'connection.use',
  /** Look after accounts that others added. */
  'connection.manage',
  'audit.read',
] as const

export type Permission = (typeof PERMISSIONS)[number]

const VIEW: readonly Permission[] = ['workspace.read', 'member.read', 'flow.read', 'run.read']

const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  builder: [
    ...VIEW,
    'flow.write',
    'flow.comment',
    'flow.publish',
    'flow.delete',
    'flow.operate',
    'variable.write',
    'run.start',
    'run.test',
    'run.cancel',
    'run.resolve',
    'connection.use',
  ],
  operator: [...VIEW, 'flow.comment', 'flow.operate', 'run.start', 'run.cancel', 'run.resolve'],
  approver: [...VIEW, 'flow.comment'],
  auditor: [...VIEW, 'audit.read'],
  viewer: VIEW,
}

/** True when the actor may do it to something in `workspaceId`. */
export function can(actor: Actor, permission: Permission, workspaceId: string = actor.workspaceId): boolean {
  if (actor.workspaceId !== workspaceId) return false
  if (actor.kind === 'guest') return false
  return actor.kind === 'system' || ROLE_PERMISSIONS[actor.role].includes(permission)
}

/** @throws ServiceError `forbidden` */
export function demand(actor: Actor, permission: Permission): void {
  if (!can(actor, permission)) throw new ServiceError('forbidden', 'Your role does not allow this. Ask an owner or admin of the workspace.')
}

export function permissionsOf(role: Role): readonly Permission[] {
  return ROLE_PERMISSIONS[role]
}
