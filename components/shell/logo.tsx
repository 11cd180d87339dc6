/** The mark: a K whose strokes meet in a node. */
export function Logo({ size = 20, className }: { size?: number; className?: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" aria-hidden className={className}>
      <path d="M4 2.5v15M16.5 2.5 8 10l8.5 7.5" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" />
      <path d="M4 10h4" stroke="var(--brand)" strokeWidth="1.6" />
      <circle cx="8.2" cy="10" r="2.3" fill="var(--brand)" />
    </svg>
  )
}
