import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { definitionOf } from '@/connectors/catalogue'
import { xeroAccount } from '@/connectors/xero/account'
import type { Capabilities, HttpRequest } from '@/flow/define/capabilities'
import type { Connection } from '@/flow/define/connection'
import type { FileRef } from '@/flow/define/file-ref'
import type { Json, JsonObject } from '@/flow/json'
import { type FakeXero, startFakeXero, xeroSpecs } from '@/server/sandbox/testing/fake-xero'
import { memoryFiles } from '@/server/sandbox/testing/memory-files'
import { ATTACHMENT } from '@/server/sandbox/xero/attachments'
import { CONTACT } from '@/server/sandbox/xero/contacts'
import { INVOICE, InvoiceRecord } from '@/server/sandbox/xero/invoices'
import { TENANT_ID } from '@/server/sandbox/xero/organisation'
import { egressRules } from '../capabilities/http/address'
import { type HttpTransport, openHttp } from '../capabilities/http/http'

const specs = xeroSpecs()

let fake: FakeXero
let transport: HttpTransport
const files = memoryFiles()

beforeEach(async () => {
  fake = await startFakeXero(specs)
  transport = openHttp(egressRules(['127.0.0.0/8'], []))
})
afterEach(async () => {
  await Promise.all([transport.close(), fake.close()])
})

const CONNECTION: Connection = { id: 'c1', name: 'Xero', sandbox: false, settings: { tenantId: TENANT_ID } }

const BILL = {
  vendor: 'Hooli GmbH',
  vendorTaxId: 'DE 123 456 789',
  invoiceNumber: '4711',
  date: '2026-11-02',
  dueDate: '2026-12-02',
  currency: 'EUR',
  total: '4280.00',
  tax: '683.36',
  lineItems: [{ description: 'Consulting', quantity: '2', unitPrice: '1798.32', amount: '3596.64' }],
}

/** Everything real but the name that is called: what would go to Xero goes to the loopback, with the account’s token on it. */
function hands(timeoutMs = 5_000, zone = 'UTC'): Capabilities {
  const http = transport.forStep({ files, signal: new AbortController().signal })
  const never = () => {
    throw new Error('not given in this test')
  }
  return {
    http: {
      send(request: HttpRequest) {
        const authorised = xeroAccount.authorize?.(request, { fields: {}, accessToken: 'token-1' }) ?? request
        expect(new URL(authorised.url).origin).toBe('https://api.xero.com')
        return http.send({ ...authorised, url: authorised.url.replace('https://api.xero.com', fake.url), timeoutMs })
      },
    },
    files,
    documents: { open: never, xml: never, render: never },
    memory: null,
    state: null,
    model: null,
    compute: { javascript: never, jsonata: never },
    clock: { now: () => new Date('2026-11-25T22:00:00Z'), zone },
    mail: { send: never, verify: never },
    reply: { send: never },
    callbacks: { link: never, find: never },
    flows: { call: never },
  }
}

type Trying = { key?: string; attempt?: number; timeoutMs?: number; zone?: string }

async function run(type: string, params: JsonObject, { key = 'k'.repeat(32), attempt = 1, timeoutMs, zone }: Trying = {}) {
  const definition = definitionOf(type)
  if (definition?.kind !== 'action') throw new Error(`${type} is no action`)
  const output = await definition.run({
    input: definition.input.parse(params) as JsonObject,
    use: hands(timeoutMs, zone),
    connection: CONNECTION,
    idempotencyKey: key,
    attempt,
    signal: new AbortController().signal,
  })
  return definition.output.parse(output) as JsonObject & { billId: string } // every step of Xero says which bill
}

const count = async (kind: string) => (await fake.records.list(kind)).length
const bills = async () => (await fake.records.list(INVOICE)).map(({ body }) => InvoiceRecord.parse(body).invoice)
const asked = (what: string) => fake.seen.filter((one) => one.what === what)

function pdf(name = 'invoice-4711.pdf', contentType = 'application/pdf'): Promise<FileRef> {
  return files.write({ name, contentType, bytes: Buffer.from('%PDF-1.7 a bill') })
}

