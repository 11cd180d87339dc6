/** Pictures are shown; whatever else a stranger sent is saved, never opened in our name. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])

type File = { name: string; contentType: string; bytes: Uint8Array }

export function fileResponse({ name, contentType, bytes }: File): Response {
  const isShown = SHOWN.has(contentType)
  return new Response(Uint8Array.from(bytes), {
    headers: {
      'content-type': isShown ? contentType : 'application/octet-stream',
      'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
      'referrer-policy': 'no-referrer',
    },
  })
}
