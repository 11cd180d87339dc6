import { fileURLToPath } from 'node:url'

const development = process.env.NODE_ENV === 'development'

// Next's own bootstrap is inline script, so 'unsafe-inline' stays until pages carry nonces; everything else is ours only.
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ''}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  `connect-src 'self'${development ? ' ws: wss:' : ''}`,
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ')

const securityHeaders = [
  { key: 'Content-Security-Policy', value: contentSecurityPolicy },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
]

const loader = (name) => fileURLToPath(new URL(`components/canvas/${name}`, import.meta.url))

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  turbopack: {
    rules: {
      '**/@xyflow/react/dist/esm/index.js': { loaders: [loader('parts-in-use.cjs'), loader('far/ids-there.cjs')] },
    },
    resolveAlias: {
      // Libraries that also run in Node mention its Buffer behind a question; browsers need not be sent a copy of it for that.
      'next/dist/compiled/buffer': { browser: './components/ui/no-buffer.ts' },
      // d3 could animate colours, too.
      'd3-color': { browser: './components/canvas/no-colours.ts' },
    },
  },
  // The gateway in front compresses nothing either: a compressed stream is a buffered stream.
  compress: false,
  reactStrictMode: true,
  serverExternalPackages: ['bullmq', 'ioredis', 'pg', 'pino', 'postgres', 'yjs'],
  // Types are checked once, by the check command, not again by every build.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    // The address of these pages is a key.
    { source: '/approve/:path*', headers: [{ key: 'Referrer-Policy', value: 'no-referrer' }] },
  ],
}
