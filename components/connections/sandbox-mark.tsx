'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../trpc/provider'
import { SandboxBadge } from './sandbox-badge'

/** Beside a step that works with a sandbox account, for everybody who sees the step. */
export function SandboxMark({ connectionId }: { connectionId: string }) {
  const trpc = useTRPC()
  const isSandbox = useQuery(trpc.connections.sandboxes.queryOptions(undefined, { select: (ids) => ids.includes(connectionId) })).data
  return isSandbox ? <SandboxBadge className="-my-1 align-middle" /> : null
}
