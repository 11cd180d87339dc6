import type { ApprovalRequest } from '@/flow/define/approval'
import type { FileRef } from '@/flow/define/file-ref'

/** One page as it is shown. `file` is null where a page could not be drawn, `ratio` (width by height) where nobody measured it. */
export type Sheet = { number: number; file: FileRef | null; ratio: number | null }

/** A4 upright, until the picture itself says. */
export const USUAL_RATIO = 595 / 842

/** Drawings such as SVG can hold more than a picture: they are offered to be saved, not shown. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])

/** The pictures of a document: its pages, or the file itself if it is one; none when there is no preview. */
export function sheetsOf({ file, pages }: NonNullable<ApprovalRequest['document']>): Sheet[] {
  const sheets = pages.map(({ number, width, height, image }) => ({ number, file: image, ratio: ratioOf(width, height) }))
  if (sheets.some((sheet) => sheet.file !== null)) return sheets
  if (!PICTURES.has(file.$file.contentType)) return []
  return [{ number: 1, file, ratio: sheets[0]?.ratio ?? null }]
}

function ratioOf(width: number, height: number): number | null {
  return width > 0 && height > 0 ? width / height : null
}
