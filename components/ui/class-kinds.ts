/**
 * What a Tailwind class sets, as far as this house uses Tailwind: of two classes that set the same, the later one counts (cn.ts).
 * tailwind-merge knows all of Tailwind, and would be 9 KB of every page; a test holds this against it.
 */
export function kindOf(name: string): string | undefined {
  const words = WORDS.get(name)
  if (words) return words
  const [, start = '', rest = ''] = STARTS.exec(name) ?? []
  switch (start) {
    case '':
      return undefined
    case 'text':
      return textKind(rest)
    case 'border':
      return borderKind(rest)
    case 'bg':
      return rest.startsWith('[repeating') ? 'bg-image' : 'bg'
    case 'font':
      return /^(normal|medium|semibold|bold)$/.test(rest) ? 'font-weight' : 'font'
    case 'ring':
      return /^\d+$/.test(rest) ? 'ring-width' : 'ring'
    case 'outline':
      return /^\d+$/.test(rest) ? 'outline-width' : 'outline-colour'
    case 'stroke':
      return /^[\d.]+$/.test(rest) ? 'stroke-width' : 'stroke'
    case 'divide':
      return /^[xy]$/.test(rest) ? `divide-${rest}` : 'divide'
    default:
      return start
  }
}

/** What else a class of this kind sets. */
export function kindsUnder(kind: string): readonly string[] {
  return UNDER[kind] ?? []
}

const STARTS = new RegExp(
  `^-?(${[
    'text|border|bg|font|ring|outline-offset|outline|stroke|fill|decoration|shadow|opacity|accent|caret',
    'min-w|max-w|w|min-h|max-h|h|size|basis|columns|aspect',
    'p[xytrbl]?|m[xytrbl]?|gap-[xy]|gap|space-[xy]|inset-[xy]|inset|top|right|bottom|left|start|end|z|order|scroll-m[xytrbl]?',
    'overflow-[xy]|overflow|overscroll|rounded-(?:[trbl][lr]?)|rounded|divide',
    'items|self|content|justify|grid-cols|grid-rows|col-span|row-span|leading|tracking|line-clamp|underline-offset|align',
    'cursor|select|pointer-events|touch|resize|transition|duration|delay|ease|animate|translate-[xy]|translate|rotate|scale|origin',
    'whitespace|break-inside|break|object|will-change|field-sizing|flex',
  ].join('|')})-(.+)$`,
)

const WORDS = new Map(
  Object.entries({
    display: 'block inline-block inline flex inline-flex grid inline-grid hidden contents table table-row table-cell',
    position: 'static fixed absolute relative sticky',
    visibility: 'visible invisible collapse',
    'flex-direction': 'flex-row flex-col flex-row-reverse flex-col-reverse',
    'flex-wrap': 'flex-wrap flex-nowrap',
    grow: 'grow grow-0',
    shrink: 'shrink shrink-0',
    'text-overflow': 'truncate',
    'text-decoration': 'underline line-through no-underline',
    'font-style': 'italic not-italic',
    'text-transform': 'uppercase lowercase capitalize normal-case',
    numbers: 'tabular-nums proportional-nums',
    rounded: 'rounded',
    'border-width': 'border',
    'border-style': 'border-solid border-dashed border-dotted border-none',
    'border-collapse': 'border-collapse border-separate',
    shadow: 'shadow',
    'ring-width': 'ring',
    'outline-width': 'outline',
    'outline-style': 'outline-none outline-hidden',
    transition: 'transition',
    'box-sizing': 'box-border box-content',
    resize: 'resize',
  }).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const)),
)

const UNDER: Record<string, readonly string[]> = {
  size: ['w', 'h'],
  ...sidesUnder('p'),
  ...sidesUnder('m'),
  ...sidesUnder('scroll-m'),
  inset: ['inset-x', 'inset-y', 'top', 'right', 'bottom', 'left'],
  'inset-x': ['left', 'right'],
  'inset-y': ['top', 'bottom'],
  gap: ['gap-x', 'gap-y'],
  overflow: ['overflow-x', 'overflow-y'],
  rounded: ['t', 'r', 'b', 'l', 'tl', 'tr', 'bl', 'br'].map((side) => `rounded-${side}`),
  'text-size': ['leading'],
  'line-clamp': ['display', 'overflow'],
  flex: ['basis', 'grow', 'shrink'],
  ...sidesUnder('border-width', '-'),
  ...sidesUnder('border-colour', '-'),
}

function sidesUnder(kind: string, dash = ''): Record<string, readonly string[]> {
  const of = (...sides: string[]) => sides.map((side) => `${kind}${dash}${side}`)
  return {
    [kind]: of('x', 'y', 'l', 'r', 't', 'b'),
    [`${kind}${dash}x`]: of('l', 'r'),
    [`${kind}${dash}y`]: of('t', 'b'),
  }
}

function textKind(rest: string): string {
  if (/^(xs|sm|md|lg|xl|\[\d.*)$/.test(rest)) return 'text-size'
  if (/^(left|center|right|justify|start|end)$/.test(rest)) return 'text-align'
  if (/^(wrap|nowrap|balance|pretty)$/.test(rest)) return 'text-wrap'
  return rest === 'ellipsis' || rest === 'clip' ? 'text-overflow' : 'text'
}

function borderKind(rest: string): string {
  if (/^spacing-/.test(rest)) return 'border-spacing'
  const [, side, value = ''] = /^(?:([xytrbl])(?:-|$))?(.*)$/.exec(rest) ?? []
  const kind = /^(\d.*)?$/.test(value) ? 'border-width' : 'border-colour'
  return side ? `${kind}-${side}` : kind
}
