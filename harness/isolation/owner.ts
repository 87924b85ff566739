import { chownSync, lchownSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Identity } from './modes.ts'

/** Who a program's folders have to belong to, where that isn't the worker itself. */
export type Owner = Readonly<Record<'uid' | 'gid', number>> | undefined

export function ownerOf(identity: Identity | undefined): Owner {
  return identity?.kind === 'dropped' ? identity : undefined
}

/** Gives a folder, with all that is in it, to the one who is to write there. */
export function giveTo(owner: Owner, folder: string): void {
  if (!owner) return
  chownSync(folder, owner.uid, owner.gid)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) giveTo(owner, path)
    else lchownSync(path, owner.uid, owner.gid)
  }
}