afterEach(() => {
  expect(fake.faults).toEqual([])
})

it.skipIf(!specs)('is judged by Xero’s own description (needs ../shared/data/specs)', async () => {
  const request = { method: 'PUT', path: '/Invoices', headers: { 'xero-tenant-id': 't' }, contentType: 'application/json' }
  const faults = specs?.accounting.requestFaults({ ...request, body: { Invoices: [{ Kind: 'ACCPAY', Total: 5, Date: '2.11.2026' }] } })
  expect(faults?.join()).toMatch(/Kind.*Total|Total.*Kind/)
  expect(faults?.join()).toContain('/Invoices/0/Date')
  const { headers: _, ...bare } = { ...request, body: { Invoices: [] } }
  expect(specs?.accounting.requestFaults(bare)).toEqual(['header parameter xero-tenant-id is missing'])
  expect(specs?.accounting.answerFaults(request, { status: 200, body: { Invoices: [{ Date: '2026-11-02' }] } })).toHaveLength(1)
})

describe('xero.create-bill', () => {
  it('enters a bill that says what the invoice says, with its file', async () => {
    const made = await run('xero.create-bill', { ...BILL, attachments: await pdf() })
    expect(made).toMatchObject({
      number: '4711',
      status: 'DRAFT',
      vendor: 'Hooli GmbH',
      date: '2026-11-02',
      dueDate: '2026-12-02',
      currency: 'EUR',
      net: '3596.64',
      tax: '683.36',
      total: '4280.00',
      newContact: true,
      alreadyThere: false,
      attachments: ['invoice-4711.pdf'],
      notes: [],
    })
    expect(made.url).toBe(`https://go.xero.com/AccountsPayable/Edit.aspx?InvoiceID=${made.billId}`)
    expect((await bills())[0]).toMatchObject({
      LineItems: [{ Quantity: 2, UnitAmount: 1798.32, AccountCode: '429' }],
      HasAttachments: true,
    })
    expect(fake.seen.every(({ authorization }) => authorization === 'Bearer token-1')).toBe(true)
  })

  it('gives each write a key of its own', async () => {
    await run('xero.create-bill', { ...BILL, attachments: [await pdf(), await pdf()] })
    const keys = fake.seen.flatMap(({ key }) => key ?? [])
    expect(keys).toHaveLength(4)
    expect(new Set(keys).size).toBe(4)
  })

  it.each(['cut', 'cut-and-forget'] as const)('makes one bill when the connection breaks after it was made (%s)', async (kind) => {
    const params = { ...BILL, attachments: await pdf() }
    fake.next('PUT /Invoices', { kind })
    await expect(run('xero.create-bill', params)).rejects.toMatchObject({ code: 'http_cut_short', retry: true, unsure: true })
    expect(await count(INVOICE)).toBe(1)
    const made = await run('xero.create-bill', params, { attempt: 2 })
    expect(made).toMatchObject({ alreadyThere: true, newContact: false, total: '4280.00', attachments: ['invoice-4711.pdf'] })
    expect([await count(INVOICE), await count(CONTACT), await count(ATTACHMENT)]).toEqual([1, 1, 1])
  })

  it('makes one bill when Xero made it and never answered', async () => {
    fake.next('PUT /Invoices', { kind: 'hang' })
    await expect(run('xero.create-bill', BILL, { timeoutMs: 200 })).rejects.toMatchObject({ code: 'http_cut_short', retry: true })
    await run('xero.create-bill', BILL, { attempt: 2 })
    expect(await count(INVOICE)).toBe(1)
  })

  it('makes one bill when the worker dies and the same attempt begins anew, number or no number', async () => {
    for (const invoiceNumber of ['4711', 'RE 2026,11', null]) {
      const params = { ...BILL, invoiceNumber }
      const key = `${invoiceNumber}`.padEnd(32, 'x')
      const first = await run('xero.create-bill', params, { key })
      const again = await run('xero.create-bill', params, { key })
      expect(again).toMatchObject({ billId: first.billId, alreadyThere: true })
    }
    expect(await count(INVOICE)).toBe(3)
  })

  it('makes one contact, and finds it again by number or name', async () => {
    fake.next('PUT /Contacts', { kind: 'cut' })
    await expect(run('xero.create-bill', BILL)).rejects.toMatchObject({ code: 'http_cut_short' })
    await run('xero.create-bill', BILL, { attempt: 2 })
    await run('xero.create-bill', { ...BILL, invoiceNumber: '4712', vendor: 'HOOLI  gmbh', vendorTaxId: null }, { key: 'a'.repeat(32) })
    const { notes } = await run('xero.create-bill', { ...BILL, invoiceNumber: '4713', vendor: 'Hooli AG' }, { key: 'b'.repeat(32) })
    expect(notes).toEqual(['The invoice is from “Hooli AG”; in Xero this tax number belongs to “Hooli GmbH”.'])
    expect(await count(CONTACT)).toBe(1)
  })

  it('books on no contact that the document merely asks for', async () => {
    await run('xero.create-bill', BILL)
    const evil = 'x" OR Name!="x'
    const made = await run('xero.create-bill', { ...BILL, vendor: evil, vendorTaxId: '"|TaxNumber!="' }, { key: 'e'.repeat(32) })
    expect(made).toMatchObject({ vendor: evil, newContact: true })
  })

  it('says so when Xero has another bill under this number, unless both are wanted', async () => {
    await run('xero.create-bill', BILL)
    const other = { ...BILL, total: '100.00', tax: null, lineItems: [] }
    await expect(run('xero.create-bill', other, { key: 'b'.repeat(32) })).rejects.toMatchObject({
      code: 'xero_duplicate',
      retry: false,
      message: 'Xero already has a bill 4711 of Hooli GmbH: EUR 4280.00, a draft.',
    })
    expect(await count(INVOICE)).toBe(1)
    await run('xero.create-bill', { ...other, whenThere: 'create' }, { key: 'b'.repeat(32) })
    expect(await count(INVOICE)).toBe(2)
  })

  it('goes on with the files where the attempt before it stopped', async () => {
    const params = { ...BILL, attachments: [await pdf('one.pdf'), await pdf('two.pdf')] }
    fake.next('PUT /Invoices/:id/Attachments/:name', { kind: 'cut' })
    await expect(run('xero.create-bill', params)).rejects.toMatchObject({ retry: true })
    expect(await run('xero.create-bill', params, { attempt: 2 })).toMatchObject({ attachments: ['one.pdf', 'two.pdf'] })
    expect([await count(INVOICE), await count(ATTACHMENT)]).toEqual([1, 2])
  })

  it('leaves a file out that Xero refuses, and says so', async () => {
    const odd = await pdf('../weird: "name"', 'application/x-unknown')
    expect(await run('xero.create-bill', { ...BILL, attachments: [odd, await pdf('evil/../ä.pdf')] })).toMatchObject({
      attachments: ['evil_.._ä.pdf'],
      notes: [expect.stringContaining('is not on the bill. Xero refuses it')],
    })
  })

  it('names a file whole characters only, however long its name', async () => {
    const name = `${'a'.repeat(199)}\u{1f9fe}.pdf`
    const long: FileRef = { $file: { ...(await pdf()).$file, name } }
    expect(await run('xero.create-bill', { ...BILL, attachments: long })).toMatchObject({ attachments: [`${'a'.repeat(199)}.pdf`] })
  })

  it('takes a bill back that Xero adds up differently', async () => {
    const total = { ...BILL, lineItems: [] }
    fake.next('PUT /Invoices', { kind: 'answer', status: 200, body: { Invoices: [await wrongBill()] } })
    await expect(run('xero.create-bill', total)).rejects.toMatchObject({
      code: 'xero_total',
      message: 'Xero makes it 4279.99 instead of 4280.00, so the bill was deleted again.',
    })
    expect(asked('POST /Invoices/:id')).toHaveLength(1)
    expect((await bills())[0]?.Status).toBe('DELETED')
  })

  async function wrongBill() {
    const { billId } = await run('xero.create-bill', { ...BILL, invoiceNumber: 'other' }, { key: 'o'.repeat(32) })
    const [bill] = (await bills()).filter(({ InvoiceID }) => InvoiceID === billId)
    return { ...bill, Total: 4279.99 }
  }

  it('sends nothing for a bill that can’t be', async () => {
    const refused = (change: JsonObject) => run('xero.create-bill', { ...BILL, ...change })
    await expect(refused({ vendor: null })).rejects.toMatchObject({ code: 'xero_no_vendor' })
    await expect(refused({ total: null, lineItems: null })).rejects.toMatchObject({ code: 'xero_no_total' })
    await expect(refused({ total: '1.234,50' })).rejects.toMatchObject({ code: 'xero_amount' })
    await expect(refused({ total: '-5.00' })).rejects.toMatchObject({ code: 'xero_negative' })
    await expect(refused({ dueDate: '2.12.2026' })).rejects.toMatchObject({ code: 'xero_date' })
    await expect(refused({ dueDate: '2026-02-31' })).rejects.toMatchObject({ code: 'xero_date' })
    await expect(refused({ attachments: 'a.pdf' })).rejects.toMatchObject({ code: 'xero_attachment' })
    expect(fake.seen).toEqual([])
  })
})

