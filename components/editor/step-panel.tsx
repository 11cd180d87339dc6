'use client'
import { Ellipsis, PanelRight } from 'lucide-react'
import { memo, useCallback } from 'react'
import { DropdownMenuContent, DropdownMenuRoot, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { IconButton } from '@/components/ui/icon-button'
import { needsAccount, takesAccount } from '@/flow/define/needs-account'
import { keyFrom } from '@/flow/graph/keys'
import { takesLines } from '@/flow/graph/ports'
import type { Json } from '@/flow/json'
import type { Action } from '../actions/action'
import { ActionItems } from '../actions/action-items'
import { focusNode } from '../canvas/focus-node'
import { useCanvas, useNode, useNodeType, useProblems } from '../canvas/model'
import { DataTab } from '../inspector/data-tab'
import { FailureTab } from '../inspector/failure-tab'
import { Inspector } from '../inspector/inspector'
import { JsonTree } from '../inspector/json-tree'
import { DataPane } from '../inspector/mapping/data-pane'
import { SetupTab } from '../inspector/setup-tab'
import { StepAccount } from '../inspector/step-account'
import { useEditor, useScreen } from './context'
import { UsedBy } from './data/used-by'
import { useEditorActions } from './editor-actions'
import { HookExample } from './hook-example'
import { HookUrl } from './hook-url'
import { KeptValues } from './kept-values'
import { MailAddress } from './mail-address'
import { NameField } from './name-field'
import { NextRuns } from './next-runs'
import { RefusedMails } from './refused-mails'
import { PinnedData } from './testing/pinned-data'
import { TestButtons } from './testing/test-buttons'
import { useStepTesting } from './testing/use-step-testing'
import { TriggerLook } from './trigger-look'
import { useFollowed } from './use-followed'
import { useWrapActions } from './wrap/use-wrap-actions'

const MENU = ['step.rename', 'step.uses', 'step.data', 'step.copy', 'step.cut', 'step.duplicate', 'step.disable', 'step.pin', 'step.delete']

/** The selected step: its form, its data and what happens if it fails. */
export function StepPanel({ nodeId }: { nodeId: string }) {
  const { draft, elements, mayEdit, mayTest, screen } = useEditor()
  const { graph } = useCanvas()
  const node = useNode(nodeId)
  const type = useNodeType(node?.type)
  const problems = useProblems(nodeId)
  const follower = useScreen((state) => state.run ?? state.sample)
  const followed = useFollowed(follower)
  const tab = useScreen((state) => state.inspectorTab)
  const dataPane = useScreen((state) => state.dataPane)
  const testing = useStepTesting()
  const configure = useCallback(
    (param: string, value: Json | undefined) => draft.edit({ type: 'node.configure', id: nodeId, param, value }),
    [draft, nodeId],
  )
  if (!node) return null

  const rename = (label: string) => {
    const others = [...graph.getState().nodes.values()].filter((each) => each.id !== nodeId)
    draft.edit({ type: 'node.rename', id: nodeId, label, key: keyFrom(label, new Set(others.map((each) => each.key))) })
  }
  const setup = type ? (
    <SetupTab
      key={nodeId}
      node={node}
      type={type}
      problems={problems}
      onChange={configure}
      after={type.source === 'schedule' ? <NextRuns node={node} /> : type.connector === 'state' ? <KeptValues /> : null}
    >
      {(takesAccount(type, node) || (node.connectionId !== undefined && type.account !== 'none')) && (
        <StepAccount
          node={node}
          type={type}
          problems={problems}
          onChange={(connectionId) => draft.edit({ type: 'node.patch', id: nodeId, patch: { connectionId } })}
        />
      )}
      {type.source === 'webhook' && (
        <>
          <HookUrl
            nodeId={nodeId}
            title="URL"
            label="URL of the webhook"
            help={`Calls start the published version. ${needsAccount(type, node) ? 'They have to prove who sends them.' : 'Whoever knows this address can start the flow.'}`}
          />
          <HookExample node={node} type={type} />
        </>
      )}
      {type.source === 'mail' && <MailAddress nodeId={nodeId} />}
      {type.source === 'mailbox' && <RefusedMails nodeId={nodeId} title="Left alone" />}
      {type.source === 'poll' && <TriggerLook nodeId={nodeId} />}
    </SetupTab>
  ) : (
    <div className="flex flex-col gap-3 px-4 py-4 text-ink-2 text-sm">
      <p>The app behind this step is not installed here, so it cannot be set up or run. Remove it, or ask an admin.</p>
      {Object.keys(node.params).length > 0 && <JsonTree label="What it is set up with" value={node.params} />}
    </div>
  )

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leads back to the card from any field
    <div
      className="contents"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        focusNode(nodeId)
      }}
    >
      <Inspector
        nodeId={nodeId}
        tab={tab}
        onTab={(inspectorTab) => screen.setState({ inspectorTab })}
        run={followed?.state ?? null}
        revision={followed?.revision ?? 0}
        readOnly={!mayEdit}
        onClose={() => elements.select([])}
        beside={dataPane && takesLines(type) && <DataPane />}
        name={
          <>
            <h2 className="sr-only">The selected step</h2>
            <NameField
              key={nodeId}
              value={node.label}
              label="Name of the step"
              maxLength={200}
              readOnly={!mayEdit}
              onChange={rename}
              onDone={() => focusNode(nodeId)}
              className="text-lg"
              data-name
            />
          </>
        }
        menu={
          <>
            {takesLines(type) && (
              <IconButton
                icon={PanelRight}
                label="Data of earlier steps"
                size="sm"
                aria-pressed={dataPane}
                className="max-lg:hidden"
                onClick={() => screen.setState({ dataPane: !dataPane })}
              />
            )}
            {mayEdit && <StepMenu />}
          </>
        }
        tabs={[
          { id: 'setup', label: 'Set up', content: setup },
          {
            id: 'data',
            label: 'Data',
            content: (
              <>
                {type && testing.canPin(nodeId) && <PinnedData key={nodeId} node={node} type={type} followed={followed} />}
                <DataTab nodeId={nodeId} followed={followed} empty="No data yet. Test the flow to see what goes in and comes out here." />
                <UsedBy nodeId={nodeId} />
              </>
            ),
          },
          {
            id: 'failure',
            label: 'If it fails',
            content: (
              <FailureTab key={nodeId} node={node} type={type} onPatch={(patch) => draft.edit({ type: 'node.patch', id: nodeId, patch })} />
            ),
          },
        ]}
        foot={mayTest && takesLines(type) && <TestButtons nodeId={nodeId} testing={testing} />}
      />
    </div>
  )
}

/** By itself, so that keys typed in the form do not concern it. */
const StepMenu = memo(function StepMenu() {
  const wraps = useWrapActions()
  const actions = useEditorActions()
  const wanted = MENU.flatMap((id) => actions.filter((action) => action.id === id))
  const items = wanted.flatMap((action): Action[] => {
    const always = { ...action, when: undefined }
    return action.id === 'step.disable' ? [always, ...wraps] : [always]
  })
  return (
    <DropdownMenuRoot>
      <DropdownMenuTrigger asChild>
        <IconButton icon={Ellipsis} label="More about this step" size="sm" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <ActionItems actions={items} menu="dropdown" />
      </DropdownMenuContent>
    </DropdownMenuRoot>
  )
})
