/** A small flow with a branch: what this place will hold. Decorative. */
export function FlowDrawing() {
  return (
    <svg width="300" height="112" viewBox="0 0 300 112" fill="none" aria-hidden className="max-w-full">
      <path d="M80 56h28M184 56h6c8 0 8-28 16-28h14" stroke="var(--ok)" strokeWidth="1.75" />
      <path d="M190 56c8 0 8 28 16 28h14" stroke="var(--line-strong)" strokeWidth="1.75" strokeDasharray="1 5" strokeLinecap="round" />
      <DrawnNode x={4} y={38} state="done" />
      <DrawnNode x={108} y={38} state="done" />
      <DrawnNode x={220} y={10} state="live" />
      <DrawnNode x={220} y={66} state="idle" />
    </svg>
  )
}

const STROKE = { done: 'var(--ok)', live: 'var(--brand)', idle: 'var(--line-strong)' }

function DrawnNode({ x, y, state }: { x: number; y: number; state: keyof typeof STROKE }) {
  const isIdle = state === 'idle'
  return (
    <g transform={`translate(${x} ${y})`} opacity={isIdle ? 0.7 : 1}>
      <rect
        width={76}
        height={36}
        rx={8}
        fill="var(--surface)"
        stroke={STROKE[state]}
        strokeWidth={state === 'live' ? 2 : 1.25}
        strokeDasharray={isIdle ? '3 3' : undefined}
      />
      <rect x={9} y={10} width={16} height={16} rx={4} fill={state === 'live' ? 'var(--brand-soft)' : 'var(--line)'} />
      <rect x={32} y={12} width={32} height={4} rx={2} fill="var(--ink-3)" opacity={isIdle ? 0.5 : 0.75} />
      <rect x={32} y={20} width={20} height={4} rx={2} fill="var(--line-strong)" />
    </g>
  )
}
