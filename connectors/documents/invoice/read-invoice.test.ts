import { describe, expect, it } from 'vitest'
import type { XmlElement } from '@/flow/define/document'
import { documentOf, drawPage } from '../testing/page'
import { readInvoice } from './read-invoice'
import { FIELD_NAMES } from './reading'

const NONE = { currency: null }

function read(drawing: string, source: 'text' | 'ocr' = 'text') {
  const { reading, judgement } = readInvoice(documentOf(drawPage(drawing, source)), NONE)
  const values = Object.fromEntries(FIELD_NAMES.map((name) => [name, reading.fields[name]?.value ?? null]))
  return { ...values, kind: reading.kindOfDocument, ...judgement, fields: reading.fields }
}

const GERMAN = `
  Hooli GmbH                                            www.hooli.example
  Lindenweg 4, 80333 München                            USt-IdNr.: DE123456789

  Nordwind AG
  Hafenstraße 9
  20457 Hamburg

  RECHNUNG Nr. 2024-118                                 Rechnungsdatum: 05.03.2024
                                                        Fällig am: 04.04.2024

  Beschreibung                         Menge   Preis          Betrag
  Beratung                             10      100,00         1.000,00
  Reise                                1       200,00         200,00

  Nettobetrag                                                 1.200,00
  zzgl. 19 % MwSt                                             228,00
  Gesamtbetrag                                                1.428,00 EUR

  3 % Skonto bis 15.03.2024
  IBAN DE89 3704 0044 0532 0130 00
`

describe('an invoice whose parts agree', () => {
  it('is clean, and says where everything stands', () => {
    const found = read(GERMAN)
    expect(found).toMatchObject({
      vendor: 'Hooli GmbH',
      vendorTaxId: 'DE123456789',
      invoiceNumber: '2024-118',
      invoiceDate: '2024-03-05',
      dueDate: '2024-04-04',
      currency: 'EUR',
      net: '1200.00',
      tax: '228.00',
      total: '1428.00',
      iban: 'DE89370400440532013000',
      kind: 'invoice',
      verdict: 'clean',
      reasons: [],
    })
    expect(found.fields.total).toMatchObject({ evidence: { source: 'text', page: 1 } })
  })

  it('is not, when the sums do not add up', () => {
    expect(read(GERMAN.replace('228,00', '288,00'))).toMatchObject({
      total: '1428.00',
      verdict: 'needs review',
      reasons: expect.arrayContaining(['Net and tax do not add up to the total.']),
    })
  })

  it('has no due date where none is stated: a discount’s day is none', () => {
    expect(read(GERMAN.replace(/Fällig am: \S+/, ''))).toMatchObject({ dueDate: null })
  })

  it('has the due date that its terms state', () => {
    expect(
      read(GERMAN.replace(/Fällig am: \S+/, '').replace('3 % Skonto bis 15.03.2024', 'Zahlbar innerhalb von 14 Tagen netto')),
    ).toMatchObject({ dueDate: '2024-03-19' })
  })
})

describe('the total', () => {
  const bill = (sums: string) => `
    Acme Ltd                              INVOICE
    1 High Street, London                 Invoice No: A-77
                                          Invoice Date: 3 May 2024
    ${sums}
  `
  it.each([
    [
      'is not the amount due with an older balance',
      'SUBTOTAL     £100.00\nSALES TAX     £10.00\nTOTAL     £110.00\nPREVIOUS UNPAID BALANCE     £500.00\nAMOUNT DUE     £610.00',
      '110.00',
    ],
    [
      'is not what is left after a payment',
      'Subtotal     £100.00\nVAT 20%     £20.00\nTotal     £120.00\nAmount paid     £50.00\nBalance due     £70.00',
      '120.00',
    ],
    [
      'holds what is charged after the first sum',
      'Subtotal     £100.00\nDiscount     £10.00\nVAT     £18.00\nShipping     £5.00\nTotal     £113.00',
      '113.00',
    ],
    ['follows from a rate', 'Subtotal     £10,375\nSales Tax     3%\nTotal     £10,686.25', '10686.25'],
  ])('%s', (_, sums, total) => {
    const found = read(bill(sums.split('\n').join('\n    ')))
    expect(found).toMatchObject({ total, vendor: 'Acme Ltd', invoiceNumber: 'A-77' })
  })

  it('of a receipt is what was paid, after rounding', () => {
    const found = read(
      `
      KEDAI MAJU SDN BHD (123456-A)
      12, JALAN BESAR, 81100 JOHOR BAHRU
      TAX INVOICE
      Inv No : R00123      09/01/2019 8:01 PM
      PLASTIC    2    15.51    31.02
      Total Incl GST           31.02
      Rounding Adj             -0.02
      Total Rounded            31.00
      CASH                     101.00
      CHANGE                   70.00
    `,
      'ocr',
    )
    expect(found).toMatchObject({ vendor: 'KEDAI MAJU SDN BHD', total: '31.00', currency: 'MYR', invoiceDate: '2019-01-09' })
  })
})

