import { describe, expect, it } from 'vitest'
import { parseEnv } from '@/server/env'
import { egressOf, egressRules, mayReach } from './address'

const OWN = ['postgres://u:p@127.0.0.1:5433/kaos', 'redis://cache.example:6380']
const closed = egressRules([], OWN)
const reach = (rules: typeof closed, address: string, port = 443, host = address) => mayReach(rules, host, address, port)

describe('mayReach', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.1.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:169.254.169.254',
    '::ffff:8.8.8.8',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b::7f00:1',
    '64:ff9b::10.1.2.3',
    '64:ff9b:0:0:1::808:808',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001:0:1::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '1::1',
    '100:0:0:1::1',
    '4000::1',
    '8000::1',
    'e000::1',
    'fe00::1',
    '::ffff:0:8.8.8.8',
    '100::1',
    '2001::1',
    '2001:2::1',
    '2001:4:112::1',
    '2001:10::1',
    '2001:20::1',
    '2001:30::1',
    '2001:db8::1',
    '2002:808:808::1',
    '2620:4f:8000::1',
    '3fff::1',
    '3fff:fff::1',
    '5f00::1',
    '64:ff9b:1:a9fe::1',
    '192.0.0.8',
    '192.31.196.1',
    '192.52.193.1',
    '192.88.99.1',
    '192.175.48.1',
    '198.51.100.1',
    '203.0.113.1',
    '198.19.255.1',
    '2000::1',
    '2004::1',
    '2d00::1',
    '2e00::1',
    '3ffe::1',
    '3000::2',
  ])('not %s', (address) => {
    expect(reach(closed, address)).toBe(false)
  })

  it.each([
    '93.184.216.34',
    '8.8.8.8',
    '2606:4700::1111',
    '2a00:1450:4001::200e',
    '2001:200::1',
    '2001:4860:4860::8888',
    '2c00::1',
    '2410::1',
    '64:ff9b::8.8.8.8',
  ])('%s', (address) => {
    expect(reach(closed, address)).toBe(true)
  })

  it('lets through what is allowed by name, address or range', () => {
    const rules = egressRules(['crm.internal:8080', '127.0.0.1:9000', '10.0.0.0/8', '[::1]:9001'], OWN)
    expect(reach(rules, '192.168.0.5', 8080, 'CRM.internal')).toBe(true)
    expect(reach(rules, '192.168.0.5', 8081, 'crm.internal')).toBe(false)
    expect(reach(rules, '127.0.0.1', 9000)).toBe(true)
    expect(reach(rules, '::1', 9001)).toBe(true)
    expect(reach(rules, '10.200.0.1', 1)).toBe(true)
    expect(reach(rules, '172.16.0.1', 1)).toBe(false)
  })

  it('never our own Postgres and Redis, whatever is allowed', () => {
    const rules = egressRules(['127.0.0.1:5433', '127.0.0.0/8', '::1/128'], OWN)
    expect(reach(rules, '127.0.0.1', 5433)).toBe(false)
    expect(reach(rules, '127.0.0.2', 5433, 'localhost')).toBe(false)
    expect(reach(rules, '::1', 5433)).toBe(false)
    expect(reach(rules, '93.184.216.34', 6380, 'cache.example')).toBe(false)
    expect(reach(rules, '127.0.0.1', 5434)).toBe(true)
    const far = egressRules([], ['postgres://u:p@93.184.216.34:5432/kaos'])
    expect([reach(far, '93.184.216.34', 5432, 'db.example'), reach(far, '64:ff9b::5db8:d822', 5432, 'db.example')]).toEqual([false, false])
    expect(reach(far, '64:ff9b::5db8:d822', 443)).toBe(true)
  })

  it('knows where our Postgres is from the roles that programs are given, whose owner they are not told', () => {
    const rules = egressOf(
      parseEnv({
        DATABASE_APP_URL: 'postgres://kaos_app@127.0.0.1:5433/kaos',
        DATABASE_ENGINE_URL: 'postgres://kaos_engine@127.0.0.1:5434/kaos',
        DATABASE_AUTH_URL: 'postgres://kaos_auth@127.0.0.1:5435/kaos',
        AUTH_SECRET: 'a'.repeat(32),
        KAOS_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
        KAOS_URL: 'https://kaos.example/',
        KAOS_EGRESS_ALLOW: '127.0.0.0/8',
      }),
    )
    expect([5433, 5434, 5435, 5436].map((port) => reach(rules, '127.0.0.1', port))).toEqual([false, false, false, true])
  })

  it('refuses an allow list it does not understand', () => {
    expect(() => egressRules(['localhost'], [])).toThrow('neither host:port nor a CIDR')
  })
})
