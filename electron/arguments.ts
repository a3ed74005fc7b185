import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** What the program was started with: the words of a command line, and those that name paths, made absolute. */
export type Arguments = Readonly<{ words: readonly string[]; paths: readonly string[] }>

/**
 * Leaves out the program itself, Chromium's switches before the first word, and the application's folder where it runs
 * unpackaged.
 */
export function readArguments(argv: readonly string[], packaged: boolean): Arguments {
  const isSwitch = (argument: string): boolean => argument.startsWith('--')
  const rest = argv.slice(1)
  const first = rest.findIndex((argument) => !isSwitch(argument))
  const words = first < 0 ? [] : rest.slice(packaged ? first : first + 1)
  const paths = words.filter((word) => word !== '' && !isSwitch(word)).map((path) => resolve(path))
  return { words, paths }
}

const QUESTIONS = ['--help', '-h', '--version', '-V']

/**
 * The command line in what the packaged application was started with; undefined where it names files to open, or nothing. A
 * single word that is no file is taken for a command, so that a mistyped one is an error and no missing article.
 */
export function readCommand(argv: readonly string[], commands: readonly string[]): readonly string[] | undefined {
  const { words } = readArguments(argv, true)
  const [first] = words
  if (first === undefined) {
    const asked = argv.slice(1).find((argument) => QUESTIONS.includes(argument))
    return asked === undefined ? undefined : [asked]
  }
  const isWord = /^[a-z][a-z-]*$/.test(first) && !existsSync(first)
  return commands.includes(first) || QUESTIONS.includes(first) || isWord ? words : undefined
}
