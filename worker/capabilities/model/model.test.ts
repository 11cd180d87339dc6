import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import { openModel } from './model'

const open: { close(): unknown }[] = []
afterEach(() => {
  for (const it of open.splice(0)) it.close()
})

type Asked = {
  authorization: string | undefined
  body: { messages: { role: string; content: unknown }[]; tools?: unknown; response_format?: unknown }
}

/** An endpoint of the OpenAI kind that says what it is told to. */
async function endpoint(content: string, options: { status?: number; location?: string } = {}) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    asked.push({ authorization: request.headers.authorization, body: JSON.parse(body) })
    const answer = {
      id: 'x',
      object: 'chat.completion',
      created: 1,
      model: 'm',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    }
    const { status = 200, location } = options
    response.writeHead(status, { 'content-type': 'application/json', ...(location ? { location } : {}) }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(server)
  const { port } = server.address() as AddressInfo // listening on TCP
  return { asked, url: `http://127.0.0.1:${port}/v1` }
}

const request = {
  system: 'Read.',
  prompt: 'Text',
  schema: { type: 'object', properties: { total: { type: 'string' } }, required: ['total'], additionalProperties: false },
}
const ask = (url: string) =>
  openModel({ url, name: 'm', apiKey: 'secret' }).forStep({ signal: new AbortController().signal }).answer(request)

it('asks for the shape that is wanted, without tools, and gives the answer', async () => {
  const { asked, url } = await endpoint('{"total":"119.00"}')
  expect(await ask(url)).toEqual({ total: '119.00' })
  expect(asked).toMatchObject([{ authorization: 'Bearer secret', body: { response_format: { type: 'json_schema' } } }])
  expect(asked[0]?.body.tools).toBeUndefined()
})

it('turns chatter and refusals into failures that say what to do', async () => {
  await expect(ask((await endpoint('Sure! The total is 119.')).url)).rejects.toMatchObject({ code: 'model_failed', retry: false })
  await expect(ask((await endpoint('', { status: 401 })).url)).rejects.toMatchObject({
    code: 'model_failed',
    retry: false,
    hint: expect.stringContaining('MODEL_API_KEY'),
  })
  await expect(ask((await endpoint('', { status: 503 })).url)).rejects.toMatchObject({ code: 'model_failed', retry: true })
})

it('takes its key nowhere else', async () => {
  const other = await endpoint('{"total":"1"}')
  const { url } = await endpoint('', { status: 307, location: `${other.url}/chat/completions` })
  await expect(ask(url)).rejects.toMatchObject({ code: 'model_failed' })
  expect(other.asked).toEqual([])
})
