export type Kind = 'pdf' | 'image' | 'xml' | 'text' | 'archive' | 'office' | 'empty' | 'unknown'

/** What bytes are, told by the bytes: a name or content type from outside says nothing. */
export function sniff(bytes: Uint8Array): Kind {
  if (bytes.length === 0) return 'empty'
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024))
  const start = head.toString('latin1')
  // Mail gateways and scanners put a few bytes in front of a PDF; readers allow up to 1,024.
  if (start.includes('%PDF-')) return 'pdf'
  if (IMAGES.some((pattern) => pattern.test(start))) return 'image'
  if (/^PK\x03\x04/.test(start)) return /word\/|xl\/|ppt\/|\[Content_Types\]|mimetypeapplication/.test(start) ? 'office' : 'archive'
  if (/^(\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!|BZh|\xfd7zXZ)/.test(start)) return 'archive'
  if (/^\xd0\xcf\x11\xe0/.test(start)) return 'office'
  return textKind(head)
}

const IMAGES = [
  /^\x89PNG\r\n\x1a\n/,
  /^\xff\xd8\xff/,
  /^GIF8[79]a/,
  /^(II\x2a\x00|MM\x00\x2a)/,
  /^RIFF[\s\S]{4}WEBP/,
  /^[\s\S]{4}ftyp(avif|heic|heix|mif1)/,
]

function textKind(head: Buffer): Kind {
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  const text = wide ? head.toString('utf16le') : head.toString('utf8')
  if (!wide && head.includes(0)) return 'unknown'
  if (/^\s*<(\?xml|[\w:-]+[\s>])/.test(text.replace(/^\uFEFF/, ''))) return /^\s*<(!doctype\s+)?html/i.test(text) ? 'text' : 'xml'
  const odd = [...text].filter((letter) => letter === '\uFFFD').length
  return odd <= text.length / 50 ? 'text' : 'unknown'
}
