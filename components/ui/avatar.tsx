import { cn } from './cn'

/** White text on each is at least 4.5 : 1. */
const COLOURS = ['#2f5bea', '#b83b0e', '#12755a', '#7c3aed', '#a3195b', '#0e6a85', '#8a5a00', '#4b5563']

/** The same person has the same colour on every screen. */
function colourOf(key: string): string {
  let hash = 0
  for (const char of key) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0
  return COLOURS[hash % COLOURS.length] ?? '#4b5563'
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  const letters = last ? [...first].slice(0, 1).concat([...last].slice(0, 1)) : [...first].slice(0, 2)
  return letters.join('').toUpperCase()
}

type AvatarProps = { name: string; id?: string; size?: 'sm' | 'md' | 'lg'; shape?: 'round' | 'square'; className?: string }

const SIZES = { sm: 'size-5 text-[9px]', md: 'size-7 text-xs', lg: 'size-9 text-sm' }

/** Decorative: the name always stands beside it or labels its parent. */
export function Avatar({ name, id = name, size = 'md', shape = 'round', className }: AvatarProps) {
  return (
    <span
      aria-hidden
      style={{ backgroundColor: colourOf(id) }}
      className={cn(
        'inline-flex shrink-0 select-none items-center justify-center font-semibold text-[#fff] tracking-tight',
        shape === 'round' ? 'rounded-full' : 'rounded-sm',
        SIZES[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  )
}
