import { expect, it } from 'vitest'
import { blockOf } from './address-block'

it('takes all addresses of one network of IPv6 for one caller', () => {
  expect(blockOf('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64')
  expect(blockOf('2001:DB8:1:2::')).toBe(blockOf('2001:db8:1:2:ffff:ffff:ffff:ffff'))
  expect(blockOf('2001:db8:1:3::1')).not.toBe(blockOf('2001:db8:1:2::1'))
  expect(blockOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
})

it('leaves what is none as it is', () => {
  for (const text of ['192.0.2.1', 'unknown', 'a@acme.test', '2001:db8:1:2::/64', '']) expect(blockOf(text)).toBe(text)
  expect(blockOf('::ffff:192.0.2.1')).toBe('192.0.2.1')
})
