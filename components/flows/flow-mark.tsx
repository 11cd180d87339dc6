'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../trpc/provider'
import { cn } from '../ui/cn'
import { IconTile } from '../ui/icon-tile'

/** What starts the flow, as its mark: the tile of its first trigger. */
export function FlowMark({ triggers, dimmed }: { triggers: readonly string[]; dimmed: boolean }) {
  const trpc = useTRPC()
  const manifest = useQuery(trpc.manifest.get.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  const node = manifest.data?.nodes[triggers[0] ?? '']
  const connector = manifest.data?.connectors.find(({ id }) => id === node?.connector)
  return (
    <IconTile
      icon={node?.icon ?? 'workflow'}
      tint={connector?.tint ?? 'grey'}
      className={cn('transition-opacity duration-150', dimmed && 'opacity-45 grayscale')}
    />
  )
}
