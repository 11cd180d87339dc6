import { type Cell, type Line, overlapAcross } from './layout'

/** Behind or under these words stands who wrote the invoice. */
export const SELLER =
  /^(?:sold\s*by|from|seller|vendor|supplier|issued\s*by|bill(?:ed)?\s*from|service\s*provider|verk[äa]ufer|lieferant|rechnungs(?:steller|ersteller)|leistungserbringer|absender|vendeur|fournisseur|[ée]metteur|verkoper|leverancier|vendedor|proveedor|emisor|fornitore|cedente|remit\s*to|payable\s*to)\s*(?::\s*|$)/iu

const BUYER =
  /(?:^|\s)(?:bill(?:ed)?\s*to|ship(?:ped)?\s*to|sold\s*to|deliver(?:y|ed)?\s*(?:to|address)|invoice\s*to|bill(?:ing)?\s*address|to\s*:|aan\s*:|an\s*:|spett\.?\s*le|[àa]\s*l.attention|customer|client\b|buyer|attn|attention|account\s*name|k[äa]ufer|kunde\b|rechnungs(?:empf[äa]nger|adresse|anschrift)|empf[äa]nger|leistungsempf[äa]nger|liefer(?:adresse|anschrift)|acheteur|destinataire|adress?e\s*de\s*(?:livraison|facturation)|factur[ée]\s*[àa]|klant|factuuradres|afleveradres|koper|cliente|comprador|destinatario|service\s*address|guest|tenant|passenger)\b/iu

/** The label of the buyer, and what stands under it until a gap. */
export function buyerCells(lines: readonly Line[]): Set<Cell> {
  const cells = new Set<Cell>()
  lines.forEach((line, at) => {
    for (const cell of line.cells) {
      if (!BUYER.test(cell.text)) continue
      cells.add(cell)
      if (cell.text.replace(BUYER, '').trim().length <= 2)
        for (const right of line.cells.slice(line.cells.indexOf(cell) + 1, line.cells.indexOf(cell) + 2))
          if (/:\s*$/.test(cell.text)) cells.add(right)
      let bottom = line.bottom
      for (const below of lines.slice(at + 1, at + 8)) {
        if (below.page !== line.page || below.top - bottom > line.height * 1.8) break
        const under = below.cells.filter((one) => overlapAcross(one.box, cell.box) > 0.15)
        if (under.some(({ text }) => SELLER.test(text))) break
        for (const one of under) cells.add(one)
        if (under.length > 0) bottom = below.bottom
      }
    }
  })
  return cells
}

/** Named as the buyer elsewhere: `Customer name: …`. */
export function isBuyersName(name: string, buyers: ReadonlySet<Cell>): boolean {
  const [first = ''] = name.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []
  return first !== '' && [...buyers].some(({ text }) => text.toLowerCase().includes(first))
}
