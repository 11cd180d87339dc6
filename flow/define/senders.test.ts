import { expect, it } from 'vitest'
import { maySend, withSender } from './senders'

it.each([
  ['', 'anyone@else.test', true],
  ['billing@hooli.com', 'Billing@Hooli.com', true],
  ['billing@hooli.com', 'other@hooli.com', false],
  ['@globex.com', 'a@globex.com', true],
  ['globex.com', 'a@globex.com', true],
  ['@globex.com', 'a@evilglobex.com', false],
  ['@globex.com', 'a@globex.com.evil.net', false],
  ['@globex.com', 'a@mail.globex.com', false],
  ['a@x.test,\n @globex.com ; b@y.test', 'b@y.test', true],
  ['@globex.com', '"a@globex.com"@evil.net', false],
  ['@globex.com', '', false],
  ['@globex.com', 'globex.com', false],
])('%j lets %s start a flow: %s', (senders, address, may) => {
  expect(maySend(senders, address)).toBe(may)
})

it('takes one more in, where that changes anything and means nobody else', () => {
  expect(withSender('@globex.com', 'bills@hooli.com')).toBe('@globex.com\nbills@hooli.com')
  expect(withSender('@globex.com\n', ' Bills@Hooli.com ')).toBe('@globex.com\nBills@Hooli.com')
  for (const address of ['a@globex.com', '', 'nobody', '@hooli.com', 'x,@evil.test', '"a b"@evil.test', 'a;b@evil.test'])
    expect(withSender('@globex.com', address)).toBeNull()
  // Anybody may.
  expect(withSender(' ', 'bills@hooli.com')).toBeNull()
})
