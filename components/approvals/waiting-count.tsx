const MOST = 99

/** How many questions wait for the person who looks; nothing when none does. */
export function WaitingCount({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <span className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-wait-soft px-1.5 font-semibold text-wait-ink text-xs tabular-nums">
      {count > MOST ? `${MOST}+` : count}
      <span className="sr-only"> waiting</span>
    </span>
  )
}
