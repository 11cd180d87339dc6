'use client'
import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import type { Mark } from './evidence'
import { PageMark } from './page-mark'
import { type Sheet, USUAL_RATIO } from './sheets'
import { placeWithin } from './strips'
import './paper.css'
import type { HrefOfFile, Pointed } from './types'

const WHOLE = [0, 0, 1, 1] as const

type PageSheetProps = {
  sheet: Sheet
  marks: readonly Mark[]
  pointed: Pointed
  documentName: string
  hrefOf: HrefOfFile
  /** CSS width for a page of this ratio. */
  widthOf: (ratio: number) => string
}

/** One page of the document with its values marked in place. Paper is white in every theme, so its marks are those of the light one. */
export function PageSheet({ sheet, marks, pointed, documentName, hrefOf, widthOf }: PageSheetProps) {
  const [measured, setMeasured] = useState<number | null>(null)
  const [failed, setFailed] = useState(false)
  const ratio = measured ?? sheet.ratio ?? USUAL_RATIO
  const alt = `Page ${sheet.number} of ${documentName}${marks.length > 0 ? `, with ${marks.map(({ label }) => label).join(', ')} marked` : ''}`
  return (
    <div
      data-page={sheet.number}
      style={{ width: widthOf(ratio), aspectRatio: ratio }}
      className="paper relative shrink-0 scroll-mt-6 rounded-[4px] bg-surface text-ink shadow-pop"
    >
      {sheet.file && !failed ? (
        // biome-ignore lint/performance/noImgElement: the file is behind a permission, drawn at the size it is shown, and cached by nobody
        <img
          src={hrefOf(sheet.file)}
          alt={alt}
          draggable={false}
          loading="lazy"
          decoding="async"
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => naturalHeight > 0 && setMeasured(naturalWidth / naturalHeight)}
          onError={() => setFailed(true)}
          className="absolute inset-0 size-full rounded-[4px]"
        />
      ) : (
        <p className="absolute inset-0 flex flex-col items-center justify-center gap-2 p-6 text-center text-ink-3">
          <ImageOff className="size-6" strokeWidth={1.5} aria-hidden />
          Page {sheet.number} could not be shown. Download the file to see it.
        </p>
      )}
      {marks.map((mark) => (
        <PageMark key={mark.key} mark={mark} place={placeWithin(mark.box, WHOLE)} pointed={pointed?.key === mark.key} />
      ))}
    </div>
  )
}