describe('what is no bill', () => {
  it.each([
    ['a reminder', 'Zahlungserinnerung\nRechnung 4711 vom 01.02.2024\nGesamtbetrag     119,00 EUR', 'reminder'],
    ['a statement', 'Statement of account\nInvoice 4711     119.00\nBalance due     119.00', 'statement'],
    ['an order', 'Purchase Order\nPO 4711\nTotal     119.00', 'other'],
    ['a letter', 'Dear Sir,\nthis is an empty invoice for our test suite.\nKind regards', 'other'],
  ])('%s', (_, text, kind) => {
    expect(read(`Acme Ltd\n${text}`)).toMatchObject({ kind, verdict: 'not an invoice' })
  })

  it('a credit note is one that a person looks at', () => {
    expect(read(GERMAN.replace('RECHNUNG', 'GUTSCHRIFT'))).toMatchObject({
      kind: 'credit-note',
      verdict: 'needs review',
      invoiceNumber: '2024-118',
    })
  })
})

describe('an e-invoice', () => {
  const el = (name: string, content: string | XmlElement[]): XmlElement => ({
    name,
    attributes: {},
    text: typeof content === 'string' ? content : '',
    children: typeof content === 'string' ? [] : content,
  })
  const ubl = (total: string) =>
    el('Invoice', [
      el('ID', '2024-118'),
      el('IssueDate', '2024-03-05'),
      el('DueDate', '2024-04-04'),
      el('InvoiceTypeCode', '380'),
      el('DocumentCurrencyCode', 'EUR'),
      el('AccountingSupplierParty', [el('Party', [el('PartyLegalEntity', [el('RegistrationName', 'Hooli GmbH')])])]),
      el('LegalMonetaryTotal', [el('TaxExclusiveAmount', '1200'), el('TaxInclusiveAmount', total), el('PayableAmount', total)]),
      el('TaxTotal', [el('TaxAmount', '228.00')]),
    ])
  const judged = (total: string, iban = 'DE89370400440532013000') => {
    const root = ubl(total)
    root.children.push(el('PaymentMeans', [el('PayeeFinancialAccount', [el('ID', iban)])]))
    return readInvoice({ ...documentOf(drawPage(GERMAN)), xml: [{ name: 'x.xml', root }] }, NONE)
  }

  it('is read from its XML, which says where', () => {
    const { reading, judgement } = judged('1428.00')
    expect(reading.fields.total).toEqual({
      value: '1428.00',
      confidence: 1,
      evidence: { source: 'xml', path: '/Invoice/LegalMonetaryTotal/TaxInclusiveAmount' },
    })
    expect(judgement).toEqual({ verdict: 'clean', reasons: [] })
  })

  it('is flagged where the page shows something else', () => {
    expect(judged('1482.00').judgement).toMatchObject({
      verdict: 'needs review',
      reasons: expect.arrayContaining(['The XML says the total is “1482.00”; the page does not show it.']),
    })
    expect(judged('1428.00', 'GB33BUKB20201555555555').judgement.verdict).toBe('needs review')
  })
})
