export type Kind = 'pdf' | 'image' | 'xml' | 'text' | 'archive' | 'office' | 'empty' | 'unknown'

/** What bytes are, told by the bytes: a name or content type from outside says nothing. */
export function sniff(bytes: Uint8Array): Kind {
  if (bytes.length === 0) return 'empty'
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024))
  // Mail gateways and scanners put a few bytes in front of a PDF; readers allow up to 1,024.
  if (head.includes('%PDF-')) return 'pdf'
  if (IMAGES.some((start) => startsWith(head, start)) || isRiffOrHeif(head)) return 'image'
  if (startsWith(head, '504b0304')) return isOfficeZip(head.toString('latin1')) ? 'office' : 'archive'
  if (startsWith(head, 'd0cf11e0')) return 'office'
  if (ARCHIVES.some((start) => startsWith(head, start))) return 'archive'
  return textKind(head)
}

/** PNG, JPEG, GIF, TIFF in both byte orders. */
const IMAGES = ['89504e470d0a1a0a', 'ffd8ff', '47494638', '49492a00', '4d4d002a']
/** gzip, 7z, RAR, bzip2, xz. */
const ARCHIVES = ['1f8b', '377abcaf271c', '526172211a07', '425a68', 'fd377a585a00']

function startsWith(head: Buffer, hex: string): boolean {
  return head.subarray(0, hex.length / 2).toString('hex') === hex
}

function isRiffOrHeif(head: Buffer): boolean {
  const text = head.subarray(0, 12).toString('latin1')
  return (text.startsWith('RIFF') && text.endsWith('WEBP')) || /^.{4}ftyp(avif|heic|heix|mif1)$/s.test(text)
}

function isOfficeZip(text: string): boolean {
  return /word\/|xl\/|ppt\/|\[Content_Types\]|mimetypeapplication/.test(text)
}

function textKind(head: Buffer): Kind {
  const isWide = startsWith(head, 'fffe') || startsWith(head, 'feff')
  if (!isWide && head.includes(0)) return 'unknown'
  const text = head.toString(isWide ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '')
  if (/^\s*<(\?xml|[\w:-]+[\s>])/.test(text)) return /^\s*<(!doctype\s+)?html/i.test(text) ? 'text' : 'xml'
  const odd = [...text].filter((letter) => letter === '\uFFFD').length
  return odd <= text.length / 50 ? 'text' : 'unknown'
}
