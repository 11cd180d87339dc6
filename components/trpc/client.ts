import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import type { AppRouter } from '@/server/trpc/router'
import { hearsPerson } from './hears-person'
import { meantFor } from './meant-for'
import { wire } from './wire'

/** For calls that wait for an app to answer, and for those that everything waits for: in a batch, all wait for the slowest. */
export const ALONE = { alone: true }

/** Where a query goes that is asked alone. */
export function addressOf(workspace: string, query: string, input: unknown): string {
  return `${routeOf(workspace)}/${query}?input=${encodeURIComponent(JSON.stringify(wire.serialize(input)))}`
}

/** The workspace is part of the address: `-` stands for none (account and sign-in verbs). */
function routeOf(workspace: string): string {
  return `/api/trpc/${workspace}`
}

/** `person`: whom the page is for. */
export function createClient(workspace: string, person?: string) {
  const url = routeOf(workspace)
  const far = { url, transformer: wire, fetch: meantFor(person) }
  return createTRPCClient<AppRouter>({
    links: [
      // Elsewhere one need not be signed in.
      ...(workspace === '-' ? [] : [hearsPerson((error) => void import('./say-person').then((parts) => parts.sayPerson(error)))]),
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink({ url, transformer: wire }),
        false: splitLink({
          condition: (op) => op.context.alone === true,
          true: httpLink(far),
          false: httpBatchLink({ ...far, maxURLLength: 4000, maxItems: 20 }),
        }),
      }),
    ],
  })
}
