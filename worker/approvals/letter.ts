/** A mail of KAOS, before it is text or HTML. Everything in it may come from outside and is shown as it is, never as markup. */
export type Letter = {
  subject: string
  headline: string
  paragraphs: string[]
  rows: { label: string; value: string }[]
  button: { label: string; url: string }
  smallPrint: string[]
}

/** One column, no pictures, nothing from elsewhere: it looks alike wherever it is read. */
export function htmlOf({ headline, paragraphs, rows, button, smallPrint }: Letter): string {
  const row = ({ label, value }: Letter['rows'][number]) =>
    `<tr><td style="padding:5px 16px 5px 0;color:#6b6b76;vertical-align:top">${escapeHtml(label)}</td><td style="padding:5px 0;font-weight:600">${escapeHtml(value)}</td></tr>`
  return [
    '<!doctype html><html lang="en"><body style="margin:0;padding:24px 16px;background:#f6f6f8">',
    '<div style="max-width:520px;margin:0 auto;padding:28px;background:#fff;border:1px solid #e4e4ea;border-radius:12px;font:15px/1.55 -apple-system,Segoe UI,Helvetica,Arial,sans-serif;color:#1b1b21">',
    `<h1 style="margin:0 0 12px;font-size:20px;line-height:1.3">${escapeHtml(headline)}</h1>`,
    ...paragraphs.map((text) => `<p style="margin:0 0 12px;white-space:pre-line">${escapeHtml(text)}</p>`),
    rows.length > 0 ? `<table style="border-collapse:collapse;margin:4px 0 20px;font-size:14px">${rows.map(row).join('')}</table>` : '',
    `<p style="margin:0 0 20px"><a href="${escapeHtml(button.url)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#5b4bd6;color:#fff;text-decoration:none;font-weight:600">${escapeHtml(button.label)}</a></p>`,
    ...smallPrint.map((text) => `<p style="margin:0 0 4px;color:#6b6b76;font-size:13px">${escapeHtml(text)}</p>`),
    '</div></body></html>',
  ].join('\n')
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
