import { cva, type VariantProps } from 'class-variance-authority'
import { LoaderCircle } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const buttonStyle = cva(
  [
    'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-sm font-medium',
    'transition-[background-color,border-color,color,opacity] duration-100',
    'disabled:pointer-events-none disabled:opacity-45 aria-disabled:pointer-events-none aria-disabled:opacity-45',
    '[&_svg]:size-4 [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary: 'bg-ink text-surface hover:bg-ink/85',
        secondary: 'border border-line-strong bg-surface text-ink shadow-card hover:bg-sunken',
        ghost: 'text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink',
        approve: 'bg-ok text-surface hover:bg-ok-ink',
        danger: 'border border-line-strong bg-surface text-bad-ink shadow-card hover:border-bad/40 hover:bg-bad-soft',
      },
      size: { sm: 'h-7 px-2.5 text-sm', md: 'h-8 px-3 text-md', lg: 'h-10 px-4 text-md' },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonStyle> & { asChild?: boolean; loading?: boolean }

/** While it is loading it does nothing, and keeps the focus of whoever pressed it by key. */
export function Button({ variant, size, asChild = false, loading = false, className, children, onClick, ...props }: ButtonProps) {
  const style = cn(buttonStyle({ variant, size }), className)
  if (asChild) {
    return (
      <Slot.Root className={style} onClick={onClick} {...props}>
        {children}
      </Slot.Root>
    )
  }
  return (
    <button
      type="button"
      className={style}
      aria-disabled={loading || undefined}
      aria-busy={loading || undefined}
      onClick={loading ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {loading && <LoaderCircle className="animate-spin" aria-hidden />}
      {children}
    </button>
  )
}
