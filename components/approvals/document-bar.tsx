'use client'
import { ChevronDown, ChevronUp, Download, Maximize, MoveHorizontal, ZoomIn, ZoomOut } from 'lucide-react'
import type { FileRef } from '@/flow/define/file-ref'
import { IconButton } from '../ui/icon-button'
import { Tooltip } from '../ui/tooltip'
import { type Zoom, zoomBy } from './zoom'

type DocumentBarProps = {
  page: number
  pages: readonly number[]
  onPage: (number: number) => void
  zoom: Zoom
  onZoom: (zoom: Zoom) => void
  file: FileRef
  href: string
}

/** How the document is looked at: which page, how large. */
export function DocumentBar({ page, pages, onPage, zoom, onZoom, file, href }: DocumentBarProps) {
  const at = pages.indexOf(page)
  const before = pages[at - 1]
  const after = pages[at + 1]
  return (
    <div
      role="toolbar"
      aria-label="Document"
      className="-translate-x-1/2 absolute bottom-4 left-1/2 flex items-center gap-0.5 rounded-md border border-line-strong bg-surface p-1 shadow-card"
    >
      {pages.length > 1 && (
        <>
          <IconButton
            size="sm"
            side="top"
            icon={ChevronUp}
            label="Page before"
            disabled={before === undefined}
            onClick={() => before !== undefined && onPage(before)}
          />
          <span aria-live="polite" className="min-w-14 whitespace-nowrap px-1 text-center text-ink-2 text-sm tabular-nums">
            <span className="sr-only">Page </span>
            {at + 1} of {pages.length}
          </span>
          <IconButton
            size="sm"
            side="top"
            icon={ChevronDown}
            label="Next page"
            disabled={after === undefined}
            onClick={() => after !== undefined && onPage(after)}
          />
          <Divider />
        </>
      )}
      <IconButton size="sm" side="top" icon={ZoomOut} label="Zoom out" shortcut="-" onClick={() => onZoom(zoomBy(zoom, -1))} />
      <IconButton size="sm" side="top" icon={ZoomIn} label="Zoom in" shortcut="+" onClick={() => onZoom(zoomBy(zoom, 1))} />
      <IconButton
        size="sm"
        side="top"
        icon={Maximize}
        label="Show the whole page"
        shortcut="0"
        aria-pressed={zoom.fit === 'page' && zoom.scale === 1}
        onClick={() => onZoom({ fit: 'page', scale: 1 })}
      />
      <IconButton
        size="sm"
        side="top"
        icon={MoveHorizontal}
        label="Fit the width"
        shortcut="1"
        aria-pressed={zoom.fit === 'width' && zoom.scale === 1}
        onClick={() => onZoom({ fit: 'width', scale: 1 })}
      />
      <Divider />
      <Tooltip label={`Download ${file.$file.name}`} side="top">
        <a
          href={href}
          download={file.$file.name}
          aria-label={`Download ${file.$file.name}`}
          className="inline-flex size-7 items-center justify-center rounded-sm text-ink-2 hover:bg-hover hover:text-ink"
        >
          <Download className="size-4" strokeWidth={1.75} aria-hidden />
        </a>
      </Tooltip>
    </div>
  )
}

function Divider() {
  return <span aria-hidden className="mx-1 h-4 w-px bg-line" />
}
