import type { ReactNode } from 'react'

/** A piece of a page; `line` is where it begins in the source. */
type Block =
  | Readonly<{ kind: 'heading'; line: number; level: number; text: string }>
  | Readonly<{ kind: 'list' | 'text'; line: number; lines: string[] }>

/**
 * Guidelines as a page: headings, lists, paragraphs, **bold**, *italic* and `code`. Everything becomes elements of React
 * that hold text, so that nothing in a project can bring markup, a link or a script into the window.
 */
export function Markdown({ source }: { source: string }) {
  return (
    <div className="markdown">
      {splitBlocks(source).map((block) => (
        <Block key={block.line} block={block} />
      ))}
    </div>
  )
}

function Block({ block }: { block: Block }) {
  if (block.kind === 'heading') {
    const Heading = `h${Math.min(6, block.level + 2)}` as 'h3'
    return <Heading dir="auto">{writeInline(block.text)}</Heading>
  }
  if (block.kind === 'text') return <p dir="auto">{writeInline(block.lines.join('\n'))}</p>
  return (
    <ul dir="auto">
      {block.lines.map((line) => (
        <li key={line}>{writeInline(line)}</li>
      ))}
    </ul>
  )
}

/** Cuts a source into blocks; a blank line ends a paragraph or a list. */
export function splitBlocks(source: string): Block[] {
  const blocks: Block[] = []
  let open: { kind: 'list' | 'text'; line: number; lines: string[] } | undefined
  const add = (kind: 'list' | 'text', at: number, line: string): void => {
    if (open?.kind === kind) return void open.lines.push(line)
    open = { kind, line: at, lines: [line] }
    blocks.push(open)
  }
  for (const [at, line] of source.split('\n').entries()) {
    const heading = /^(#{1,6})\s+(.*)$/.exec(line)
    const entry = /^\s*(?:[-*•]|\d+[.)]|[٠-٩]+[.)])\s+(.*)$/.exec(line)
    if (heading !== null) {
      blocks.push({ kind: 'heading', line: at, level: heading[1]!.length, text: heading[2]! })
      open = undefined
    } else if (entry !== null) add('list', at, entry[1]!)
    else if (line.trim() === '') open = undefined
    else add('text', at, line)
  }
  return blocks
}

function writeInline(text: string): ReactNode[] {
  return text.split(/(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/).map((part, at) => {
    const key = `${at}`
    if (/^\*\*.+\*\*$/s.test(part)) return <strong key={key}>{part.slice(2, -2)}</strong>
    if (/^\*.+\*$/s.test(part)) return <em key={key}>{part.slice(1, -1)}</em>
    return /^`.+`$/s.test(part) ? <code key={key}>{part.slice(1, -1)}</code> : part
  })
}