describe('what Xero answers', () => {
  const trouble = (status: number, headers = {}, body: JsonObject | null = null) =>
    fake.next('PUT /Invoices', { kind: 'answer', status, headers, body })

  it('400: its own words', async () => {
    await expect(run('xero.create-bill', { ...BILL, accountCode: '999' })).rejects.toMatchObject({
      code: 'xero_400',
      retry: false,
      message: "Xero refuses it: Account code '999' is not a valid code for this document.",
    })
  })

  it('401: connect again, and no further attempt', async () => {
    trouble(401, {}, { Type: null, Title: 'Unauthorized', Status: 401, Detail: 'TokenExpired' })
    await expect(run('xero.create-bill', BILL)).rejects.toMatchObject({
      code: 'xero_401',
      retry: false,
      hint: 'Open Connections and connect the account to Xero again.',
    })
  })

  it('429: later, when Xero says', async () => {
    trouble(429, { 'retry-after': '7', 'x-rate-limit-problem': 'minute' })
    await expect(run('xero.create-bill', BILL)).rejects.toMatchObject({ code: 'xero_429', retry: true, retryAfterMs: 7_000 })
    expect(await run('xero.create-bill', BILL, { attempt: 2 })).toMatchObject({ alreadyThere: false })
    expect(await count(INVOICE)).toBe(1)
  })

  it('500: again, under the same key', async () => {
    trouble(500)
    await expect(run('xero.create-bill', BILL)).rejects.toMatchObject({ code: 'xero_500', retry: true })
    await run('xero.create-bill', BILL, { attempt: 2 })
    const keys = asked('PUT /Invoices').map(({ key }) => key)
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
  })

  it('403 and 404: what to check', async () => {
    fake.next('GET /Invoices/:id', { kind: 'answer', status: 403, body: { Title: 'Forbidden', Detail: 'AuthenticationUnsuccessful' } })
    await expect(run('xero.get-bill', { billId: TENANT_ID })).rejects.toMatchObject({ code: 'xero_403', retry: false })
    await expect(run('xero.get-bill', { billId: TENANT_ID })).rejects.toMatchObject({ code: 'xero_404', retry: false })
  })
})

