import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { env } from '../env'
import { contextFor } from './context'
import { limitBody } from './limit-body'
import { appRouter } from './router'
import { isSameSite } from './same-site'

const LARGEST_BODY = 6_000_000
const LARGEST_BATCH = 20

/** tRPC over HTTP: `/api/trpc/<workspace slug or ->/<procedures>`. */
export async function handleTrpc(request: Request, slug: string): Promise<Response> {
  if (!isSameSite(request.headers, env().KAOS_URL)) return refuse(403, 'This call comes from another site.')
  if (request.method === 'POST' && !isJson(request.headers)) return refuse(415, 'Send JSON.')
  const limited = await limitBody(request, LARGEST_BODY)
  if (!limited) return refuse(413, 'This is too large to be sent at once.')
  return fetchRequestHandler({
    endpoint: `/api/trpc/${slug}`,
    req: limited,
    router: appRouter,
    createContext: () => contextFor(request.headers, slug),
    maxBatchSize: LARGEST_BATCH,
  })
}

function isJson(headers: Headers): boolean {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === 'application/json'
}

function refuse(status: number, message: string): Response {
  return Response.json({ error: { message } }, { status, headers: { 'cache-control': 'no-store' } })
}
