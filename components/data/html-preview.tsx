'use client'
import { cn } from '../ui/cn'

/** No scripts, no forms, no way out: whatever it loads would tell its author that somebody looked. */
const RULES = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:">`

/** HTML from outside, as it is meant to look, where it can do nothing. */
export function HtmlPreview({ html, title, className }: { html: string; title: string; className?: string }) {
  return (
    <iframe
      sandbox=""
      srcDoc={RULES + html}
      title={title}
      referrerPolicy="no-referrer"
      className={cn('block h-72 w-full bg-[#fff]', className)}
    />
  )
}
