import { env } from '../env'
import { log } from '../log'
import type { Call } from '../services/call'
import { contextFor } from '../trpc/context'
import { isSameSite } from '../trpc/same-site'
import { answer, refusal } from './answer'

export type Download = { name: string; contentType: string; body: AsyncIterable<string> }

/** Sends what a verb gives for download to the member who asks, as it is made: nothing is held whole. */
export async function sendDownload(request: Request, workspace: string, verb: (call: Call) => Promise<Download>): Promise<Response> {
  if (!isSameSite(request.headers, env().KAOS_URL)) return answer(403, { error: 'This call comes from another site.' })
  const { actor } = await contextFor(request.headers, workspace)
  if (!actor) return answer(401, { error: 'Sign in first.' })
  try {
    const { name, contentType, body } = await verb({ actor })
    return new Response(streamOf(encoded(body)), {
      headers: {
        'content-type': contentType,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    const refused = refusal(error)
    if (refused) return refused
    log.error({ err: error }, 'A download could not be made')
    return answer(500, { error: 'The download could not be made. Try again.' })
  }
}

function streamOf(chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
}

const CHUNK = 64_000

/** Gathers short lines: a chunk each would cost more than the lines. */
async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  let gathered = ''
  for await (const line of lines) {
    gathered += line
    if (gathered.length < CHUNK) continue
    yield encoder.encode(gathered)
    gathered = ''
  }
  if (gathered) yield encoder.encode(gathered)
}
