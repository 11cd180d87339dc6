import { TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import superjson from 'superjson'
import { browserOf } from '../auth/browser-of'
import { holdBody } from '../body-memory'
import { env } from '../env'
import { contextFor } from './context'
import { limitBody } from './limit-body'
import { appRouter } from './router'
import { isSameSite } from './same-site'

const LARGEST_BODY = 6_000_000
const LARGEST_BATCH = 20

/** tRPC over HTTP: `/api/trpc/<workspace slug or ->/<procedures>`. */
export async function handleTrpc(request: Request, slug: string): Promise<Response> {
  if (!isSameSite(request.headers, env().KAOS_URL)) return refuse('FORBIDDEN', 'This call comes from another site.')
  if (request.method === 'POST' && !isJson(request.headers)) return refuse('UNSUPPORTED_MEDIA_TYPE', 'Send JSON.')
  const hold = holdBody(browserOf(request.headers).address)
  try {
    const limited = await limitBody(request, LARGEST_BODY, hold)
    if (limited === 'too large') return refuse('PAYLOAD_TOO_LARGE', 'This is too large to be sent at once.')
    if (limited === 'busy') return refuse('SERVICE_UNAVAILABLE', 'Too much arrives at once. Try again in a moment.')
    return await fetchRequestHandler({
      endpoint: `/api/trpc/${slug}`,
      req: limited,
      router: appRouter,
      createContext: () => contextFor(request.headers, slug),
      maxBatchSize: LARGEST_BATCH,
    })
  } finally {
    hold.letGo()
  }
}

function isJson(headers: Headers): boolean {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === 'application/json'
}

/** In tRPC's own form, so that our client understands it. */
function refuse(code: 'FORBIDDEN' | 'UNSUPPORTED_MEDIA_TYPE' | 'PAYLOAD_TOO_LARGE' | 'SERVICE_UNAVAILABLE', message: string): Response {
  const error = new TRPCError({ code, message })
  const httpStatus = getHTTPStatusCodeFromError(error)
  const shape = { message, code: TRPC_ERROR_CODES_BY_KEY[code], data: { code, httpStatus } }
  return Response.json({ error: superjson.serialize(shape) }, { status: httpStatus, headers: { 'cache-control': 'no-store' } })
}
