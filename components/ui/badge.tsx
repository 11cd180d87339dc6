import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const style = cva(
  'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-full px-2 font-medium text-xs tabular-nums [&_svg]:size-3 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        plain: 'bg-ink/6 text-ink-2',
        outline: 'border border-line-strong text-ink-2',
        brand: 'bg-brand-soft text-brand-ink',
        ok: 'bg-ok-soft text-ok-ink',
        wait: 'bg-wait-soft text-wait-ink',
        bad: 'bg-bad-soft text-bad-ink',
      },
    },
    defaultVariants: { tone: 'plain' },
  },
)

export type Tone = NonNullable<VariantProps<typeof style>['tone']>

export function Badge({ tone, className, ...props }: ComponentProps<'span'> & { tone?: Tone }) {
  return <span className={cn(style({ tone }), className)} {...props} />
}
