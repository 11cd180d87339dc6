/** A small flow with a branch: what this place will hold. Decorative. */
export function FlowDrawing() {
  return (
    <svg width="264" height="112" viewBox="0 0 264 112" fill="none" aria-hidden className="max-w-full">
      <path d="M84 56h22" stroke="var(--ok)" strokeWidth="1.75" />
      <path d="M158 56h8c7 0 7-28 14-28h4" stroke="var(--ok)" strokeWidth="1.75" />
      <path d="M158 56h8c7 0 7 28 14 28h4" stroke="var(--line-strong)" strokeWidth="1.75" strokeDasharray="1 5" strokeLinecap="round" />
      <DrawnNode x={4} y={38} state="done" />
      <DrawnNode x={106} y={38} width={52} state="done" />
      <DrawnNode x={184} y={10} state="live" />
      <DrawnNode x={184} y={66} state="idle" />
    </svg>
  )
}

const STROKE = { done: 'var(--ok)', live: 'var(--brand)', idle: 'var(--line-strong)' }

function DrawnNode({ x, y, width = 76, state }: { x: number; y: number; width?: number; state: keyof typeof STROKE }) {
  return (
    <g>
      <rect
        x={x + 0.75}
        y={y + 0.75}
        width={width}
        height={34.5}
        rx={8}
        fill="var(--surface)"
        stroke={STROKE[state]}
        strokeWidth={state === 'live' ? 2 : 1.25}
        strokeDasharray={state === 'idle' ? '3 3' : undefined}
      />
      <rect x={x + 9} y={y + 10} width={16} height={16} rx={4} fill={state === 'live' ? 'var(--brand-soft)' : 'var(--dot)'} />
      <rect x={x + 31} y={y + 12} width={width - 42} height={4} rx={2} fill="var(--ink-3)" opacity={state === 'idle' ? 0.35 : 0.7} />
      <rect x={x + 31} y={y + 20} width={(width - 42) * 0.6} height={4} rx={2} fill="var(--line-strong)" />
    </g>
  )
}
