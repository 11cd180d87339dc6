const KINDS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/json': 'JSON',
  'application/xml': 'XML',
  'application/zip': 'ZIP archive',
  'application/msword': 'Word document',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word document',
  'application/vnd.ms-excel': 'Excel sheet',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'presentation',
  'message/rfc822': 'mail',
  'text/csv': 'CSV table',
  'text/html': 'web page',
  'text/calendar': 'calendar entry',
}

const FAMILIES: Readonly<Record<string, string>> = { image: 'picture', text: 'text', audio: 'sound', video: 'video' }

/** `application/pdf; charset=binary` as the programs that draw it know it: without what follows, in small letters. */
export function plainType(contentType: string): string {
  return contentType.split(';')[0]?.trim().toLowerCase() ?? ''
}

/** What kind of file it is, in a word: `PDF`, `picture`. */
export function kindInWords(contentType: string): string {
  const type = plainType(contentType)
  return KINDS[type] ?? FAMILIES[type.split('/')[0] ?? ''] ?? 'file'
}
