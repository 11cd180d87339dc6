import { cva, type VariantProps } from 'class-variance-authority'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { Tooltip } from './tooltip'

const style = cva(
  [
    'inline-flex shrink-0 items-center justify-center rounded-sm text-ink-2 transition-colors duration-100',
    'hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink aria-pressed:bg-hover aria-pressed:text-ink',
    'disabled:pointer-events-none disabled:opacity-40',
  ],
  {
    variants: {
      size: { sm: 'size-7', md: 'size-8', lg: 'size-9' },
      variant: { ghost: '', secondary: 'border border-line-strong bg-surface shadow-card' },
    },
    defaultVariants: { size: 'md', variant: 'ghost' },
  },
)

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> &
  VariantProps<typeof style> & {
    icon: LucideIcon
    /** Spoken and shown on hover. */
    label: string
    shortcut?: string
    side?: 'top' | 'right' | 'bottom' | 'left'
  }

export function IconButton({ icon: Icon, label, shortcut, side, size, variant, className, ...props }: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut} side={side}>
      <button type="button" aria-label={label} className={cn(style({ size, variant }), className)} {...props}>
        <Icon className="size-4" strokeWidth={1.75} aria-hidden />
      </button>
    </Tooltip>
  )
}
