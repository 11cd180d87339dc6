import { expect, it } from 'vitest'
import type { Memory } from '@/flow/define/capabilities'
import type { Json } from '@/flow/json'
import { acceptAccount, reasonsFromMemory } from './earlier-invoices'
import type { Fields } from './invoice/reading'

const GOOD = 'DE02120300000000202051'
const EVIL = 'DE89370400440532013000'

function memory(): Memory {
  const items = new Map<string, Json[]>()
  return {
    recall: async (collection, key) => items.get(`${collection} ${key}`) ?? [],
    remember: async (collection, key, value) =>
      void items.set(`${collection} ${key}`, [...(items.get(`${collection} ${key}`) ?? []), value]),
  }
}

let number = 0

function read(known: Memory, vendor: string, vendorTaxId: string | null, iban: string): Promise<string[]> {
  const said = { vendor, vendorTaxId, iban, invoiceNumber: `A-${++number}` }
  const fields = Object.fromEntries(Object.entries(said).flatMap(([name, value]) => (value === null ? [] : [[name, { value }]])))
  return reasonsFromMemory(known, fields as Fields, { by: `run-${number}`, file: 'a.pdf' }) // of a field only its value is looked at
}

it('takes no account for a vendor’s because it is known of a tax number that came along', async () => {
  const known = memory()
  expect(await read(known, 'Hooli', 'DE 1', GOOD)).toEqual([])
  expect(await read(known, 'Nobody', 'DE 666', EVIL)).toEqual([])
  expect(await read(known, 'Hooli', 'DE 666', EVIL)).toEqual([
    expect.stringContaining('earlier invoices of Hooli named one ending in 2051'),
  ])
  expect(await read(known, 'Nobody', 'DE 1', EVIL)).toEqual([expect.stringContaining('named one ending in 2051')])
})

it('knows a vendor that is called otherwise by its tax number, and an account that a person settled', async () => {
  const known = memory()
  await read(known, 'Hooli', 'DE 1', GOOD)
  expect(await read(known, 'Hooli Group', 'DE 1', GOOD)).toEqual([])
  expect(await read(known, 'Hooli Group', 'DE 1', EVIL)).toHaveLength(1)
  await acceptAccount(known, 'Hooli Group', 'DE 1', EVIL)
  expect(await read(known, 'Hooli Group', 'DE 1', EVIL)).toEqual([])
})
