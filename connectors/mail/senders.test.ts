import { expect, it } from 'vitest'
import { maySend } from './senders'

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
