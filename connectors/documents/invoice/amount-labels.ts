/** What a labelled amount is. */
export type AmountKind = 'total' | 'net' | 'tax' | 'due' | 'paid' | 'change' | 'rounding' | 'discount' | 'extra' | 'previous' | 'count'

const KINDS: readonly { kind: AmountKind; label: RegExp; strength: number }[] = [
  { kind: 'previous', label: /previous|prior|vorherig|[üu]bertrag|brought\s*forward|opening\s*balance|unpaid\s*balance/i, strength: 1 },
  {
    kind: 'count',
    label: /(total|no\.?\s*of)\s*(qty|quantity|items?|pcs|units)|qty|points?\b|stamp|reward|saving|you\s*saved|capital/i,
    strength: 1,
  },
  {
    kind: 'change',
    label: /(?<!\p{L})(change|balance\s*given|r[üu]ckgeld|wechselgeld|monnaie|wisselgeld|cambio|baki)(?!\p{L})/iu,
    strength: 1,
  },
  {
    kind: 'total',
    label: /(after|in[co][li1]\w*)\s*(ad[j)i]|round)|round(ed)?\s*total|total\s*\(?\w*\)?\s*round(ed)?|rounded/i,
    strength: 8,
  },
  { kind: 'rounding', label: /round(ing)?|rnd(ing|\b)|rundung|arrondi|afronding|(bill|total)?\s*adj(ustment)?\b|pelarasan/i, strength: 1 },
  {
    kind: 'net',
    label:
      /sub\s*-?\s*tot|subst?otal|sous\s*-?\s*total|subtotaal|zwischensumme|imponibile|base\s*imponible|excl|exkl|ohne\s*(ust|mwst|umsatzst|steuer)|hors\s*tax|(?<!\p{L})h\.?\s?t\.?(?!\p{L})|before\s*(tax|gst|vat)|taxable|netto(betrag|summe|wert)?(?!\s*total)|net\s*(amount|total|value|sum)?\s*(excl|before)|positionssumme|warenwert/iu,
    strength: 4,
  },
  { kind: 'discount', label: /discount|rabatt|remise|korting|descuento|sconto|abschl[äa]g|voucher|coupon/i, strength: 1 },
  {
    kind: 'extra',
    label: /shipping|freight|delivery|versand|porto|verzend|livraison|env[ií]o|surcharge|zuschl[äa]g|service\s*ch(ar)?ge?|svc|tip/i,
    strength: 1,
  },
  {
    kind: 'tax',
    label:
      /^\W*(gst|vat|sst|tax|mwst|ust|tva|btw)\W{0,3}(in[co][li1]|inkl)|^(?!.*t[o0]ta).*in[co][li1]\w*\s*(of\s*)?\d+\s?%\s*(gst|vat|sst|tax|mwst|ust|tva|btw)/i,
    strength: 2,
  },
  {
    kind: 'total',
    label:
      /in[co][li1]|inkl|t\.?\s?t\.?\s?c|brutto|grand\s*tot|gross\s*(total|amount)|c\/iva|iva\s*incl|with\s*(gst|vat|tax)|rechnungsbetrag|rechnungssumme|gesamtbetrag|gesamtsumme|endsumme|endbetrag|factuur\s*bedrag|importe\s*total|total\s*factur|invoice\s*(total|amount)|total\s*(amount|amt|invoice|sales|bill|payable|for\s*this\s*invoice)|bill\s*total|(ne[tl]|nett|wel|final)\s*total|total\s*(?:\(?(?:rm|myr|eur|usd|gbp|chf|€|\$|£)\)?)\s*[:.]?$|(eur|usd|gbp|chf|rm)\s*total/i,
    strength: 6,
  },
  {
    kind: 'paid',
    label:
      /prepaid|pre-?payment|anzahlung|bereits\s*(be|ge)zahlt|already\s*paid|amount\s*paid|(?<!\p{L})paid(?!\p{L})|acompte|vooruitbetaald|anticipo|received|deposit|erhalten/iu,
    strength: 1,
  },
  {
    kind: 'paid',
    label:
      /(?<!\p{L})(cash|tunai|tender(ed)?|bar|gegeben|visa|master\s*(card)?|credit\s*card|debit|amex|e?-?wallet|payment|pay(ment)?\s*amount|esp[èe]ces?|kontant|pin|contant)(?!\p{L})/iu,
    strength: 2,
  },
  {
    kind: 'due',
    label:
      /(amount|balance|total|payment|sum)\s*(now\s*)?(due|payable|owing)|due\s*(amount|total)|zahlbetrag|offener\s*betrag|zu\s*zahlen|solde\s*([àa]\s*)?payer|net\s*[àa]\s*payer|te\s*betalen|te\s*voldoen|total\s*a\s*pagar|da\s*pagare|to\s*pay\b|payable/i,
    strength: 5,
  },
  {
    kind: 'tax',
    label:
      /(?<!\p{L})(v\.?a\.?t\.?|g\.?s\.?t\.?|s\.?s\.?t\.?|h\.?s\.?t\.?|p\.?s\.?t\.?|cgst|sgst|igst|cst|tax(es)?|sales\s*tax|service\s*tax|u\.?st\.?|mwst\.?|m\.?w\.?st\.?|umsatzsteuer|mehrwertsteuer|steuer(betrag)?|t\.?v\.?a\.?|b\.?t\.?w\.?|i\.?v\.?a\.?|taxe|impuesto|imposta|moms)(?!\p{L})/iu,
    strength: 3,
  },
  {
    kind: 'total',
    label: /(?<!\p{L})([tfi1l][o0ag][tl]a[l1i]|totaal|totale|total\p{L}*|gesamt|summe|betrag|ttl|jumlah|montante?|importe)(?!\p{L})/iu,
    strength: 4,
  },
  { kind: 'total', label: /(?<!\p{L})(amount|net|nett|charge[sd]?|tota|amt)(?!\p{L})/iu, strength: 2 },
]

/** Told from the words beside an amount: the first kind whose words are there. */
export function amountKindOf(label: string): { kind: AmountKind; strength: number } | null {
  const plain = label.replace(/tax\s*invoice/gi, 'invoice').replace(/cash\s*&\s*carry/gi, '')
  const known = KINDS.find((kind) => kind.label.test(plain))
  return known ? { kind: known.kind, strength: known.strength } : null
}
