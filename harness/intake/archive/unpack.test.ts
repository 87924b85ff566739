import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { messagesIn } from '../../feedback/index.ts'
import { type Problem, Unusable } from '../../program/problem.ts'
import { emptyFolder, filesIn, python } from '../../testing/archives.ts'
import { boundsOfClass, boundsOfOne } from './bounds.ts'
import { unpack } from './unpack.ts'

/** Makes an archive with Python in a folder of its own, unpacks it beside it, returns where. */
async function unpacked(name: string, program: string, bounds = boundsOfOne) {
  const folder = emptyFolder()
  python(folder, `import io, os, stat, struct, tarfile, zipfile\n${program}`)
  const into = join(folder, 'into')
  const leftOut = await unpack(join(folder, name), into, name, bounds)
  return { folder, into, leftOut, files: filesIn(into) }
}

/** The problem with an archive that must not be unpacked; nothing of it may have stayed. */
async function problemWith(
  name: string,
  program: string,
  bounds = boundsOfOne,
): Promise<Extract<Problem, { code: 'bad-archive' }>> {
  const folder = emptyFolder()
  python(folder, `import io, os, stat, struct, tarfile, zipfile\n${program}`)
  const before = filesIn(folder)
  const error = await unpack(join(folder, name), join(folder, 'into'), name, bounds).catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Unusable)
  expect(filesIn(folder)).toEqual(before)
  return (error as Unusable).problem as Extract<Problem, { code: 'bad-archive' }>
}

/** A zip with entries of these Python pairs of name and content. */
const zipOf = (entries: string) => `
with zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED) as z:
  for name, content in ${entries}: z.writestr(name, content)`

/** A tar with these statements, which may call \`add(name, content, **attributes)\`. */
const tarOf = (statements: string, mode = 'w') => `
t = tarfile.open('a.tar', '${mode}')
def add(name, content=b'', **attributes):
  info = tarfile.TarInfo(name)
  info.size = len(content)
  for key, value in attributes.items(): setattr(info, key, value)
  t.addfile(info, io.BytesIO(content))
${statements}
t.close()`

