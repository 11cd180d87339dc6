import { type ReactNode, useId } from 'react'

export function Section({ title, description, children }: { title: string; description: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="font-semibold text-lg">
        {title}
      </h2>
      <p className="mt-0.5 mb-4 text-ink-2">{description}</p>
      {children}
    </section>
  )
}
