import { expect, test } from 'vitest'
import { fields, parseBody } from './parse-body'

const parse = (text: string, contentType: string) => parseBody(Buffer.from(text), contentType)

test.each([
  ['JSON', '{"a":[1]}', 'application/json; charset=utf-8', { a: [1] }],
  ['a JSON dialect', '{"a":1}', 'application/cloudevents+json', { a: 1 }],
  ['a form', 'a=1&b=x+y&a=2', 'application/x-www-form-urlencoded', { a: ['1', '2'], b: 'x y' }],
  ['text', 'hello', 'text/plain', 'hello'],
  ['no content type', '{"a":1}', '', '{"a":1}'],
  ['a doubled content type', '{"a":1}', 'text/plain, application/json', '{"a":1}'],
  ['nothing', '', 'application/json', null],
])('%s becomes data', async (_what, text, contentType, body) => {
  expect(await parse(text, contentType)).toEqual({ ok: true, body })
})

test('a file in a form is data, whatever path its name claims', async () => {
  const boundary =
    '--x\r\ncontent-disposition: form-data; name="f"; filename="../../etc/passwd"\r\ncontent-type: text/plain\r\n\r\nhi\r\n--x--\r\n'
  expect(await parse(boundary, 'multipart/form-data; boundary=x')).toMatchObject({ ok: true, body: { f: { size: 2, base64: 'aGk=' } } })
})

test('broken JSON and a form without boundary say why', async () => {
  expect(await parse('{"a":', 'application/json')).toMatchObject({ ok: false, reason: expect.stringContaining('not valid JSON') })
  expect(await parse('a', 'multipart/form-data')).toMatchObject({ ok: false, reason: expect.stringContaining('boundary') })
})

test('JSON that is nested too deep is refused before it is parsed', async () => {
  expect(await parse('['.repeat(50_000), 'application/json')).toMatchObject({ ok: false, reason: expect.stringContaining('512 levels') })
  expect(await parse(JSON.stringify('[{'.repeat(500)), 'application/json')).toMatchObject({ ok: true })
})

test('field names of prototypes are plain data', () => {
  const made = fields([
    ['__proto__', 'x'],
    ['constructor', 'y'],
    ['a[__proto__][x]', 'z'],
  ])
  expect(Object.keys(made)).toEqual(['__proto__', 'constructor', 'a[__proto__][x]'])
  expect(({} as Record<string, unknown>).x).toBeUndefined()
})
