import { Button } from '../ui/button'
import { unescapeText } from './markup'
import { MessageText } from './message-text'
import type { MessageBlock, MessageButton, Press } from './types'

type Pressing = {
  /** Left out: whoever looks may not decide. */
  onPress?: (press: Press) => void
  /** The question whose answer is on its way. */
  pressing: string | null
}

/** A message as Slack lays it out: heading, text, two columns of values, small print, buttons. */
export function MessageBlocks({ blocks, ...pressing }: Pressing & { blocks: readonly MessageBlock[] }) {
  return (
    <div className="mt-1 flex max-w-150 flex-col gap-2.5">
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no names and keep their order
        <Block key={at} block={block} {...pressing} />
      ))}
    </div>
  )
}

function Block({ block, ...pressing }: Pressing & { block: MessageBlock }) {
  switch (block.kind) {
    case 'header':
      return <p className="font-semibold text-lg [overflow-wrap:anywhere]">{unescapeText(block.text)}</p>
    case 'section':
      return (
        <div className="text-md">
          {block.text && <MessageText of={block.text} />}
          {block.fields.length > 0 && (
            <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] sm:grid-cols-[10rem_minmax(0,1fr)] gap-x-4 gap-y-1.5">
              {block.fields.map((field, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <MessageText key={at} of={field} />
              ))}
            </div>
          )}
        </div>
      )
    case 'context':
      return (
        <div className="flex flex-col gap-0.5 text-ink-3 text-sm">
          {block.elements.map((element, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <MessageText key={at} of={element} />
          ))}
        </div>
      )
    case 'buttons':
      return (
        <div className="flex flex-wrap gap-2">
          {block.buttons.map((button) => (
            <BlockButton key={button.label} button={button} {...pressing} />
          ))}
        </div>
      )
    case 'divider':
      return <hr />
  }
}

const LOOKS = { primary: 'approve', danger: 'danger', plain: 'secondary' } as const

function BlockButton({ button: { label, look, url, press }, onPress, pressing }: Pressing & { button: MessageButton }) {
  if (url !== null) {
    return (
      <Button asChild>
        <a href={url}>{unescapeText(label)}</a>
      </Button>
    )
  }
  const isBusy = press !== null && press.waitId === pressing
  return (
    <Button variant={LOOKS[look]} disabled={!onPress || !press || isBusy} onClick={() => press && onPress?.(press)}>
      {unescapeText(label)}
    </Button>
  )
}
