import { describe, expect, it } from 'vitest'
import { isFromSlack } from './slack-signature'

/** Slack's own example: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5'
const request = {
  timestamp: '1531420618',
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
}
const at = (seconds: number) => new Date((Number(request.timestamp) + seconds) * 1_000)

describe('isFromSlack', () => {
  it('knows Slack’s own example, within five minutes either way', () => {
    for (const seconds of [0, 300, -300]) expect(isFromSlack(request, SECRET, at(seconds))).toBe(true)
    for (const seconds of [301, -301]) expect(isFromSlack(request, SECRET, at(seconds))).toBe(false)
  })

  it.each([
    ['a body that was changed', { body: request.body.replace('roadrunner', 'coyote') }],
    ['a body with one more byte', { body: `${request.body}\n` }],
    ['a time that was changed', { timestamp: '1531420619' }],
    ['a time that is none', { timestamp: 'now' }],
    ['a time with a sign', { timestamp: '+1531420618' }],
    ['no time', { timestamp: undefined }],
    ['no signature', { signature: undefined }],
    ['an empty signature', { signature: '' }],
    ['a signature of another version', { signature: request.signature.replace('v0', 'v1') }],
    ['a signature cut short', { signature: request.signature.slice(0, -1) }],
    ['a signature of other length in bytes', { signature: `${request.signature.slice(0, -1)}é` }],
  ])('refuses %s', (_, change) => {
    expect(isFromSlack({ ...request, ...change }, SECRET, at(0))).toBe(false)
  })

  it('refuses everything where there is no secret, or another', () => {
    expect(isFromSlack(request, '', at(0))).toBe(false)
    expect(isFromSlack(request, `${SECRET}5`, at(0))).toBe(false)
  })
})
