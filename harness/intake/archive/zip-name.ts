import { type Entry, getFileNameLowLevel } from 'yauzl'

/** The flag that says that a name is UTF-8 (APPNOTE.TXT 4.4.4), and the field that holds one (4.6.9). */
const utf8Flag = 0x800
const unicodePath = 0x7075

/** What Windows writes in Russia, by age of the program; told apart by how Russian the result looks. */
const russian = ['ibm866', 'windows-1251'].map((encoding) => new TextDecoder(encoding))

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The name of an entry. Where the archive doesn't say how it is encoded, it is UTF-8 if it can be,
 * else cp866 or Windows-1251 if that gives Russian words, else cp437, which the format prescribes.
 */
export function decodeName(entry: Entry): string {
  const { generalPurposeBitFlag: flags, fileNameRaw: raw, extraFields } = entry
  const said = (flags & utf8Flag) !== 0 || extraFields.some(({ id }) => id === unicodePath)
  const plain = said ? undefined : (asUtf8(raw) ?? asRussian(raw))
  return plain ?? getFileNameLowLevel(flags, raw, extraFields, true)
}

function asUtf8(raw: Uint8Array): string | undefined {
  try {
    return utf8.decode(raw)
  } catch {
    return undefined
  }
}

function asRussian(raw: Uint8Array): string | undefined {
  return russian.map((decoder) => decoder.decode(raw)).find(looksRussian)
}

/** Whether what isn't ASCII is whole words, in letters of Russian, without capitals inside of them. */
function looksRussian(text: string): boolean {
  const words = text.match(/\p{L}+/gu) ?? []
  const isWord = (word: string) => /^(?:[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+)$/.test(word)
  const isAscii = (word: string) => /^[a-z]+$/i.test(word)
  return (
    /^[\x20-\x7eА-ЯЁа-яё№]*$/.test(text) && words.every((word) => isWord(word) || isAscii(word))
  )
}
