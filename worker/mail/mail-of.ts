import type { OutgoingMail } from '@/flow/define/capabilities'

export type Content = Pick<OutgoingMail, 'subject' | 'text' | 'html'>

type Part =
  | { heading: string }
  | { words: string }
  | { values: (readonly [string, string])[] }
  | { button: string; url: string }
  | { small: string }

/**
 * Everything a document, a flow or a person says is text between our words: shown, never a link, an address or markup. However
 * long a word of theirs is, it stays inside, and each is read from the side its writing begins at.
 */
export function mailOf(subject: string, parts: readonly Part[]): Content {
  const shown = parts.filter((part) => !('words' in part && part.words === '') && !('values' in part && part.values.length === 0))
  return {
    // An emoji is not cut in two.
    subject: subject.slice(0, 250).replace(/\p{Surrogate}$/u, ''),
    text: `${shown.map(asText).join('\n\n')}\n`,
    html: `<!doctype html><html><body style="margin:0;padding:24px;background:#f6f6f4;font:15px/1.5 sans-serif;color:#1f1f1d"><div style="max-width:560px;margin:0 auto;padding:28px;background:#fff;border:1px solid #e3e3df;border-radius:10px;overflow-wrap:anywhere">${shown.map(asHtml).join('')}</div></body></html>`,
  }
}

function asText(part: Part): string {
  if ('heading' in part) return part.heading
  if ('words' in part) return part.words
  if ('values' in part) return part.values.map(([label, shown]) => `${label}: ${shown}`).join('\n')
  return 'button' in part ? `${part.button}:\n${part.url}` : part.small
}

function asHtml(part: Part): string {
  if ('heading' in part) return `<h1 dir="auto" style="margin:0 0 12px;font-size:20px;line-height:1.3">${escaped(part.heading)}</h1>`
  if ('words' in part) return `<p dir="auto" style="margin:0 0 12px;white-space:pre-line">${escaped(part.words)}</p>`
  if ('values' in part) {
    const rows = part.values.map(
      ([label, shown]) =>
        `<tr><td dir="auto" style="width:34%;text-align:left;padding:4px 16px 4px 0;color:#6b6b66;vertical-align:top">${escaped(label)}</td><td dir="auto" style="padding:4px 0;text-align:left;font-weight:600;vertical-align:top">${escaped(shown)}</td></tr>`,
    )
    return `<table style="width:100%;margin:0 0 16px;border-collapse:collapse">${rows.join('')}</table>`
  }
  if ('small' in part) return `<p style="margin:20px 0 0;color:#6b6b66;font-size:13px">${escaped(part.small)}</p>`
  return `<p style="margin:16px 0"><a href="${escaped(part.url)}" style="display:inline-block;padding:10px 18px;background:#1f1f1d;color:#fff;text-decoration:none;border-radius:8px;font-weight:600">${escaped(part.button)}</a></p>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
