import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { type Answer, sendAnswer } from './answer'

async function received(answer: Answer): Promise<Response> {
  const server = createServer((_request, response) => sendAnswer(response, answer))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`) // a TCP server has one
  } finally {
    server.close()
  }
}

test('data is answered as JSON, text as text, nothing as nothing', async () => {
  expect(await (await received({ status: 201, headers: {}, body: { a: 1 } })).json()).toEqual({ a: 1 })
  expect((await received({ status: 200, headers: {}, body: 'hi' })).headers.get('content-type')).toContain('text/plain')
  expect(await (await received({ status: 204, headers: {}, body: null })).text()).toBe('')
})

test('HTML from a flow runs no script on our origin and sets no cookie', async () => {
  const { headers } = await received({
    status: 200,
    headers: { 'Content-Type': 'text/html', 'Set-Cookie': 'session=stolen', 'Content-Security-Policy': 'script-src *', 'X-Own': 'kept' },
    body: '<script>1</script>',
  })
  expect(headers.get('content-security-policy')).toContain('sandbox')
  expect(headers.get('set-cookie')).toBeNull()
  expect(headers.get('x-own')).toBe('kept')
})

test('a flow sets nothing that browsers keep for our origin, nor what a proxy in front obeys', async () => {
  const { headers } = await received({
    status: 200,
    headers: {
      NEL: '{"report_to":"x","max_age":86400,"success_fraction":1}',
      'Report-To': '{"group":"x","max_age":86400,"endpoints":[{"url":"https://evil.example"}]}',
      'Reporting-Endpoints': 'x="https://evil.example"',
      'Content-Security-Policy-Report-Only': 'default-src *; report-uri https://evil.example',
      'Alt-Svc': 'h3="evil.example:443"',
      'X-Accel-Redirect': '/etc/passwd',
      'X-Sendfile': '/etc/passwd',
      'Cache-Control': 'max-age=60',
    },
    body: 'hi',
  })
  const theirs = ['cache-control', 'content-length', 'content-security-policy', 'content-type', 'x-content-type-options']
  expect([...headers.keys()].filter((name) => !['connection', 'date', 'keep-alive'].includes(name))).toEqual(theirs)
})

test('a header that splits the answer is left out', async () => {
  const response = await received({ status: 200, headers: { 'x-a': 'b\r\nset-cookie: c=d', 'bad name': 'x' }, body: 'ok' })
  expect([...response.headers.keys()]).not.toContain('x-a')
  expect(await response.text()).toBe('ok')
})

test('a file is sent as its bytes, under its name, and never opened on our origin', async () => {
  const file = { name: 'Rechnung „Ü“\r\nx: y.pdf', contentType: 'application/pdf', bytes: new Uint8Array([0, 255, 10]) }
  const response = await received({ status: 200, headers: {}, body: { $file: {} }, file })
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''Rechnung%20[%\w]+%0D%0Ax%3A%20y\.pdf$/)
  expect(response.headers.get('content-security-policy')).toContain('sandbox')
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(file.bytes)
})