describe('What people pack', () => {
  test.each([
    ['zip', ['zip', '-qr', 'a.zip', 'lab']],
    ['tar', ['tar', 'cf', 'a.tar', 'lab']],
    ['tar.gz', ['tar', 'czf', 'a.tar.gz', 'lab']],
    ['tgz', ['tar', 'czf', 'a.tgz', 'lab']],
  ])(
    'a folder packed as %s comes out as it went in, programs executable',
    async (kind, command) => {
      const folder = emptyFolder()
      mkdirSync(join(folder, 'lab', 'Иван'), { recursive: true })
      writeFileSync(join(folder, 'lab', 'run.sh'), '#!/bin/sh\n', { mode: 0o755 })
      writeFileSync(join(folder, 'lab', 'Иван', 'большой.bin'), Buffer.alloc(300_000, 'ab'))
      writeFileSync(join(folder, 'lab', 'empty.txt'), '')
      execFileSync(command[0] as string, command.slice(1), { cwd: folder })
      const into = join(folder, 'into')
      expect(await unpack(join(folder, `a.${kind}`), into, 'a')).toEqual([])
      execFileSync('diff', ['-r', 'lab', 'into/lab'], { cwd: folder })
      expect(statSync(join(into, 'lab', 'run.sh')).mode & 0o7777).toBe(0o755)
      expect(statSync(join(into, 'lab', 'empty.txt')).mode & 0o111).toBe(0)
    },
  )

  test('what macOS and Windows put beside the files is left behind', async () => {
    const { files, leftOut } = await unpacked(
      'a.zip',
      zipOf(
        `[('lab/server.py','x'),('lab/.DS_Store','x'),('__MACOSX/lab/._server.py','x'),('lab/Icon\\r',''),('lab/Thumbs.db','x')]`,
      ),
    )
    expect(files).toEqual(['lab/server.py'])
    expect(leftOut).toEqual([])
  })

  test('names from old Russian Windows, from macOS and from Europe are read as they were meant', async () => {
    const { files } = await unpacked(
      'a.zip',
      `
def raw(z, name, encoding):
  info = zipfile.ZipInfo('x' * len(name.encode(encoding)))
  z.writestr(info, 'x')
  return b'x' * len(name.encode(encoding)), name.encode(encoding)
names = [('Лабораторная/сервер №1.py','cp866'), ('Работа Ёжикова.txt','cp1251'), ('Müller.py','cp437'), ('сервер.py','utf-8')]
with zipfile.ZipFile('a.zip', 'w') as z:
  swaps = [raw(z, *each) for each in names]
data = open('a.zip','rb').read()
for old, new in sorted(swaps, key=lambda s: -len(s[0])): data = data.replace(old, new)
open('a.zip','wb').write(data)`,
    )
    expect(files.map((name) => name.normalize())).toEqual(
      ['Müller.py', 'Лабораторная/сервер №1.py', 'Работа Ёжикова.txt', 'сервер.py'].sort(),
    )
  })

  test('a zip made by an old Windows program, with backslashes and folders without a mode', async () => {
    const { files } = await unpacked(
      'a.zip',
      `
with zipfile.ZipFile('a.zip', 'w') as z:
  for name in ['lab/', 'lab/src/', 'lab/src/server.py']:
    info = zipfile.ZipInfo(name.replace('/', '?'))
    info.create_system, info.external_attr = 0, 0
    z.writestr(info, '' if name.endswith('/') else 'x')
data = open('a.zip','rb').read().replace(b'?', b'\\\\')
open('a.zip','wb').write(data)`,
    )
    expect(files).toEqual(['lab/src/server.py'])
  })

  test('a zip in the form for more than 4 GB', async () => {
    const { files } = await unpacked(
      'a.zip',
      `
with zipfile.ZipFile('a.zip', 'w') as z:
  with z.open('server.py', 'w', force_zip64=True) as f: f.write(b'x' * 100)`,
    )
    expect(files).toEqual(['server.py'])
  })

  test('a zip of which the name says tar.gz', async () => {
    const { files } = await unpacked(
      'a.tar.gz',
      `${zipOf("[('server.py', 'x')]")}\nos.rename('a.zip','a.tar.gz')`,
    )
    expect(files).toEqual(['server.py'])
  })

  test('a very long path, and two names that differ in case', async () => {
    const { files } = await unpacked(
      'a.tar',
      tarOf("add('d/' * 200 + 'server.py', b'x'); add('Makefile', b'x'); add('makefile', b'y')"),
    )
    expect(files).toHaveLength(3)
  })
})

