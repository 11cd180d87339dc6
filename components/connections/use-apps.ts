'use client'
import { useQuery } from '@tanstack/react-query'
import type { ManifestConnection, ManifestConnector } from '@/flow/define/manifest'
import { useTRPC } from '../trpc/provider'

export type App = ManifestConnector & { connection: ManifestConnection }

/** Apps that can have accounts. */
export function useApps(): App[] | undefined {
  const trpc = useTRPC()
  const manifest = useQuery(trpc.manifest.get.queryOptions(undefined, { staleTime: 5 * 60_000 }))
  return manifest.data?.connectors.flatMap((connector) => (connector.connection ? { ...connector, connection: connector.connection } : []))
}
