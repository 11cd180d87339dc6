'use client'
import { useState } from 'react'
import type { Mark } from './evidence'
import { PageMark } from './page-mark'
import { type Sheet, USUAL_RATIO } from './sheets'
import { cutAround, placeUnder, placeWithin } from './strips'
import './paper.css'
import type { HrefOfFile } from './types'

type StripProps = { mark: Mark; sheet: Sheet; hrefOf: HrefOfFile; onOpen: () => void }

/** The line of the page a value was read from: on a small screen it stands in for the page, and opens it. */
export function Strip({ mark, sheet, hrefOf, onOpen }: StripProps) {
  const [failed, setFailed] = useState(false)
  const [measured, setMeasured] = useState<number | null>(null)
  if (failed || !sheet.file) return null
  const ratio = measured ?? sheet.ratio ?? USUAL_RATIO
  const cut = cutAround(mark.box, ratio)
  const { width, left, top } = placeUnder(cut)
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={`Show ${mark.label} on page ${mark.page}`}
      style={{ aspectRatio: ((cut[2] - cut[0]) * ratio) / (cut[3] - cut[1]) }}
      // A border would shift what is placed in shares of the frame.
      className="paper relative block w-full overflow-hidden rounded-sm bg-surface ring-1 ring-line-strong"
    >
      {/* biome-ignore lint/performance/noImgElement: as on the page itself */}
      <img
        src={hrefOf(sheet.file)}
        alt=""
        loading="lazy"
        decoding="async"
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => naturalHeight > 0 && setMeasured(naturalWidth / naturalHeight)}
        onError={() => setFailed(true)}
        style={{ width: `${width}%`, left: `${left}%`, top: `${top}%` }}
        className="absolute max-w-none"
      />
      <PageMark mark={mark} place={placeWithin(mark.box, cut)} pointed={false} quiet />
    </button>
  )
}
