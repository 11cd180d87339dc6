import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { addressReader } from './client-address'

test.each([
  { trusted: [], from: '203.0.113.9', forwarded: '1.1.1.1', is: '203.0.113.9', why: 'nobody is trusted' },
  { trusted: ['10.0.0.0/8'], from: '10.1.2.3', forwarded: '1.1.1.1', is: '1.1.1.1', why: 'the proxy is trusted' },
  {
    trusted: ['10.0.0.0/8'],
    from: '10.1.2.3',
    forwarded: '9.9.9.9, 1.1.1.1',
    is: '1.1.1.1',
    why: 'the caller wrote the first entry itself',
  },
  { trusted: ['10.0.0.0/8'], from: '::ffff:10.1.2.3', forwarded: '1.1.1.1, 10.9.9.9', is: '1.1.1.1', why: 'two proxies of ours' },
  { trusted: ['10.0.0.0/8'], from: '10.1.2.3', forwarded: 'evil', is: '10.1.2.3', why: 'the entry is no address' },
  { trusted: ['::1'], from: '::1', forwarded: '2001:db8::1', is: '2001:db8::1', why: 'IPv6 all the way' },
  { trusted: ['10.0.0.0/8'], from: '10.1.2.3', forwarded: '1.1.1.1:5678', is: '1.1.1.1', why: 'the proxy names the port as well' },
  { trusted: ['10.0.0.0/8'], from: '10.1.2.3', forwarded: '[2001:db8::1]:5678', is: '2001:db8::1', why: 'the port follows brackets' },
  { trusted: ['10.0.0.0/8'], from: '10.1.2.3', forwarded: '1.1.1:5678', is: '10.1.2.3', why: 'less than an address has a port' },
])('the caller is $is: $why', ({ trusted, from, forwarded, is }) => {
  const request = { headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: from } } as unknown as IncomingMessage // the two fields that count
  expect(addressReader(trusted)(request)).toBe(is)
})
