import type { OpenedDocument } from '@/flow/define/document'
import { centsOfDecimal } from '../money'
import type { Reading } from '../reading'
import { readCii } from './read-cii'
import { readUbl } from './read-ubl'
import { rootOf } from './tree'

/** The e-invoice among the XML of a document, if one is. */
export function readXml(xml: OpenedDocument['xml']): Reading | null {
  for (const { root } of xml) {
    const reading = readRoot(root)
    if (reading) return { ...reading, doubts: [...reading.doubts, ...doubtsOf(reading)] }
  }
  return null
}

function readRoot(root: OpenedDocument['xml'][number]['root']): Reading | null {
  switch (root.name) {
    case 'CrossIndustryInvoice':
    case 'CrossIndustryDocument':
      return readCii(rootOf(root))
    case 'Invoice':
    case 'CreditNote':
      return readUbl(rootOf(root))
    default:
      return null
  }
}

function doubtsOf({ fields: { net, tax, total } }: Reading): string[] {
  const [n, t, all] = [net, tax, total].map((found) => (found ? centsOfDecimal(found.value) : null))
  if (n == null || t == null || all == null || Math.abs(n + t - all) <= 2) return []
  return ['In the XML, net and tax do not add up to the total.']
}
