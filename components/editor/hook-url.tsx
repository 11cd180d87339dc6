'use client'
import { CopyField } from '@/components/ui/copy-field'
import { Skeleton } from '@/components/ui/skeleton'
import { errorMessage } from '../trpc/error-of'
import { useHookAddress } from './use-hook-address'

type HookUrlProps = { nodeId: string; title: string; label: string; help: string }

/** The address that starts this flow, to be passed on. */
export function HookUrl({ nodeId, title, label, help }: HookUrlProps) {
  const { address, error } = useHookAddress(nodeId)
  return (
    <div className="flex flex-col gap-1.5">
      <span className="font-medium text-sm">{title}</span>
      {address ? (
        <CopyField label={label} value={address} />
      ) : error ? (
        <p className="text-bad-ink text-xs">{errorMessage(error)}</p>
      ) : (
        <Skeleton className="h-8" />
      )}
      <p className="text-ink-3 text-xs">{help}</p>
    </div>
  )
}
