import type { LineItem } from '../items'
import type { Reading } from '../reading'
import { dateAt, moneyAt, textAt } from './fields'
import { plain } from './read-cii'
import { allAt, firstAt, type Spot } from './tree'

/** OASIS UBL: Peppol BIS, XRechnung (UBL) and their kin. */
export function readUbl(root: Spot): Reading {
  const isCredit = root.element.name === 'CreditNote' || textAt(firstAt(root, 'InvoiceTypeCode'))?.value === '381'
  const party = firstAt(root, 'AccountingSupplierParty/Party')
  const sums = firstAt(root, 'LegalMonetaryTotal')
  const currency = textAt(firstAt(root, 'DocumentCurrencyCode'))
  const taxes = allAt(root, 'TaxTotal/TaxAmount')
  return {
    from: 'xml',
    kindOfDocument: isCredit ? 'credit-note' : 'invoice',
    fields: {
      vendor: party && textAt(firstAt(party, 'PartyLegalEntity/RegistrationName', 'PartyName/Name')),
      vendorTaxId: party && textAt(firstAt(party, 'PartyTaxScheme/CompanyID', 'PartyLegalEntity/CompanyID')),
      invoiceNumber: textAt(firstAt(root, 'ID')),
      invoiceDate: dateAt(firstAt(root, 'IssueDate')),
      dueDate: dateAt(firstAt(root, 'DueDate', 'PaymentMeans/PaymentDueDate', 'PaymentTerms/PaymentDueDate')),
      currency,
      net: sums && moneyAt(firstAt(sums, 'TaxExclusiveAmount')),
      tax: moneyAt(taxes.find(({ element }) => element.attributes.currencyID === currency?.value) ?? taxes[0] ?? null),
      total: sums && moneyAt(firstAt(sums, 'TaxInclusiveAmount', 'PayableAmount')),
      amountDue: sums && moneyAt(firstAt(sums, 'PayableAmount')),
      iban: textAt(firstAt(root, 'PaymentMeans/PayeeFinancialAccount/ID')),
    },
    lines: allAt(root, 'InvoiceLine|CreditNoteLine').flatMap(lineOf),
    proofs: [],
    doubts: [],
    ocr: false,
  }
}

function lineOf(line: Spot): LineItem[] {
  const amount = moneyAt(firstAt(line, 'LineExtensionAmount'))
  if (!amount) return []
  const description = textAt(firstAt(line, 'Item/Name', 'Item/Description'))
  const quantity = textAt(firstAt(line, 'InvoicedQuantity|CreditedQuantity'))
  const price = textAt(firstAt(line, 'Price/PriceAmount'))
  return [{ description: description?.value ?? '', quantity: plain(quantity?.value), unitPrice: plain(price?.value), amount: amount.value }]
}
