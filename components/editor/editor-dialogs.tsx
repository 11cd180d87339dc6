'use client'
import { type ReactNode, useState } from 'react'
import { useScreen } from './context'
import {
  ConnectDialog,
  ExchangeDialogs,
  FindDialog,
  HistoryDialog,
  PastRuns,
  Picker,
  PublishDialog,
  ReplaceDialog,
  SettingsDialog,
  TestDialog,
  TryDialog,
  VersionsDialog,
} from './on-demand'

/** What opens over the editor. Each is there from its first opening on, so that it can also close in its own way. */
export function EditorDialogs() {
  const dialog = useScreen((state) => state.dialog)
  const adding = useScreen((state) => state.adding !== null)
  return (
    <>
      <FromFirst wanted={dialog === 'publish'}>
        <PublishDialog />
      </FromFirst>
      <FromFirst wanted={dialog === 'versions'}>
        <VersionsDialog />
      </FromFirst>
      <FromFirst wanted={dialog === 'history'}>
        <HistoryDialog />
      </FromFirst>
      <FromFirst wanted={dialog === 'test'}>
        <TestDialog />
      </FromFirst>
      <FromFirst wanted={dialog === 'try'}>
        <TryDialog />
      </FromFirst>
      <FromFirst wanted={dialog === 'runs'}>
        <PastRuns />
      </FromFirst>
      <FromFirst wanted={dialog === 'settings'}>
        <SettingsDialog />
      </FromFirst>
      <FromFirst wanted={dialog === 'find'}>
        <FindDialog />
      </FromFirst>
      <FromFirst wanted={dialog === 'connect'}>
        <ConnectDialog />
      </FromFirst>
      <FromFirst wanted={dialog === 'replace'}>
        <ReplaceDialog />
      </FromFirst>
      <FromFirst wanted={dialog === 'export' || dialog === 'import'}>
        <ExchangeDialogs />
      </FromFirst>
      <FromFirst wanted={adding}>
        <Picker />
      </FromFirst>
    </>
  )
}

function FromFirst({ wanted, children }: { wanted: boolean; children: ReactNode }) {
  const [ever, setEver] = useState(wanted)
  if (wanted && !ever) setEver(true)
  return wanted || ever ? children : null
}
