import { CircleAlert } from 'lucide-react'

/** What went wrong with the whole form. Always in the page, so that it is read out when it fills. */
export function FormError({ message }: { message: string | null | undefined }) {
  return (
    <div role="alert" className="empty:-mb-4">
      {message && (
        <p className="flex items-start gap-2 rounded-sm bg-bad-soft px-3 py-2 text-bad-ink">
          <CircleAlert className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} aria-hidden />
          <span>{message}</span>
        </p>
      )}
    </div>
  )
}
