import type { Actor } from '../actor'
import { authorOf } from '../call'
import { can } from '../permissions'
import { ServiceError } from '../service-error'

/** Whoever may use accounts looks after those they added; `connection.manage` is for everybody's. */
export function mayChange(actor: Actor, { createdBy }: { createdBy: string }): boolean {
  return can(actor, 'connection.manage') || (can(actor, 'connection.use') && createdBy === authorOf(actor))
}

/** @throws ServiceError `forbidden` */
export function demandChange(actor: Actor, row: { createdBy: string }): void {
  if (mayChange(actor, row)) return
  throw new ServiceError('forbidden', 'Somebody else added this account. They can change it, and so can an owner or admin.')
}