describe('Links', () => {
  test('one that stays inside is kept, one that leads out is left out, alone', async () => {
    const { into, files, leftOut } = await unpacked(
      'a.tar',
      tarOf(`
add('lab/server.py', b'x')
add('lab/main.py', type=tarfile.SYMTYPE, linkname='server.py')
add('lab/up.py', type=tarfile.SYMTYPE, linkname='../lab/server.py')
add('lab/password', type=tarfile.SYMTYPE, linkname='/etc/passwd')
add('lab/others', type=tarfile.SYMTYPE, linkname='../../..')
add('lab/nowhere', type=tarfile.SYMTYPE, linkname='missing')`),
    )
    expect(files).toEqual(['lab/main.py', 'lab/server.py', 'lab/up.py'])
    expect(readlinkSync(join(into, 'lab', 'main.py'))).toBe('server.py')
    expect(leftOut).toEqual(['lab/password', 'lab/others', 'lab/nowhere'])
  })

  test('nothing is written through one', async () => {
    const problem = await problemWith(
      'a.tar',
      tarOf(`
os.mkdir('aim')
add('lab', type=tarfile.SYMTYPE, linkname='../aim')
add('lab/server.py', b'x')
add('inside', type=tarfile.SYMTYPE, linkname='lab')
add('inside/server.py', b'x')
add('inside', b'x')
add('inside', b'x')`),
    )
    expect(problem.fault).toBe('duplicate')
  })

  test('two that lead out only together are left out', async () => {
    const { files, leftOut } = await unpacked(
      'a.tar',
      tarOf(`
add('server.py', b'x')
add('a/b/c/top', type=tarfile.SYMTYPE, linkname='../../..')
add('out', type=tarfile.SYMTYPE, linkname='a/b/c/top/..')`),
    )
    expect(files).toEqual(['a/b/c/top', 'server.py'])
    expect(leftOut).toEqual(['out'])
  })

  test('links in a zip are links too', async () => {
    const { into, leftOut } = await unpacked(
      'a.zip',
      `
with zipfile.ZipFile('a.zip', 'w') as z:
  z.writestr('server.py', 'x')
  for name, aim in [('main.py', 'server.py'), ('out', '/etc/passwd')]:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    z.writestr(info, aim)`,
    )
    expect(readlinkSync(join(into, 'main.py'))).toBe('server.py')
    expect(leftOut).toEqual(['out'])
  })

  test('a hard link to a file of the archive is a copy of it; one to a file of the machine is nothing', async () => {
    const { into, files, leftOut } = await unpacked(
      'a.tar',
      tarOf(`
add('server.py', b'x', mode=0o755)
add('main.py', type=tarfile.LNKTYPE, linkname='server.py')
add('passwd', type=tarfile.LNKTYPE, linkname='/etc/passwd')
add('shadow', type=tarfile.LNKTYPE, linkname='../../../etc/shadow')`),
    )
    expect(files).toEqual(['main.py', 'server.py'])
    expect(statSync(join(into, 'main.py'))).toMatchObject({ nlink: 1, mode: 0o100755 })
    expect(leftOut).toEqual(['passwd', 'shadow'])
  })

  test('devices and pipes are left out, and nobody becomes somebody else by a mode', async () => {
    const { into, files, leftOut } = await unpacked(
      'a.tar',
      tarOf(`
add('server', b'x', mode=0o6755)
add('disk', type=tarfile.BLKTYPE, devmajor=8, devminor=0)
add('null', type=tarfile.CHRTYPE, devmajor=1, devminor=3)
add('pipe', type=tarfile.FIFOTYPE)`),
    )
    expect(files).toEqual(['server'])
    expect(statSync(join(into, 'server')).mode & 0o7777).toBe(0o755)
    expect(leftOut).toEqual(['disk', 'null', 'pipe'])
  })
})

