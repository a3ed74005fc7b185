import { existsSync } from 'node:fs'
import { isDatabase } from '../db/header.ts'
import { readProfile } from './profile.ts'
import type { ProjectFile } from './project-host.ts'
import { countArticleFiles } from './readers/article-files.ts'

/** Splits what a person named into a project to open and files to import; a missing path is kept, to be reported. */
export function sortWanted(paths: readonly string[]): { project: string | undefined; files: string[] } {
  const project = paths.find(isProject)
  return { project, files: paths.filter((path) => path !== project) }
}

/** Articles that lie beside the checkout: offered while the sample project is open, until that was answered. */
export function offerFrom(folder: string, current: ProjectFile): { path: string; count: number } | undefined {
  if (!current.sample || !existsSync(folder)) return undefined
  const count = countArticleFiles(folder)
  const offer = { path: folder, count }
  return count > 0 && readProfile().offerAnswered !== nameOffer(offer) ? offer : undefined
}

/** What tells one offer from another. */
export function nameOffer({ path, count }: { path: string; count: number }): string {
  return `${count} ${path}`
}

/** The path with the ending of project files. */
export function withEnding(path: string): string {
  return /\.isnad$/i.test(path) ? path : `${path}.isnad`
}

function isProject(path: string): boolean {
  return /\.isnad$/i.test(path) || (existsSync(path) && isDatabase(path))
}
