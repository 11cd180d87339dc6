import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { WebhookInput } from '@/connectors/trigger/webhook'
import type { JsonObject } from '@/flow/json'
import { isGenuine, provingHeaders } from './genuine'

const NOW = 1_800_000_000
const BODY = '{"total":4280,"vendor":"Hooli – Zürich"}'
const SECRET = 'a-secret-that-both-know'

type Headers = readonly (readonly [string, string])[]

function proves(config: JsonObject, headers: Headers, { secret = SECRET, user = '', body = BODY, now = NOW } = {}): boolean {
  const valuesOf = (name: string) => headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value)
  return isGenuine(WebhookInput.parse(config), { secret, user }, { valuesOf, bytes: Buffer.from(body) }, now * 1_000)
}

const hmac = (text: string, algorithm = 'sha256', encoding: 'hex' | 'base64' = 'hex', secret: string | Buffer = SECRET) =>
  createHmac(algorithm, secret).update(text).digest(encoding)

describe('a secret in a header', () => {
  const config = { authentication: 'header', secretHeader: 'X-Api-Key' }

  it('is the whole value, to the byte', () => {
    expect(proves(config, [['X-API-Key', SECRET]])).toBe(true)
    for (const wrong of ['', SECRET.slice(1), `${SECRET} `, `${SECRET}x`, SECRET.toUpperCase()]) {
      expect(proves(config, [['x-api-key', wrong]]), wrong).toBe(false)
    }
    const asNodeReadsIt = Buffer.from('schlüssel').toString('latin1')
    expect(proves(config, [['x-api-key', asNodeReadsIt]], { secret: 'schlüssel' })).toBe(true)
  })

  it.each<[string, Headers]>([
    ['missing', []],
    ['in another header', [['authorization', SECRET]]],
    [
      'doubled, right both times',
      [
        ['x-api-key', SECRET],
        ['x-api-key', SECRET],
      ],
    ],
    [
      'doubled, right once',
      [
        ['x-api-key', SECRET],
        ['X-Api-Key', 'x'],
      ],
    ],
  ])('is wrong when %s', (_, headers) => {
    expect(proves(config, headers)).toBe(false)
  })

  it('may have a name that every object has', () => {
    expect(proves({ ...config, secretHeader: 'constructor' }, [])).toBe(false)
  })
})

describe('Basic authentication', () => {
  const config = { authentication: 'basic' }
  const header = (text: string, word = 'Basic') => [['authorization', `${word} ${Buffer.from(text).toString('base64')}`]] as const

  it('is user and password', () => {
    expect(proves(config, header(`acme:${SECRET}`), { user: 'acme' })).toBe(true)
    expect(proves(config, header(`acme:${SECRET}`, 'basic'), { user: 'acme' })).toBe(true)
    expect(proves(config, header('ü:pä:ss'), { user: 'ü', secret: 'pä:ss' })).toBe(true)
  })

  it.each<[string, Headers]>([
    ['another password', header('acme:x')],
    ['another user', header(`acm:${SECRET}`)],
    ['no user', header(`:${SECRET}`)],
    ['no password', header('acme')],
    ['another scheme', header(`acme:${SECRET}`, 'Bearer')],
    ['no Base64', [['authorization', `Basic acme:${SECRET}`]]],
    ['nothing', []],
    ['two of them', [...header(`acme:${SECRET}`), ...header(`acme:${SECRET}`)]],
  ])('takes no call with %s', (_, headers) => {
    expect(proves(config, headers, { user: 'acme' })).toBe(false)
  })
})

describe('a signature', () => {
  const plain = { authentication: 'hmac' }
  const signed = (value: string) => [['x-signature', value]] as const

  it.each(['sha256', 'sha1', 'sha512'] as const)('of the bytes with %s, as hex or Base64, with or without a prefix', (algorithm) => {
    for (const encoding of ['hex', 'base64'] as const) {
      const right = hmac(BODY, algorithm, encoding)
      const config = { ...plain, algorithm, encoding }
      expect(proves(config, signed(right))).toBe(true)
      expect(proves({ ...config, signaturePrefix: `${algorithm}=` }, signed(`${algorithm}=${right}`))).toBe(true)
      expect(proves({ ...config, signaturePrefix: `${algorithm}=` }, signed(right))).toBe(false)
    }
    expect(proves({ ...plain, algorithm }, signed(hmac(BODY, algorithm).toUpperCase()))).toBe(true)
  })

  // What GitHub gives as its example: docs.github.com, “Validating webhook deliveries”.
  it('is that of GitHub', () => {
    const config = { ...plain, signatureHeader: 'X-Hub-Signature-256', signaturePrefix: 'sha256=' }
    const right = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'
    const given = { secret: "It's a Secret to Everybody", body: 'Hello, World!' }
    expect(proves(config, [['x-hub-signature-256', right]], given)).toBe(true)
  })

  const right = hmac(BODY)
  it.each<[string, Headers, object?]>([
    ['a changed body', signed(right), { body: `${BODY} ` }],
    ['another secret', signed(right), { secret: 'another' }],
    ['a signature cut short', signed(right.slice(0, 32))],
    ['a signature with more behind it', signed(`${right}00`)],
    ['an empty signature', signed('')],
    ['none', []],
    ['two', [...signed(right), ...signed(right)]],
    ['two in one header', signed(`${right}, ${right}`)],
    ['that of another algorithm', signed(hmac(BODY, 'sha1'))],
    ['that of another encoding', signed(hmac(BODY, 'sha256', 'base64'))],
  ])('takes no call with %s', (_, headers, given) => {
    expect(proves(plain, headers, given)).toBe(false)
  })

  describe('with a timestamp', () => {
    const timed = { ...plain, signs: 'dot', timestampHeader: 'X-Time', tolerance: 60 }
    const at = (time: string | number) =>
      [
        ['x-time', String(time)],
        ['x-signature', hmac(`${time}.${BODY}`)],
      ] as const

    it('is good for as long as it says, into past and future', () => {
      for (const now of [NOW, NOW + 60, NOW - 60]) expect(proves(timed, at(NOW), { now })).toBe(true)
      for (const now of [NOW + 61, NOW - 61]) expect(proves(timed, at(NOW), { now })).toBe(false)
    })

    it('is over the timestamp as well', () => {
      const [, signature] = at(NOW)
      expect(proves(timed, [['x-time', String(NOW + 1)], signature])).toBe(false)
      expect(
        proves(timed, [
          ['x-time', String(NOW)],
          ['x-signature', hmac(BODY)],
        ]),
      ).toBe(false)
      expect(proves(timed, [signature])).toBe(false)
      expect(proves(timed, [['x-time', String(NOW)], ...at(NOW)])).toBe(false)
    })

    it.each(['', 'NaN', 'now', '1e9', '-1', '0x6b49d200', `${NOW}.0`, ` ${NOW}`, '9'.repeat(400)])('takes no time like “%s”', (time) => {
      expect(proves(timed, at(time))).toBe(false)
    })

    it('can be written as v0:timestamp:body', () => {
      const headers = [
        ['x-time', String(NOW)],
        ['x-signature', `v0=${hmac(`v0:${NOW}:${BODY}`)}`],
      ] as const
      expect(proves({ ...timed, signs: 'v0', signaturePrefix: 'v0=' }, headers)).toBe(true)
      expect(proves({ ...timed, signaturePrefix: 'v0=' }, headers)).toBe(false)
    })
  })
})