describe('what becomes of a bill', () => {
  it('is approved once, however often that is asked', async () => {
    const { billId } = await run('xero.create-bill', BILL)
    fake.next('POST /Invoices/:id', { kind: 'cut' })
    await expect(run('xero.approve-bill', { billId })).rejects.toMatchObject({ retry: true })
    expect(await run('xero.approve-bill', { billId }, { attempt: 2 })).toMatchObject({ status: 'AUTHORISED', total: '4280.00' })
    expect(asked('POST /Invoices/:id')).toHaveLength(1)
    expect(await run('xero.get-bill', { billId })).toMatchObject({ billId, status: 'AUTHORISED' })
  })

  it('is deleted as a draft and voided once approved, and is then gone for good', async () => {
    const draft = await run('xero.create-bill', BILL)
    expect(await run('xero.void-bill', { billId: draft.billId })).toMatchObject({ status: 'DELETED' })
    expect(await run('xero.void-bill', { billId: draft.billId })).toMatchObject({ status: 'DELETED' })
    await expect(run('xero.approve-bill', { billId: draft.billId })).rejects.toMatchObject({ code: 'xero_gone' })
    const next = await run('xero.create-bill', BILL, { key: 'n'.repeat(32) })
    await run('xero.approve-bill', { billId: next.billId }, { key: 'm'.repeat(32) })
    expect(await run('xero.void-bill', { billId: next.billId }, { key: 'v'.repeat(32) })).toMatchObject({ status: 'VOIDED' })
  })

  it('is not approved without a due date, in Xero’s words', async () => {
    const { billId } = await run('xero.create-bill', { ...BILL, dueDate: null })
    await expect(run('xero.approve-bill', { billId })).rejects.toMatchObject({ message: 'Xero refuses it: The due date cannot be empty.' })
    const later = { ...BILL, invoiceNumber: '4712', dueDate: null, dueInDays: 14 }
    expect(await run('xero.create-bill', later, { key: 'd'.repeat(32) })).toMatchObject({ dueDate: '2026-11-16' })
    const undated = { ...later, invoiceNumber: '4713', date: null }
    expect(await run('xero.create-bill', undated, { key: 'f'.repeat(32) })).toMatchObject({ dueDate: '2026-12-09' })
    const inTokyo = { ...undated, invoiceNumber: '4714' }
    expect(await run('xero.create-bill', inTokyo, { key: 'g'.repeat(32), zone: 'Asia/Tokyo' })).toMatchObject({ dueDate: '2026-12-10' })
  })
})

