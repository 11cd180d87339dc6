'use client'
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { ApprovalRequest } from '@/flow/define/approval'
import { useActions } from '../actions/use-actions'
import { DocumentBar } from './document-bar'
import { dataPlacesOf, marksOf } from './evidence'
import { NoPreview } from './no-preview'
import { PageSheet } from './page-sheet'
import { sheetsOf } from './sheets'
import type { HrefOfFile, Pointed } from './types'
import { firstZoom, widthAt, type Zoom, zoomBy } from './zoom'

type DocumentViewProps = {
  document: NonNullable<ApprovalRequest['document']>
  fields: ApprovalRequest['fields']
  hrefOf: HrefOfFile
  pointed: Pointed
  onPoint: (pointed: Pointed) => void
  /** A mark was pressed: its field wants the focus. */
  onChoose: (key: string) => void
  fit?: Zoom['fit']
}

/** The document is the page: what was read is marked where it stands. */
export function DocumentView({ document, fields, hrefOf, pointed, onPoint, onChoose, fit }: DocumentViewProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const sheets = useMemo(() => sheetsOf(document), [document])
  const marks = useMemo(() => marksOf(fields), [fields])
  const [zoom, setZoom] = useState<Zoom>(() => (fit ? { fit, scale: 1 } : firstZoom(sheets)))
  const [page, setPage] = useState(1)
  const { name } = document.file.$file

  useEffect(() => {
    if (pointed?.from !== 'field') return
    scroller.current?.querySelector(`[data-mark="${CSS.escape(pointed.key)}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [pointed])

  useActions(
    sheets.length === 0
      ? []
      : [
          { id: 'document.zoom-in', label: 'Zoom in', group: 'Document', shortcut: '+', run: () => setZoom(zoomBy(zoom, 1)) },
          { id: 'document.zoom-out', label: 'Zoom out', group: 'Document', shortcut: '-', run: () => setZoom(zoomBy(zoom, -1)) },
          {
            id: 'document.page',
            label: 'Show the whole page',
            group: 'Document',
            shortcut: '0',
            run: () => setZoom({ fit: 'page', scale: 1 }),
          },
          {
            id: 'document.width',
            label: 'Fit the width',
            group: 'Document',
            shortcut: '1',
            run: () => setZoom({ fit: 'width', scale: 1 }),
          },
        ],
  )

  if (sheets.length === 0) return <NoPreview file={document.file} href={hrefOf(document.file)} places={dataPlacesOf(fields)} />

  const markUnder = (event: PointerEvent) =>
    event.target instanceof Element ? (event.target.closest('[data-mark]')?.getAttribute('data-mark') ?? null) : null

  function showPage(number: number) {
    scroller.current?.querySelector(`[data-page="${number}"]`)?.scrollIntoView({ block: 'start' })
  }

  function onScroll() {
    const room = scroller.current
    if (!room) return
    const middle = room.getBoundingClientRect().top + room.clientHeight / 2
    const passed = [...room.querySelectorAll('[data-page]')].filter((each) => each.getBoundingClientRect().top <= middle)
    setPage(Number(passed.at(-1)?.getAttribute('data-page') ?? 1))
  }

  return (
    <section aria-label={`Document ${name}`} className="relative flex min-h-0 min-w-0 flex-1 flex-col bg-canvas">
      <div
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a page larger than its room is scrolled with the keys, so it takes the focus
        tabIndex={0}
        onScroll={onScroll}
        onPointerOver={(event) => {
          const key = markUnder(event)
          if (key !== null) onPoint({ key, from: 'mark' })
        }}
        onPointerOut={(event) => markUnder(event) !== null && onPoint(null)}
        onPointerDown={(event) => {
          const key = markUnder(event)
          if (key === null) return
          event.preventDefault()
          onChoose(key)
        }}
        className="min-h-0 flex-1 overflow-auto scroll-smooth outline-offset-[-2px] [container-type:size]"
      >
        <div className="mx-auto flex w-fit min-w-full flex-col items-center gap-6 px-[min(24px,3cqw)] pt-6 pb-20">
          {sheets.map((sheet) => (
            <PageSheet
              key={sheet.number}
              sheet={sheet}
              marks={marks.filter((mark) => mark.page === sheet.number)}
              pointed={pointed}
              documentName={name}
              hrefOf={hrefOf}
              widthOf={(ratio) => widthAt(zoom, ratio)}
            />
          ))}
        </div>
      </div>
      <DocumentBar
        page={page}
        pages={sheets.map(({ number }) => number)}
        onPage={showPage}
        zoom={zoom}
        onZoom={setZoom}
        file={document.file}
        href={hrefOf(document.file)}
      />
    </section>
  )
}
