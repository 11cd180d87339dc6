import type { Line } from './layout'

export const KINDS_OF_DOCUMENT = ['invoice', 'credit-note', 'receipt', 'reminder', 'statement', 'other'] as const
export type KindOfDocument = (typeof KINDS_OF_DOCUMENT)[number]

const INVOICE =
  /(?<!\p{L})(invoice|inv\s*no|\p{L}*rechnung|facture|factuur|factura|fattura|fatura|faktura|tax\s*inv)(?!\p{L}*\s*(zu\s*stellen|import|module|address|adress|anschrift|empf|to\b|recipient))/iu
const CREDIT =
  /(?<!\p{L})(credit\s*(note|memo)|gutschrift|storno\s*rechnung|rechnungskorrektur|avoir|creditnota|creditfactuur|nota\s*(de\s*cr[ée]dito|di\s*credito)|factura\s*rectificativa)(?!\p{L})/iu
const REMINDER =
  /(?<!\p{L})((erste|zweite|dritte|1\.|2\.|3\.|letzte)?\s*mahnung|zahlungserinnerung|payment\s*reminder|overdue\s*notice|final\s*(notice|demand)|dunning|lettre\s*de\s*relance|rappel\s*de\s*(paiement|facture)|aanmaning|betalingsherinnering|recordatorio\s*de\s*pago|sollecito)(?!\p{L})/iu
const STATEMENT =
  /(?<!\p{L})(statement\s*of\s*account|account\s*statement|kontoauszug|kontostand|relev[ée]\s*de\s*compte|rekening\s*overzicht|estado\s*de\s*cuenta|estratto\s*conto|bank\s*statement)(?!\p{L})/iu
const OTHER =
  /(?<!\p{L})(quotation|quote|estimate|proforma|pro[-\s]?forma(\s*invoice)?|purchase\s*order|order\s*confirmation|delivery\s*note|packing\s*(list|slip)|auftragsbest[äa]tigung|angebot|kostenvoranschlag|lieferschein|bestellung|bestellbest[äa]tigung|devis|bon\s*de\s*(commande|livraison)|offerte|pakbon|orderbevestiging|presupuesto|albar[áa]n|preventivo|ordine|remittance\s*advice|payslip|contract|vertrag|curriculum|newsletter)(?!\p{L})/iu
const RECEIPT =
  /(?<!\p{L})(receipt|kassenbon|quittung|cash\s*(bill|sales?)|re[çc]u|ticket|bon\s*de\s*caisse|kassabon|recibo|scontrino|change|cashier|rounding|tunai|tendered?)(?!\p{L})/iu

/** What the document calls itself: the words of its head count most, and a title alone on its line more than a mention. */
export function kindOf(lines: readonly Line[], hasTotal: boolean): { kind: KindOfDocument; calledInvoice: boolean } {
  const head = lines.slice(0, 30)
  const titleAt = (pattern: RegExp) => head.findIndex(({ cells }) => cells.some(({ text }) => isTitle(text, pattern)))
  const titled = (pattern: RegExp) => titleAt(pattern) >= 0
  const calledInvoice = lines.some(({ text }) => INVOICE.test(text))
  const invoiceTitle = titled(INVOICE)
  if (titled(REMINDER)) return { kind: 'reminder', calledInvoice }
  if (titled(STATEMENT) && (!invoiceTitle || titleAt(STATEMENT) < titleAt(INVOICE))) return { kind: 'statement', calledInvoice }
  if (titled(CREDIT)) return { kind: 'credit-note', calledInvoice }
  // `Order:` in the head of an invoice is a reference; a heading of its own says what the document is.
  const other = head.findIndex(({ cells }) => cells.some(({ text }) => isTitle(text, OTHER) && !/[:\d]/.test(text)))
  if (other >= 0 && (!invoiceTitle || other < titleAt(INVOICE))) return { kind: 'other', calledInvoice }
  const isReceipt = lines.some(({ text }) => RECEIPT.test(text))
  if (!hasTotal) return { kind: 'other', calledInvoice }
  if (calledInvoice && (invoiceTitle || !isReceipt)) return { kind: 'invoice', calledInvoice }
  return { kind: isReceipt ? 'receipt' : calledInvoice ? 'invoice' : 'other', calledInvoice }
}

/** A heading is short and begins with what it is. */
function isTitle(text: string, pattern: RegExp): boolean {
  const match = pattern.exec(text)
  return match !== null && match.index <= 12 && text.length <= 60
}