describe('xero.update-bill', () => {
  it('changes what a person corrected, and nothing when it is asked again', async () => {
    const { billId } = await run('xero.create-bill', BILL)
    const edits = { billId, ...BILL, total: '4281.00', dueDate: '2026-12-09', lineItems: [] }
    fake.next('POST /Invoices/:id', { kind: 'cut' })
    await expect(run('xero.update-bill', edits)).rejects.toMatchObject({ retry: true })
    expect(await run('xero.update-bill', edits, { attempt: 2 })).toMatchObject({ total: '4281.00', dueDate: '2026-12-09', changed: [] })
    const { vendor, ...rest } = { ...edits, vendor: 'Initech Ltd', vendorTaxId: null, total: null }
    expect(await run('xero.update-bill', { vendor, ...rest }, { key: 'u'.repeat(32) })).toMatchObject({
      vendor: 'Initech Ltd',
      total: '4281.00',
      changed: ['vendor'],
    })
    expect(asked('POST /Invoices/:id')).toHaveLength(2)
  })

  it('leaves an approved bill alone, unless it says the same', async () => {
    const { billId } = await run('xero.create-bill', BILL)
    await run('xero.approve-bill', { billId })
    expect(await run('xero.update-bill', { billId, ...BILL })).toMatchObject({ status: 'AUTHORISED', changed: [] })
    await expect(run('xero.update-bill', { billId, total: '1.00' })).rejects.toMatchObject({ code: 'xero_settled', retry: false })
  })
})

it('offers the accounts and tax rates that a bill may use', async () => {
  const definition = definitionOf('xero.create-bill')
  const choices = definition?.kind === 'action' ? definition.choices : undefined
  const context = { input: {}, use: hands(), connection: CONNECTION, signal: new AbortController().signal }
  expect(await choices?.accounts?.(context)).toContainEqual({ value: '429', label: 'General Expenses', hint: '429' })
  expect(await choices?.taxRates?.(context)).toContainEqual({ value: 'NONE', label: 'Tax Exempt', hint: '0 %' })
})

