import type { TRPCClient } from '@trpc/client'
import type { AppRouter } from '@/server/trpc/router'
import type { Together } from '../together/together'
import { ALONE } from '../trpc/client'
import { errorCode, errorMessage } from '../trpc/error-of'
import { meantFor } from '../trpc/meant-for'
import { wire } from '../trpc/wire'
import { fromBase64, toBase64 } from './base64'
import { type DraftTransport, PushRefused } from './transport'

const REFUSALS: ReadonlyMap<string, PushRefused['of']> = new Map([
  ['UNAUTHORIZED', 'person'],
  ['PRECONDITION_FAILED', 'person'],
  ['FORBIDDEN', 'person'],
  ['NOT_FOUND', 'flow'],
  ['BAD_REQUEST', 'change'],
  ['PAYLOAD_TOO_LARGE', 'change'],
])
/** What browsers send for a page that is already gone. */
const LARGEST_FAREWELL = 60_000

type Draft = { workspace: string; person: string; flowId: string; together: Together }

/** What the stream says besides changes is for `together`. */
export function trpcTransport(client: TRPCClient<AppRouter>, { workspace, person, flowId, together }: Draft): DraftTransport {
  return {
    async open() {
      const { state, seq } = await client.drafts.open.query({ flowId }, { context: ALONE }).catch(refusedOr)
      return { state: fromBase64(state), seq }
    },
    async push(update) {
      await client.drafts.push.mutate({ flowId, update: toBase64(update) }).catch(refusedOr)
    },
    pushOnLeave(update) {
      const body = JSON.stringify(wire.serialize({ flowId, update: toBase64(update) }))
      if (body.length > LARGEST_FAREWELL) return // it waits in IndexedDB for the next visit
      const headers = { 'content-type': 'application/json' }
      void meantFor(person)(`/api/trpc/${workspace}/drafts.push`, { method: 'POST', headers, body, keepalive: true }).catch(() => {
        // as above
      })
    },
    listen(after, { onUpdate, onLost }) {
      const lost = () => {
        together.lost()
        onLost()
      }
      const subscription = client.drafts.onNews.subscribe(
        { flowId, tab: together.tab, lastEventId: after },
        {
          onStarted: together.joined,
          onData: (news) => {
            if ('data' in news) onUpdate(fromBase64(news.data.update), news.data.userId)
            else together.hear(news)
          },
          onError: lost,
          onComplete: lost,
        },
      )
      return () => subscription.unsubscribe()
    },
  }
}

function refusedOr(error: unknown): never {
  const of = REFUSALS.get(errorCode(error) ?? '')
  throw of ? new PushRefused(errorMessage(error), of) : error
}
