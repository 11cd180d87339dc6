import { FIT } from '../measures'
import type { Box } from '../place'
import type { Sketch } from './sketch'

/** Of its own size, with what the canvas leaves around it. */
const ROOM = 1 + FIT.padding
/** Of a name, what surely has room on a card. */
const LETTERS = 20

/**
 * A flow as it will stand there, drawn by the server: seen long before there is code to draw the canvas. It can't be touched, and
 * says nothing to assistive technology; it goes when the canvas comes.
 */
export function FirstSight({ sketch }: { sketch: Sketch }) {
  const { box, far, notes, cards, lines } = sketch
  const [width, height] = [box.width * ROOM, box.height * ROOM]
  const [left, top] = [box.x - (width - box.width) / 2, box.y - (height - box.height) / 2]
  return (
    <svg
      aria-hidden
      data-first-sight
      className="absolute inset-0 m-auto"
      viewBox={`${left} ${top} ${width} ${height}`}
      style={{ width: `min(100%, ${width}px)`, height: `min(100%, ${height}px)` }}
    >
      {notes.map(({ id, frame, ...at }) =>
        frame ? (
          <rect key={id} {...at} rx={14} fill="color-mix(in srgb, var(--ink) 3%, transparent)" stroke="var(--line-strong)" />
        ) : (
          <rect key={id} {...at} rx={4} fill="var(--note)" />
        ),
      )}
      <path d={lines.join('')} fill="none" stroke="var(--line-strong)" strokeWidth={far ? 6 : 1.5} />
      {far ? (
        <path d={cards.map(outline).join('')} fill="var(--surface)" stroke="var(--line-strong)" />
      ) : (
        cards.map(({ id, label, tint, holds, ...at }) => (
          <g key={id} transform={`translate(${at.x} ${at.y})`}>
            <rect
              width={at.width}
              height={at.height}
              rx={10}
              fill="var(--surface)"
              fillOpacity={holds ? 0.55 : 1}
              stroke="var(--line-strong)"
            />
            <g data-tint={tint}>
              <rect x={13} y={13} width={26} height={26} rx={6} fill="var(--tint-soft)" />
            </g>
            <text x={49} y={31} fill="var(--ink)" className="font-semibold text-md">
              {shortened(label)}
            </text>
            {!holds && <rect x={13} y={53} width={150} height={7} rx={3.5} fill="var(--line)" />}
          </g>
        ))
      )}
    </svg>
  )
}

function outline({ x, y, width, height }: Box): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`
}

function shortened(label: string): string {
  const letters = [...label]
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS - 1).join('')}…` : label
}
