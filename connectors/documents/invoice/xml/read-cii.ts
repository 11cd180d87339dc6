import type { LineItem } from '../items'
import { decimalOf } from '../money'
import type { Reading } from '../reading'
import { dateAt, moneyAt, textAt } from './fields'
import { allAt, firstAt, type Spot } from './tree'

const TRADE = 'SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction'
const AGREEMENT = `${TRADE}/ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement`
const SETTLEMENT = `${TRADE}/ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement`
const SUMS = 'SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation'
const CREDIT_NOTES = ['381', '396', '261', '262', '296', '308', '420', '458', '532']

/** UN/CEFACT Cross Industry Invoice: ZUGFeRD 1 and 2, Factur-X, XRechnung (CII). */
export function readCii(root: Spot): Reading {
  const document = firstAt(root, 'ExchangedDocument|HeaderExchangedDocument')
  const settlement = firstAt(root, SETTLEMENT)
  const seller = firstAt(root, `${AGREEMENT}/SellerTradeParty`)
  const sums = settlement && firstAt(settlement, SUMS)
  const currency = settlement && textAt(firstAt(settlement, 'InvoiceCurrencyCode'))
  const total = sums && moneyAt(firstAt(sums, 'GrandTotalAmount'))
  const type = textAt(document && firstAt(document, 'TypeCode'))?.value ?? ''
  return {
    from: 'xml',
    kindOfDocument: CREDIT_NOTES.includes(type) || total?.value.startsWith('-') ? 'credit-note' : 'invoice',
    fields: {
      vendor: seller && textAt(firstAt(seller, 'Name', 'SpecifiedLegalOrganization/TradingBusinessName')),
      vendorTaxId: seller && taxIdOf(seller),
      invoiceNumber: document && textAt(firstAt(document, 'ID')),
      invoiceDate: document && dateAt(firstAt(document, 'IssueDateTime/DateTimeString')),
      dueDate: settlement && dueDateOf(settlement),
      currency,
      net: sums && moneyAt(firstAt(sums, 'TaxBasisTotalAmount')),
      tax: sums && taxOf(sums, currency?.value),
      total,
      amountDue: sums && moneyAt(firstAt(sums, 'DuePayableAmount')),
      iban: settlement && textAt(firstAt(settlement, 'SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID')),
    },
    lines: allAt(root, `${TRADE}/IncludedSupplyChainTradeLineItem`).flatMap(lineOf),
    proofs: [],
    doubts: [],
    ocr: false,
  }
}

function taxIdOf(seller: Spot) {
  const ids = allAt(seller, 'SpecifiedTaxRegistration/ID')
  return textAt(ids.find(({ element }) => element.attributes.schemeID === 'VA') ?? ids[0] ?? null)
}

/** Stated once for each currency. */
function taxOf(sums: Spot, currency: string | undefined) {
  const taxes = allAt(sums, 'TaxTotalAmount')
  return moneyAt(taxes.find(({ element }) => element.attributes.currencyID === currency) ?? taxes[0] ?? null)
}

/** Of several terms the one without a discount; else the latest. */
function dueDateOf(settlement: Spot) {
  const terms = allAt(settlement, 'SpecifiedTradePaymentTerms')
  const full = terms.filter((one) => allAt(one, 'ApplicableTradePaymentDiscountTerms').length === 0)
  const dates = (some: readonly Spot[]) => some.flatMap((one) => dateAt(firstAt(one, 'DueDateDateTime/DateTimeString')) ?? [])
  const [latest = null] = (dates(full).length > 0 ? dates(full) : dates(terms)).sort((a, b) => b.value.localeCompare(a.value))
  return latest
}

function lineOf(line: Spot): LineItem[] {
  const amount = moneyAt(
    firstAt(line, `SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement/${SUMS.replace(/Header/g, 'Line')}/LineTotalAmount`),
  )
  const description = textAt(firstAt(line, 'SpecifiedTradeProduct/Name', 'AssociatedDocumentLineDocument/IncludedNote/Content'))
  if (!amount) return []
  const quantity = textAt(firstAt(line, 'SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery/BilledQuantity'))
  const price = textAt(
    firstAt(line, 'SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement/NetPriceProductTradePrice/ChargeAmount'),
  )
  return [{ description: description?.value ?? '', quantity: plain(quantity?.value), unitPrice: plain(price?.value), amount: amount.value }]
}

/** Without the zeros that XML writes behind a number. */
export function plain(value: string | undefined): string | null {
  if (value === undefined) return null
  return /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') || decimalOf(0) : value
}
