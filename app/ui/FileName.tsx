import { showFileName } from '../../corpus/text/invisible.ts'

/** A file's name as it is, but with a code in the place of each character that hides or turns the order of others. */
export function FileName({ name }: { name: string }) {
  return (
    <bdi className="file-name">
      {cutAtCodes(showFileName(name)).map(({ at, text, isCode }) =>
        isCode ? (
          <bdi key={at} className="file-code">
            {text}
          </bdi>
        ) : (
          text
        ),
      )}
    </bdi>
  )
}

/** A shown name cut into what is written and the codes, which run left to right whatever stands beside them. */
function cutAtCodes(shown: string): { at: number; text: string; isCode: boolean }[] {
  let at = 0
  return shown.split(/(‹U\+[0-9A-F]+›)/).map((text) => {
    const piece = { at, text, isCode: /^‹U\+[0-9A-F]+›$/.test(text) }
    at += text.length
    return piece
  })
}