describe('What is refused', () => {
  test.each([
    ['above', '../outside.py'],
    ['far above, from within', 'lab/../../../outside.py'],
    ['from the root', '/tmp/outside.py'],
    ['on a drive', 'C:/outside.py'],
    ['above, in Windows’ way', '..\\\\outside.py'],
    ['on a drive, in Windows’ way', 'c:\\\\outside.py'],
  ])('a name that leads %s, in a zip and in a tar', async (_, name) => {
    const zip = await problemWith('a.zip', zipOf(`[('server.py','x'),('${name}','x')]`))
    const tar = await problemWith('a.tar', tarOf(`add('server.py', b'x'); add('${name}', b'x')`))
    expect([zip.fault, tar.fault]).toEqual(['outside', 'outside'])
  })

  test.each([
    ['a line break', "'a\\nb.py'"],
    ['an escape sequence', "'a\\x1b[31mb.py'"],
    ['more letters than a file system takes', "'я' * 200"],
    ['more folders than a system takes', "'folder/' * 300 + 'x'"],
  ])('a name with %s, in a zip and in a tar', async (_, name) => {
    const zip = await problemWith('a.zip', zipOf(`[(${name},'x')]`))
    const tar = await problemWith('a.tar', tarOf(`add(${name}, b'x')`))
    expect([zip.fault, tar.fault]).toEqual(['bad-name', 'bad-name'])
  })

  test('a name with a zero byte', async () => {
    const { fault } = await problemWith(
      'a.zip',
      `${zipOf("[('aXb.py','x')]")}
data = open('a.zip','rb').read().replace(b'aXb', b'a\\0b')
open('a.zip','wb').write(data)`,
    )
    expect(fault).toBe('bad-name')
  })

  test.each([
    ["[('a','x'),('a','y')]", "add('a', b'x'); add('a', b'y')"],
    ["[('a','x'),('./a','y')]", "add('a', b'x'); add('./a', b'y')"],
    ["[('a','x'),('a/b','y')]", "add('a', b'x'); add('a/b', b'y')"],
    ["[('a/b','x'),('a','y')]", "add('a/b', b'x'); add('a', b'y')"],
  ])('two entries of one name: %s', async (inZip, inTar) => {
    const zip = await problemWith('a.zip', zipOf(inZip))
    const tar = await problemWith('a.tar', tarOf(inTar))
    expect([zip.fault, tar.fault]).toEqual(['duplicate', 'duplicate'])
  })

  test('a zip with a password', async () => {
    const folder = emptyFolder()
    writeFileSync(join(folder, 'server.py'), 'print(1)')
    execFileSync('zip', ['-q', '-P', 'secret', 'a.zip', 'server.py'], { cwd: folder })
    await expect(unpack(join(folder, 'a.zip'), join(folder, 'into'), 'a.zip')).rejects.toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ fault: 'encrypted' }) }),
    )
  })

  test.each([
    ['RAR', "b'Rar!\\x1a\\x07\\x01\\x00'"],
    ['7z', "b'7z\\xbc\\xaf\\x27\\x1c\\x00\\x04'"],
    ['xz', '__import__("lzma").compress(b"x" * 600)'],
    ['bzip2', '__import__("bz2").compress(b"x" * 600)'],
  ])('%s, even when it is called zip, in words that say what to do', async (kind, bytes) => {
    const problem = await problemWith('a.zip', `open('a.zip','wb').write(${bytes})`)
    expect(problem).toMatchObject({ fault: 'format', detail: kind })
    expect(messagesIn('en').problems['bad-archive'](problem)).toBe(
      `The archive a.zip is of a kind that is not read here (${kind}). Pack it as an ordinary zip.`,
    )
    expect(messagesIn('ru').problems['bad-archive'](problem)).toContain(
      'Упакуйте программу в обычный zip',
    )
  })

  test('a zip that is compressed in a way of its own', async () => {
    const { fault, detail } = await problemWith(
      'a.zip',
      "zipfile.ZipFile('a.zip','w',zipfile.ZIP_LZMA).writestr('server.py','x')",
    )
    expect([fault, detail]).toEqual(['format', 'zip, compression method 14'])
  })

  test.each([
    ['an empty file', "open('a.zip','wb')", 'broken'],
    ['text', "open('a.zip','w').write('hello' * 200)", 'broken'],
    ['a zip without entries', "zipfile.ZipFile('a.zip','w').close()", 'empty'],
    ['a zip with nothing but junk', zipOf("[('__MACOSX/._a','x'),('.DS_Store','x')]"), 'empty'],
    ['a zip with nothing but folders', zipOf("[('lab/','')]"), 'empty'],
    ['half a zip', `${zipOf("[('a', os.urandom(5000))]")}\nos.truncate('a.zip', 3000)`, 'broken'],
    [
      'a zip with a byte changed',
      `
with zipfile.ZipFile('a.zip', 'w') as z: z.writestr('a', b'x' * 1000)
f = open('a.zip','r+b'); f.seek(500); f.write(b'y')`,
      'broken',
    ],
  ])('%s', async (_, program, fault) => {
    expect(await problemWith('a.zip', program)).toMatchObject({ fault })
  })

  test.each([
    ['half a tar', `${tarOf("add('a', os.urandom(5000))")}\nos.truncate('a.tar', 3000)`, 'broken'],
    [
      'half a tar.gz',
      `${tarOf("add('a', os.urandom(50000))", 'w:gz')}\nos.truncate('a.tar', 30000)`,
      'broken',
    ],
    ['a tar without entries', tarOf(''), 'empty'],
    ['a gzipped text', "__import__('gzip').open('a.tar','wb').write(b'hello' * 500)", 'broken'],
    [
      'a tar that is gzipped twice',
      `${tarOf("add('a', b'x')", 'w:gz')}
data = open('a.tar','rb').read()
__import__('gzip').open('a.tar','wb').write(data)`,
      'broken',
    ],
  ])('%s', async (_, program, fault) => {
    expect(await problemWith('a.tar', program)).toMatchObject({ fault })
  })
})

