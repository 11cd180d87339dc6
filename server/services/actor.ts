import type { ROLES } from '@/server/db/schema/workspace'

export type Role = (typeof ROLES)[number]

/** Who acts. Every verb takes one; the audit event names it. */
export type Actor =
  /** A signed-in person in one of their workspaces. */
  | { kind: 'member'; userId: string; name: string; sessionId: string; workspaceId: string; role: Role }
  /** Somebody without an account who was asked by e-mail, proved by the link they got. May decide what they were asked, nothing else. */
  | { kind: 'guest'; address: string; workspaceId: string }
  /** The platform itself: worker, reconciler, seed. */
  | { kind: 'system'; workspaceId: string; reason: string }

/** Stands for the platform itself where a person's id is kept. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

/** A signed-in person outside any workspace: account verbs only. */
export type Person = { userId: string; name: string; email: string; sessionId: string }
