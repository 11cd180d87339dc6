import { NodeError } from '@/flow/define/node-error'
import { LARGEST_FLOW_FILE } from '@/flow/exchange/largest'
import type { HttpTransport } from '../capabilities/http/http'

const TIMEOUT_MS = 15_000

/** The text at an address that somebody typed in, fetched as a step would. */
export async function fetchFlow(http: HttpTransport, { url, signal }: { url: string; signal: AbortSignal }): Promise<{ text: string }> {
  const { status, body } = await http.forStep({ files: NO_FILES, signal }).send({ method: 'GET', url, timeoutMs: TIMEOUT_MS })
  if (status !== 200) {
    throw new NodeError('no_flow', `The address answers with ${status}.`, {
      retry: false,
      hint: 'Open it in a browser to see whether it is right.',
    })
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  if (text.length > LARGEST_FLOW_FILE) {
    throw new NodeError('too_large', 'What is at this address is too large for a flow.', { retry: false })
  }
  return { text }
}

/** Nothing that comes from there is kept. */
const NO_FILES = {
  read: refuse,
  write: refuse,
}

function refuse(): Promise<never> {
  return Promise.reject(new NodeError('no_flow', 'There is a file at this address, but no flow.', { retry: false }))
}
