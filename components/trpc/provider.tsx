'use client'
import { QueryClientProvider } from '@tanstack/react-query'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import type { AppRouter } from '@/server/trpc/router'
import { createClient } from './client'
import { createQueryClient } from './query-client'

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

export { useTRPC, useTRPCClient }

/** Everything below talks to one workspace; give it a `key` of the slug so that nothing cached crosses over. */
export function TrpcProvider({ workspace, children }: { workspace: string; children: ReactNode }) {
  const [queryClient] = useState(createQueryClient)
  const [client] = useState(() => createClient(workspace))
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}