describe('Bombs', () => {
  test('a small zip of very many zeros', async () => {
    const { fault } = await problemWith(
      'a.zip',
      `
with zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED) as z:
  with z.open('zeros', 'w') as f:
    for _ in range(100): f.write(bytes(1024 * 1024))`,
    )
    expect(fault).toBe('bomb')
  })

  test('a small tar.gz of very many zeros, in a file or in what is no file', async () => {
    const many = (type: string) =>
      tarOf(`add('zeros', bytes(100 * 1024 * 1024), type=${type})`, 'w:gz')
    expect((await problemWith('a.tar', many('tarfile.REGTYPE'))).fault).toBe('bomb')
    const bounds = { ...boundsOfOne, bytes: 16 * 1024 * 1024 }
    expect((await problemWith('a.tar', many("b'Z'"), bounds)).fault).toBe('too-large')
  })

  test('a size in the header that is a lie does not help', async () => {
    const { fault } = await problemWith(
      'a.zip',
      `
with zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED) as z: z.writestr('zeros', bytes(5000000))
data = open('a.zip','rb').read().replace(struct.pack('<I', 5000000), struct.pack('<I', 10))
open('a.zip','wb').write(data)`,
    )
    expect(fault).toBe('broken')
  })

  test('entries that share their bytes', async () => {
    // Every entry of the directory is for the same file.
    const { fault } = await problemWith(
      'a.zip',
      `
body = io.BytesIO()
with zipfile.ZipFile(body, 'w', zipfile.ZIP_DEFLATED) as z: z.writestr('0000', bytes(1000000))
data = body.getvalue()
start = data.index(b'PK\\x01\\x02'); end = data.index(b'PK\\x05\\x06')
one = data[start:end]
many = b''.join(one.replace(b'0000', b'%04d' % n) for n in range(1000))
tail = struct.pack('<4s4H2LH', b'PK\\x05\\x06', 0, 0, 1000, 1000, len(many), start, 0)
open('a.zip','wb').write(data[:start] + many + tail)`,
    )
    expect(fault).toBe('bomb')
  })

  test('entries that quote the headers of those after them', async () => {
    // The construction of “A better zip bomb”: each file begins with a stored block that is the next
    // one's header, and all of them end in one kernel.
    const { fault } = await problemWith(
      'a.zip',
      `
import zlib
kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
kernel = kernel.compress(bytes(1000000)) + kernel.flush()
tail, content, headers = kernel, bytes(1000000), []
for n in range(50):
  name = b'%04d' % n
  local = struct.pack('<4s5H3L2H', b'PK\\x03\\x04', 20, 0, 8, 0, 0, zlib.crc32(content), len(tail), len(content), 4, 0) + name
  headers.append((name, zlib.crc32(content), len(tail), len(content), len(tail) + len(local)))
  whole = local + tail
  quote = b'\\x00' + struct.pack('<HH', len(local), len(local) ^ 0xffff)
  tail, content = quote + whole, local + content
total = len(whole)
central = b''.join(struct.pack('<4s6H3L5H2L', b'PK\\x01\\x02', 20, 20, 0, 8, 0, 0, crc, small, large, 4, 0, 0, 0, 0, 0, total - length) + name
  for name, crc, small, large, length in headers)
open('a.zip','wb').write(whole + central + struct.pack('<4s4H2LH', b'PK\\x05\\x06', 0, 0, 50, 50, len(central), total, 0))
assert len(zipfile.ZipFile('a.zip').read('0000')) == 1000000`,
    )
    expect(fault).toBe('bomb')
  })

  test('more files than a submission has, and more folders', async () => {
    const files = await problemWith('a.zip', zipOf("[(str(n), '') for n in range(20001)]"))
    const folders = await problemWith('a.tar', tarOf("add('d/' * 400 + 'x')"), {
      ...boundsOfOne,
      entries: 300,
    })
    expect([files.fault, folders.fault]).toEqual(['too-many', 'too-many'])
  })
})

describe('The download of a whole class', () => {
  test('loses the entry with the bad name, and nothing else', async () => {
    const { folder, files, leftOut } = await unpacked(
      'a.zip',
      zipOf("[('one/server.py','x'),('../out','x'),('two/a\\nb','x'),('one/server.py','y')]"),
      boundsOfClass,
    )
    expect(files).toEqual(['one/server.py'])
    expect(readFileSync(join(folder, 'into', 'one', 'server.py'), 'utf8')).toBe('x')
    expect(leftOut).toEqual(['../out', 'two/a\nb', 'one/server.py'])
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })
})
