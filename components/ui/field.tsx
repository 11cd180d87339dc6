import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cn } from './cn'

type FieldProps = {
  label: ReactNode
  /** To the right of the label: `optional`. */
  hint?: ReactNode
  /** Below the control, when nothing is wrong. */
  help?: ReactNode
  error?: string | null
  className?: string
  /** Renders the control with what ties it to its label and message. */
  children: (control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode
}

export function Field({ label, hint, help, error, className, children }: FieldProps) {
  const id = useId()
  const message = error ?? help
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        {hint && <span className="text-ink-3 text-sm">{hint}</span>}
      </div>
      {children({ id, 'aria-describedby': message ? `${id}-message` : undefined, 'aria-invalid': error ? true : undefined })}
      {message && (
        <p id={`${id}-message`} className={cn('flex items-start gap-1.5 text-sm', error ? 'text-bad-ink' : 'text-ink-3')}>
          {error && <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />}
          <span>{message}</span>
        </p>
      )}
    </div>
  )
}
