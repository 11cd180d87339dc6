const EXAMPLE = '{"order": 17}'

/** A call that the webhook takes, to be pasted into a shell once the secret is filled in. `param` reads the step's set-up. */
export function callExample(url: string, param: (name: string) => string): string {
  const { before, headers } = proofOf(param)
  const method = param('method') === 'any' ? 'POST' : param('method')
  return [
    ...before,
    ...(before.length > 0 ? [`BODY=${quoted(EXAMPLE)}`] : []),
    ...signing(param),
    [
      `curl -X ${quoted(method)} ${quoted(url)}`,
      ...["-H 'content-type: application/json'", ...headers].map((header) => `  ${header}`),
      `  --data-binary ${before.length > 0 ? '"$BODY"' : quoted(EXAMPLE)}`,
    ].join(' \\\n'),
  ].join('\n')
}

type Proof = { before: string[]; headers: string[] }

const SECRET = "SECRET='…'"
const NOW = 'AT=$(date +%s)'

function proofOf(param: (name: string) => string): Proof {
  switch (param('authentication')) {
    case 'header':
      return { before: [SECRET], headers: [header(param('secretHeader'), '"$SECRET"')] }
    case 'basic':
      return { before: ["NAME='…'", SECRET], headers: ['-u "$NAME:$SECRET"'] }
    case 'hmac': {
      const signature = header(param('signatureHeader'), '"$SIGNATURE"', param('signaturePrefix'))
      return param('signs') === 'body'
        ? { before: [SECRET], headers: [signature] }
        : { before: [SECRET, NOW], headers: [header(param('timestampHeader'), '"$AT"'), signature] }
    }
    case 'standard':
      return {
        before: [SECRET, NOW, 'ID="msg_$AT"'],
        headers: [header('webhook-id', '"$ID"'), header('webhook-timestamp', '"$AT"'), header('webhook-signature', '"$SIGNATURE"', 'v1,')],
      }
    default:
      return { before: [], headers: [] }
  }
}

/** What OpenSSL and LibreSSL both understand. */
function signing(param: (name: string) => string): string[] {
  switch (param('authentication')) {
    case 'hmac': {
      const before = { dot: '$AT.', v0: 'v0:$AT:' }[param('signs')] ?? ''
      const written = param('encoding') === 'base64' ? '-binary | openssl base64 -A' : "-r | cut -d ' ' -f 1"
      return [`SIGNATURE=$(printf %s "${before}$BODY" | openssl dgst -${param('algorithm')} -hmac "$SECRET" ${written})`]
    }
    case 'standard':
      return [
        `KEY=$(printf %s "\${SECRET#whsec_}" | openssl base64 -d -A | od -A n -t x1 | tr -d ' \\n')`,
        'SIGNATURE=$(printf %s "$ID.$AT.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)',
      ]
    default:
      return []
  }
}

function header(name: string, value: string, prefix = ''): string {
  return `-H ${quoted(`${name}: ${prefix}`)}${value}`
}

/** One word of a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
