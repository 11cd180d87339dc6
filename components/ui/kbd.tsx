'use client'
import { cn } from './cn'
import { shortcutLabel } from './shortcut-label'
import { useIsMac } from './use-is-mac'

type KbdProps = { keys: string; tone?: 'plain' | 'inverse'; className?: string }

/** A shortcut as this computer's keyboard prints it: `mod+enter` is ⌘↵ on a Mac and Ctrl ↵ elsewhere. Under a thumb there are no keys. */
export function Kbd({ keys, tone = 'plain', className }: KbdProps) {
  const labels = shortcutLabel(keys, useIsMac())
  return (
    <kbd
      className={cn(
        'inline-flex h-4.5 pointer-coarse:hidden min-w-4.5 shrink-0 items-center justify-center gap-0.5 rounded-[4px] border px-1 font-ui text-xs tabular-nums leading-none',
        tone === 'plain' ? 'border-line-strong bg-surface text-ink-3' : 'border-surface/25 text-surface/80',
        className,
      )}
    >
      {labels.map((label) => (
        <span key={label}>{label}</span>
      ))}
    </kbd>
  )
}
