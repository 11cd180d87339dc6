import { cn } from './cn'
import { personColour } from './person-colour'

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
      data-person={personColour(id)}
      className={cn(
        'inline-flex shrink-0 select-none items-center justify-center bg-(--person) font-semibold text-(--person-ink) tracking-tight',
        shape === 'round' ? 'rounded-full' : 'rounded-sm',
        SIZES[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  )
}
