'use client'
import { QueryClientProvider } from '@tanstack/react-query'
import type { TRPCClient } from '@trpc/client'
import { createContext, type ReactNode, useContext, useState } from 'react'
import type { AppRouter } from '@/server/trpc/router'
import { createClient } from './client'
import { optionsOver, type TrpcOptions } from './options'
import { createQueryClient } from './query-client'

type Trpc = { client: TRPCClient<AppRouter>; options: TrpcOptions }

const TrpcContext = createContext<Trpc | null>(null)

/** Options for TanStack Query, as `trpc.flows.get.queryOptions(…)`. */
export function useTRPC(): TrpcOptions {
  return useTrpcContext().options
}

export function useTRPCClient(): TRPCClient<AppRouter> {
  return useTrpcContext().client
}

function useTrpcContext(): Trpc {
  const trpc = useContext(TrpcContext)
  if (!trpc) throw new Error('Something that talks to the server is drawn outside its TrpcProvider.')
  return trpc
}

/** Everything below talks to one workspace; give it a `key` of the slug so that nothing cached crosses over. */
export function TrpcProvider({ workspace, person, children }: { workspace: string; person?: string; children: ReactNode }) {
  const [queryClient] = useState(createQueryClient)
  const [trpc] = useState(() => {
    const client = createClient(workspace, person)
    return { client, options: optionsOver(client) }
  })
  return (
    <QueryClientProvider client={queryClient}>
      <TrpcContext value={trpc}>{children}</TrpcContext>
    </QueryClientProvider>
  )
}