describe('the account', () => {
  const test = (settings: JsonObject) =>
    xeroAccount.test({ use: hands(), connection: { ...CONNECTION, settings }, signal: new AbortController().signal })

  it('says who it is and which organisation it keeps', async () => {
    expect(await test({})).toEqual({
      account: 'Sandbox Company',
      settings: { tenantId: TENANT_ID, tenantName: 'Sandbox Company', currency: 'EUR', shortCode: '!kaos' },
    })
    expect(await test({ tenantId: TENANT_ID })).toMatchObject({ account: 'Sandbox Company' })
    const organisation = (tenantId: string, updatedDateUtc: string) => ({
      tenantId,
      tenantType: 'ORGANISATION',
      tenantName: tenantId,
      updatedDateUtc,
    })
    const several = [organisation('older', '2026-01-01T00:00:00'), organisation(TENANT_ID, '2026-11-01T00:00:00')]
    fake.next('GET /connections', { kind: 'answer', status: 200, body: several })
    expect(await test({})).toMatchObject({ settings: { tenantId: TENANT_ID } })
    await expect(test({ tenantId: 'gone' })).rejects.toMatchObject({ code: 'xero_no_organisation', retry: false })
  })
})

describe('xero.bill-changed', () => {
  async function look(state: Json | null, input: JsonObject = {}, more: { onlyRemember?: boolean; most?: number } = {}) {
    const definition = definitionOf('xero.bill-changed')
    if (definition?.kind !== 'trigger' || !definition.poll) throw new Error('xero.bill-changed does not look')
    const { items, ...polled } = await definition.poll({
      input: definition.input.parse(input) as JsonObject,
      state,
      onlyRemember: false,
      most: 100,
      use: { ...hands(), clock: { now: () => new Date(), zone: 'UTC' } },
      connection: CONNECTION,
      signal: new AbortController().signal,
      ...more,
    })
    const given = items.map(({ value }) => definition.output.parse(value) as JsonObject)
    return { ...polled, keys: items.map(({ key }) => key), what: given.map(({ number, status }) => `${number} ${status}`) }
  }

  it('gives what is new or changed since the look before, each change once', async () => {
    const first = await run('xero.create-bill', BILL, { key: 'a'.repeat(32) })
    const start = await look(null, {}, { onlyRemember: true })
    expect(start.what).toEqual([])
    expect((await look(start.state)).what).toEqual([])

    await run('xero.create-bill', { ...BILL, invoiceNumber: '4712' }, { key: 'b'.repeat(32) })
    const second = await look(start.state)
    expect(second).toMatchObject({ what: ['4712 DRAFT'], more: false })
    expect((await look(second.state)).what).toEqual([])
    await run('xero.approve-bill', { billId: first.billId }, { key: 'c'.repeat(32) })
    const third = await look(second.state)
    expect(third.what).toEqual(['4711 AUTHORISED'])
    expect(new Set([...second.keys, ...third.keys]).size).toBe(2)
    expect(asked('GET /Invoices').length).toBeGreaterThan(4)
  })

  it('gives those of one status, by a key that stays the same, and no more than asked for', async () => {
    for (const at of [1, 2, 3]) {
      await run('xero.create-bill', { ...BILL, invoiceNumber: `${at}` }, { key: `${at}`.repeat(32) })
    }
    const some = await look(null, { becomes: 'DRAFT' }, { most: 2 })
    expect(some).toMatchObject({ what: { length: 2 }, more: true })
    const rest = await look(some.state, { becomes: 'DRAFT' }, { most: 2 })
    expect(rest).toMatchObject({ more: false })
    expect([...some.what, ...rest.what].sort()).toEqual(['1 DRAFT', '2 DRAFT', '3 DRAFT'])
    expect((await look(null, { becomes: 'DRAFT' })).keys).toEqual([...some.keys, ...rest.keys])
    expect((await look(null, { becomes: 'PAID' })).what).toEqual([])
  })
})
