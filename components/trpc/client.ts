import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import superjson from 'superjson'
import type { AppRouter } from '@/server/trpc/router'

/** The workspace is part of the address: `-` stands for none (account and sign-in verbs). */
export function createClient(workspace: string) {
  const url = `/api/trpc/${workspace}`
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink({ url, transformer: superjson }),
        false: httpBatchLink({ url, transformer: superjson, maxURLLength: 4000, maxItems: 20 }),
      }),
    ],
  })
}