describe('Standard Webhooks', () => {
  const config = { authentication: 'standard' }
  const key = Buffer.from('0123456789abcdef01234567')
  const secret = `whsec_${key.toString('base64')}`
  const sign = (id: string, time: string | number, by = key) => `v1,${hmac(`${id}.${time}.${BODY}`, 'sha256', 'base64', by)}`
  const call = (id = 'msg_1', time: string | number = NOW, signature = sign(id, time)): Headers => [
    ['webhook-id', id],
    ['webhook-timestamp', String(time)],
    ['webhook-signature', signature],
  ]

  // Of the specification's own test data: the secret, the message and the signature that its libraries are held against.
  it('is that of the specification', () => {
    const headers: Headers = [
      ['webhook-id', 'msg_p5jXN8AQM9LWM0D4loKWxJek'],
      ['webhook-timestamp', '1614265330'],
      ['webhook-signature', 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='],
    ]
    const given = { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', body: '{"test": 2432232314}', now: 1_614_265_330 }
    expect(proves(config, headers, given)).toBe(true)
  })

  it('takes any of several signatures, and a secret without its prefix', () => {
    expect(proves(config, call(), { secret })).toBe(true)
    expect(proves(config, call(), { secret: key.toString('base64') })).toBe(true)
    const several = `v1a,${'A'.repeat(88)} ${sign('msg_1', NOW, Buffer.from('another'))} ${sign('msg_1', NOW)}`
    expect(proves(config, call('msg_1', NOW, several), { secret })).toBe(true)
  })

  const signature = sign('msg_1', NOW)
  it.each<[string, Headers, object?]>([
    ['a changed body', call(), { body: `${BODY}\n` }],
    ['another secret', call(), { secret: `whsec_${Buffer.from('76543210fedcba9876543210').toString('base64')}` }],
    ['another id', call('msg_2', NOW, signature)],
    ['another time', call('msg_1', NOW + 1, signature)],
    ['a time too long ago', call('msg_1', NOW - 301)],
    ['a time too far ahead', call('msg_1', NOW + 301)],
    ['a signature of another version', call('msg_1', NOW, signature.replace('v1,', 'v1a,'))],
    ['a signature without version', call('msg_1', NOW, signature.slice(3))],
    ['the right one behind a thousand wrong ones', call('msg_1', NOW, `${'v1,x '.repeat(1_000)}${signature}`)],
    ['an empty id', call('')],
    ['an id that could be read as id and time', call(`msg.${NOW}`)],
    ['a doubled id', [['webhook-id', 'msg_1'], ...call()]],
    ['a doubled signature', [...call(), ['webhook-signature', signature]]],
    ['a secret that holds no key', call('msg_1', NOW, sign('msg_1', NOW, Buffer.alloc(0))), { secret: 'whsec_' }],
    ...[0, 1, 2].map((at): [string, Headers] => [`no ${call()[at]?.[0]}`, call().filter((_, each) => each !== at)]),
  ])('takes no call with %s', (_, headers, given) => {
    expect(proves(config, headers, { secret, ...given })).toBe(false)
  })
})

it('keeps what proves a caller out of the run', () => {
  const named = (config: JsonObject) => provingHeaders(WebhookInput.parse(config))
  expect(named({})).toEqual([])
  expect(named({ authentication: 'header', secretHeader: 'X-Api-Key' })).toEqual(['x-api-key'])
  expect(named({ authentication: 'hmac' })).toEqual(['x-signature'])
  expect(named({ authentication: 'standard' })).toEqual(['webhook-signature'])
})
