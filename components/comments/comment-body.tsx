'use client'
import { partsOf } from '@/flow/comments/mentions'

type CommentBodyProps = { body: string; nameOf: (userId: string) => string | undefined }

/** The words of a comment, as text whatever they contain; who is mentioned stands out. */
export function CommentBody({ body, nameOf }: CommentBodyProps) {
  return (
    <p className="wrap-anywhere whitespace-pre-wrap text-sm">
      {partsOf(body).map((part, at) =>
        'text' in part ? (
          part.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text that never changes
          <span key={at} className="font-medium text-brand-ink">
            @{nameOf(part.userId) ?? 'Former member'}
          </span>
        ),
      )}
    </p>
  )
}
