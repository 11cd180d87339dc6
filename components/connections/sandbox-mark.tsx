'use client'
import { SandboxBadge } from './sandbox-badge'
import { useConnections } from './use-connections'

/** Beside a step that works with a sandbox account. */
export function SandboxMark({ connectionId }: { connectionId: string }) {
  const kind = useConnections()?.get(connectionId)?.kind
  return kind === 'sandbox' ? <SandboxBadge className="-my-1 align-middle" /> : null
}
