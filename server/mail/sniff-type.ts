/** What the first bytes say a file is, if they say anything. */
export function sniffType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const found = SIGNATURES.find(({ starts }) => head.startsWith(starts))
  if (found) return found.type
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp'
  // PDF readers look for the mark in the first kilobyte, so what comes before it hides nothing from us either.
  const start = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1')
  if (start.includes('%PDF-')) return 'application/pdf'
  return /^(\xEF\xBB\xBF)?\s*<\?xml\s/.test(start) ? 'application/xml' : null
}

/** The bytes win where they speak; a container may be what it says (a spreadsheet is a ZIP), and what can't be is just bytes. */
export function trueType(declared: string, bytes: Uint8Array): { type: string; wrong: boolean } {
  const said = declared.toLowerCase()
  const is = sniffType(bytes)
  if (is === null) {
    const marked = SIGNATURES.some(({ type }) => type === said) || said === 'application/pdf' || said === 'image/jpg'
    return marked ? { type: 'application/octet-stream', wrong: true } : { type: said, wrong: false }
  }
  if (said === is || ALIASES[said] === is || vague(said)) return { type: is, wrong: false }
  if (CONTAINERS[is]?.test(said)) return { type: said, wrong: false }
  return { type: is, wrong: true }
}

const SIGNATURES = [
  { starts: '%PDF-', type: 'application/pdf' },
  { starts: '\x89PNG\r\n\x1a\n', type: 'image/png' },
  { starts: '\xff\xd8\xff', type: 'image/jpeg' },
  { starts: 'GIF8', type: 'image/gif' },
  { starts: 'II*\0', type: 'image/tiff' },
  { starts: 'MM\0*', type: 'image/tiff' },
  { starts: 'PK\x03\x04', type: 'application/zip' },
  { starts: '\x1f\x8b', type: 'application/gzip' },
  { starts: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', type: 'application/x-ole-storage' },
  { starts: 'Rar!\x1a\x07', type: 'application/vnd.rar' },
  { starts: '7z\xbc\xaf\x27\x1c', type: 'application/x-7z-compressed' },
  { starts: 'MZ', type: 'application/vnd.microsoft.portable-executable' },
] as const

const ALIASES: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'application/x-pdf': 'application/pdf',
  'text/xml': 'application/xml',
  'application/x-gzip': 'application/gzip',
  'application/x-zip-compressed': 'application/zip',
}

const CONTAINERS: Record<string, RegExp> = {
  'application/zip': /^application\/(vnd\.openxmlformats|vnd\.oasis|epub|java-archive|vnd\.ms-)/,
  'application/x-ole-storage': /^application\/(msword|vnd\.ms-|vnd\.visio)/,
  'application/xml': /(\/|\+)(xml|xhtml|html|svg)|^image\/svg/,
}

function vague(type: string): boolean {
  return type === '' || type === 'application/octet-stream' || type === 'application/octetstream' || type === 'application/download'
}
