import { type Found, foundIn } from './found'
import { type Cell, cellOf, type Line, overlapAcross, partOf } from './layout'
import { buyerCells, isBuyersName, SELLER } from './parties'

const LEGAL =
  /(?<!\p{L})(s[doe0b]n\.?\s*\.?\s*[b83e]h[do0]|bhd|s\/b|pte\.?\s*ltd|pvt\.?\s*ltd|pty\.?\s*ltd|ltd|limited|llc|l\.l\.c|inc|incorporated|corp(oration)?|gmbh(\s*&\s*co\.?(\s*kgaa|\s*kg)?)?|ag|kgaa|kg|ohg|e\.\s?k|ug|gbr|e\.\s?v|s\.?\s?a\.?\s?r\.?\s?l|sarl|sas|sasu|s\.a\.s|s\.a|s\.l\.?u?|s\.p\.a|s\.r\.l|srl|b\.v|bv|n\.v|nv|vof|plc|llp|oy|ab|a\/s|aps|as|enterprise|trading|company|co)\.?(?!\p{L})/iu
const SHOP =
  /(?<!\p{L})(restoran|restaurant|cafe|caf[ée]|bistro|kedai|pasaraya|mart|supermarket|hypermarket|hardware|stationery|bakery|bakeries|pharmacy|enterprise|perniagaan|store|shop|trading|hotel|clinic|services?|books?|kitchen|station|supply|group|corner|house|industries|solutions|consulting|designs?|studio|works|heating|plumbing)(?!\p{L})/iu
const NOT_A_NAME =
  /^(?:\W*\(c\)|\W*©|copyright|powered\s*by|generated|created|[A-Z]{3}$|(?:tax\s*|retail\s*|commercial\s*|pro\s*forma\s*)?(?:invoice|receipt|bill|rechnung|facture|factuur|factura|fattura|fatura|quittung|credit\s*note|statement|cash\s*(?:bill|receipt|sales?)|avoir|gutschrift)s?(?:\/bill)?[.\s]*$|page|seite|date|datum|tel|phone|fax|e-?mail|gst|vat|ust|tva|btw|reg|co\.?\s*reg|roc|company\s*reg|no\.|www|http|thank|welcome|original|copy|duplicate|description|item|cashier|salesperson|member\b|server\b|qty|price|amount|total|sub\s*total|cash|change|due|invoice\s|rechnung\s|facture\s|order|terms|notes?|visuali|beispiel-?rechnung|lesbar|stylesheet|ihre\s+rechnung|project\s+statement|simplified|account|nummer|number|name\b|firma\b|anschrift|address|adresse|globale|kontakt|contact|reference|ref\b|payment|bank|iban|bic|table|attn|greetings|summary|w[äa]hrung|printed|date\s*:)/iu
const ADDRESS =
  /^\W*\d|\d{4,}|(?<!\p{L})(jalan|jln|lorong|taman|lot|no\.?\s*\d|street|st\.?\s|road|rd\b|avenue|ave\b|blvd|drive|lane|highway|floor|suite|unit|p\.?o\.?\s*box|stra(?:ß|ss)e|str\.|platz|allee|weg|rue|chemin|boulevard|straat|laan|plein|calle|via|kuala|selangor|johor|malaysia|penang|bandar|kampung|batu|seksyen|level|park|estate|centre|mall|plaza|complex)(?!\p{L})|stra(?:ß|ss)e\s*\d|,\s*[A-Z]{2}\s*,?\s*\d{4,5}/iu
