import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import superjson from 'superjson'
import type { AppRouter } from '@/server/trpc/router'

/** For calls that wait for an app to answer: in a batch, everything else would wait with them. */
export const ALONE = { alone: true }

/** The workspace is part of the address: `-` stands for none (account and sign-in verbs). */
export function createClient(workspace: string) {
  const url = `/api/trpc/${workspace}`
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink({ url, transformer: superjson }),
        false: splitLink({
          condition: (op) => op.context.alone === true,
          true: httpLink({ url, transformer: superjson }),
          false: httpBatchLink({ url, transformer: superjson, maxURLLength: 4000, maxItems: 20 }),
        }),
      }),
    ],
  })
}
