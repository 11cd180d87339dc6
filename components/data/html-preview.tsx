'use client'

/** No scripts, no forms, no way out: whatever it loads would tell its author that somebody looked. */
const RULES = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:">`

/** HTML from outside, as it is meant to look, where it can do nothing. */
export function HtmlPreview({ html, title }: { html: string; title: string }) {
  return <iframe sandbox="" srcDoc={RULES + html} title={title} referrerPolicy="no-referrer" className="block h-72 w-full bg-white" />
}