const REGISTRATION =
  /\s*[[({]?\s*(?:co\.?\s*)?(?:reg(?:istration)?\.?\s*)?(?:no\.?\s*)?:?\s*\(?\d{4,}\s*[-–.]?\s*[A-Z0-9]{0,2}\s*[\])}]?\s*(?:\(.*\)?)?$/i

/** A word of a name that is no name by itself. */
const GENERIC = /^\W*(company|trading|enterprise|restaurant|restoran|services?|store|shop|posted|cashier|credit|debit|sale|malaysia)\W*$/i

/** What letterheads carry and the buyer's address does not. */
const IDENTITY =
  /(?<!\p{L})(tel|phone|fax|e-?mail|vat|ust|u\.?st|gst|sst|btw|tva|kvk|siret|hrb|hra|abn|ein|p\.?\s?iva|cif|nif|iban|handelsreg|reg(istration)?\.?\s*no|company\s*no|co\.?\s*reg|roc|steuer)|@|www\./iu

type Candidate = { name: string; cell: Cell; line: Line; at: number; score: number; borneOut: boolean }

/** Who wrote the invoice: named as the seller, or standing where letterheads stand, and not in the buyer's block. */
export function readVendor(lines: readonly Line[]): Found | null {
  const buyers = buyerCells(lines)
  const text = lines.map((line) => line.text).join('\n')
  const domains = domainsIn(text)
  const tallest = Math.max(...lines.map(({ height }) => height), 0.0001)
  const candidates: Candidate[] = []
  lines.forEach((line, at) => {
    line.cells.forEach((cell, index) => {
      for (const { name, bonus, part } of namesIn(lines, line, at, cell, index)) {
        if (name === '') continue
        const score = bonus + worth(name, { cell, line, at, lines, text, domains, buyers, tallest })
        const borneOut = bonus >= 3 || isBorneOut(name, cell, line, at, lines, text, domains)
        candidates.push({ name, cell: part, line, at, score: score + (borneOut ? 0.4 : 0), borneOut })
      }
    })
  })
  const ranked = candidates.sort((a, b) => b.score - a.score)
  const [best] = ranked
  if (!best || best.score < 0.5) return null
  const rival = ranked.find(
    ({ name }) => keyOf(name) !== keyOf(best.name) && !keyOf(name).includes(keyOf(best.name)) && !keyOf(best.name).includes(keyOf(name)),
  )
  const lead = best.score - (rival?.score ?? 0)
  return foundIn(
    best.name,
    Math.min(best.borneOut ? 0.97 : 0.75, 0.45 + Math.max(0, best.score) * 0.05 + Math.max(0, lead) * 0.06),
    best.cell,
    best.line.source,
  )
}

/** More than a place and a form speak for it: its web address, a second mention, or identity numbers beside or below it. */
function isBorneOut(
  name: string,
  cell: Cell,
  line: Line,
  at: number,
  lines: readonly Line[],
  text: string,
  domains: ReadonlySet<string>,
): boolean {
  if (isDomain(keyOf(name), domains)) return true
  if (text.toLowerCase().split(name.toLowerCase().slice(0, 24)).length > 2) return true
  return lines.slice(at, at + 7).some((near) => {
    if (near.page !== line.page) return false
    const beside =
      near === line
        ? near.text.replace(name, '')
        : near.cells
            .filter((one) => overlapAcross(one.box, cell.box) > 0.15)
            .map((one) => one.text)
            .join(' ')
    return IDENTITY.test(beside)
  })
}

function isDomain(key: string, domains: ReadonlySet<string>): boolean {
  return (
    key.length >= 4 &&
    [...domains].some((domain) => domain.length >= 4 && (key.startsWith(domain) || domain.startsWith(key) || domain.includes(key)))
  )
}

type Sight = {
  cell: Cell
  line: Line
  at: number
  lines: readonly Line[]
  text: string
  domains: ReadonlySet<string>
  buyers: ReadonlySet<Cell>
  tallest: number
}

function worth(name: string, { cell, line, at, lines, text, domains, buyers, tallest }: Sight): number {
  let score = 0
  const page = line.page === 1 ? at : at + 40
  score += Math.max(-2, 2.5 - page * 0.28)
  if (LEGAL.test(name)) score += 3
  else if (SHOP.test(name)) score += 1.2
  if (buyers.has(cell)) score -= 6
  else if (isBuyersName(name, buyers)) score -= 4
  const key = keyOf(name)
  const times = text.toLowerCase().split(name.toLowerCase().slice(0, 24)).length - 1
  if (times > 1) score += Math.min(1.5, (times - 1) * 0.75)
  if (isDomain(key, domains)) score += 2.2
  if ((cell.box[3] - cell.box[1]) / tallest > 0.7 && tallest > (lines[Math.floor(lines.length / 2)]?.height ?? 0) * 1.3) score += 1
  const letters = [...name].filter((letter) => /\p{L}/u.test(letter))
  if (letters.length > 3 && letters.every((letter) => letter === letter.toUpperCase())) score += 0.5
  if (/^\p{Ll}+\s/u.test(name)) score -= 1
  if (/[.!?]\s+\p{L}/u.test(name.replace(LEGAL, ''))) score -= 1.5
  return score
}

/** The cell itself, what follows a seller's label in it, or the first part of an address written in one line. */
function namesIn(lines: readonly Line[], line: Line, at: number, cell: Cell, index: number): { name: string; bonus: number; part: Cell }[] {
  const label = SELLER.exec(cell.text)
  if (label) {
    const rest = cell.text.slice(label[0].length)
    if (isName(rest)) return [{ name: clean(rest), bonus: 4, part: partOf(cell, label[0].length, cell.text.length) }]
    return nameAfter(lines, line, at, cell, index)
  }
  const whole = wholeLine(line, at, cell)
  if (whole) return [whole]
  const first = cell.text.split(/\s+[-–|·•●▪]\s+|,\s+(?=\p{Lu}?\p{L}*\s?\d)|\s*[|●•]\s*/u)[0] ?? ''
  if (!isName(first)) return []
  const next = lines[at + 1]?.cells.find((below) => overlapAcross(below.box, cell.box) > 0.5)
  const joined = next && isSuffixOnly(next.text) && !LEGAL.test(first) ? `${first} ${next.text}` : first
  return [{ name: clean(joined), bonus: 0, part: partOf(cell, 0, first.length) }]
}

/** A letterhead printed wide is one name, although its words stand apart. */
function wholeLine(line: Line, at: number, cell: Cell): { name: string; bonus: number; part: Cell } | null {
  const [first, ...others] = line.cells
  if (line.source !== 'ocr' || at > 5 || first !== cell || others.length === 0 || others.length > 3) return null
  const parts = line.cells.map(({ text }) => text)
  const isSpread = parts.every((part) => /^[\p{Lu}&.()'\s-]+$/u.test(part) && part.length <= 30)
  const text = parts.join(' ')
  return isSpread && isName(text)
    ? {
        name: clean(text),
        bonus: 0.5,
        part: cellOf(
          line.cells.flatMap(({ words }) => words),
          line.page,
        ),
      }
    : null
}

function nameAfter(
  lines: readonly Line[],
  line: Line,
  at: number,
  cell: Cell,
  index: number,
): { name: string; bonus: number; part: Cell }[] {
  const right = line.cells[index + 1]
  if (right && isName(right.text)) return [{ name: clean(right.text), bonus: 4, part: right }]
  for (const below of lines.slice(at + 1, at + 5)) {
    if (below.page !== line.page) break
    const named = /^(?:name|firma|nom|naam|company)\s*(?::\s*|$)/i
    const under = below.cells.find((one) => overlapAcross(one.box, cell.box) > 0.2)
    const own = under && named.exec(under.text)
    if (under && own) {
      const rest = under.text.slice(own[0].length)
      const value = isName(rest) ? partOf(under, own[0].length, under.text.length) : below.cells[below.cells.indexOf(under) + 1]
      if (value && isName(value.text.replace(/^[\s:]+/, '').replace(named, '')))
        return [{ name: clean(value.text.replace(named, '')), bonus: 5, part: value }]
    }
    if (under && isName(under.text)) return [{ name: clean(under.text), bonus: 3.5, part: under }]
    if (under && !/^(?:\p{L}+\s)?(?:nummer|number|id|no\.?|kennung)/iu.test(under.text)) break
  }
  return []
}

function isName(text: string): boolean {
  const plain = text.replace(REGISTRATION, '').trim()
  const letters = [...plain].filter((letter) => /\p{L}/u.test(letter)).length
  if (letters < 3 || letters < plain.replace(/\s/g, '').length * 0.6 || plain.length > 80 || plain.split(/\s+/).length > 8) return false
  if (NOT_A_NAME.test(plain) || /@|www\.|https?:|version/i.test(plain) || /:\s*$/.test(plain)) return false
  if (keyOf(plain).length < 2 || GENERIC.test(plain)) return false
  return LEGAL.test(plain) ? !/^\W*(?:no\.?|lot|unit|suite)\s*[.:]?\s*\d/i.test(plain) : !ADDRESS.test(plain)
}

function isSuffixOnly(text: string): boolean {
  return /^\W*(sdn\.?\s*bhd|bhd|s\/b|ltd|limited|gmbh|llc|inc|enterprise|trading)\W*(\(.*\))?\W*$/i.test(text)
}

function clean(name: string): string {
  return (
    name
      .replace(REGISTRATION, '')
      .replace(/\s+(?:tax\s+)?(?:invoice|receipt|rechnung|facture|factuur|factura|fattura)$/i, '')
      .replace(/^[^\p{L}\p{N}(]+|[^\p{L}\p{N}.)&]+$/gu, '')
      .replace(/\s+/g, ' ')
      // As recognition misreads it most often.
      .replace(/(?<=\b(?:BHD|Ltd|GmbH|LLC)\.?)\s+[^\p{L}]*(?:\p{L}{1,2}[^\p{L}]*)*$/iu, '')
      .replace(/\bS[DOE0B]N\.?\s*\.?\s*[B83E]H[DO0]\b/i, 'SDN BHD')
      .trim()
  )
}

function domainsIn(text: string): Set<string> {
  const hosts = [...text.matchAll(/(?:@|www\.|https?:\/\/(?:www\.)?)([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi)].map(([, host = '']) =>
    host.toLowerCase(),
  )
  const common = /^(gmail|yahoo|hotmail|outlook|icloud|gmx|web|t-online|live|aol|fake|example|localhost)$/
  return new Set(
    hosts.map((host) => (host.split('.').at(-2) ?? '').replace(/-/g, '')).filter((name) => !common.test(name) && name.length > 3),
  )
}

function keyOf(name: string): string {
  return name
    .toLowerCase()
    .replace(LEGAL, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
