'use client'
import { useReactFlow } from '@xyflow/react'
import { MessageCircle, MessagesSquare } from 'lucide-react'
import { useEffect } from 'react'
import { useActions } from '../actions/use-actions'
import { selectedNodes } from '../canvas/elements'
import { useEditor } from '../editor/context'
import { useCan } from '../shell/session'
import { typeAhead } from '../ui/type-ahead'

/** Saying something, for the palette, the menus and the keyboard. A link to a thread opens it. */
export function useCommentActions() {
  const { screen, draft, elements } = useEditor()
  const flow = useReactFlow()
  const mayComment = useCan('flow.comment')
  const begin = () => {
    typeAhead()
    const [only, ...more] = selectedNodes(elements.store.getState())
    if (only && more.length === 0 && draft.graph.getState().nodes.has(only.id)) return screen.setState({ comments: { nodeId: only.id } })
    const pane = document.querySelector('.react-flow')?.getBoundingClientRect() ?? new DOMRect(0, 0, 800, 600)
    const at = flow.screenToFlowPosition({ x: pane.left + pane.width / 2, y: pane.top + pane.height / 2 })
    screen.setState({ comments: { at } })
  }
  useActions([
    {
      id: 'comment.add',
      label: 'Comment',
      group: 'People',
      icon: MessageCircle,
      shortcut: 'c',
      keywords: 'say note discuss mention',
      may: mayComment,
      run: begin,
    },
    {
      id: 'comment.list',
      label: 'Show comments',
      group: 'People',
      icon: MessagesSquare,
      keywords: 'threads discussion settled',
      run: () => screen.setState({ comments: {} }),
    },
  ])
  useEffect(() => {
    const threadId = new URLSearchParams(window.location.search).get('thread')
    if (threadId) screen.setState({ comments: { threadId } })
  }, [screen])
}
