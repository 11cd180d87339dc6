import { fileName } from '../blobs/file-name'

/** A file's name as it came, made harmless; one without gets a number and the ending of its type. */
export function nameFor(given: string, type: string, number: number): string {
  if (given.trim() !== '') return fileName(given)
  return `attachment-${number}${ENDINGS[type.split(';')[0] ?? ''] ?? ''}`
}

const ENDINGS: Record<string, string> = {
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'image/tiff': '.tif',
  'image/webp': '.webp',
  'application/zip': '.zip',
  'application/gzip': '.gz',
  'application/xml': '.xml',
  'text/xml': '.xml',
  'text/html': '.html',
  'text/plain': '.txt',
  'text/csv': '.csv',
  'text/calendar': '.ics',
  'message/rfc822': '.eml',
}
