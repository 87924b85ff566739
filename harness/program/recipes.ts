/** A command as words; placeholders are filled in later: `{file}`, its `{folder}`, `{out}` for what
 * is built, `{source}` for a file under the name that its compiler wants, `{main}` and `{port}`. */
export type Words = readonly string[]

/** How programs in one language are built and run. */
export interface Recipe {
  readonly language: string
  /** File name endings, without the dot. */
  readonly extensions: readonly string[]
  /** The program that has to be installed. */
  readonly tool: string
  /** How to install it on Debian or Ubuntu. */
  readonly install: string
  /** Builds into `{out}`, a folder outside the student's own. */
  readonly build?: Words
  readonly run: Words
  /** Asks the tool for its real path: a version manager's stand-in would slow down every start. */
  readonly locate?: Words
  /** Its standard output goes through C's `stdio`, which holds back what isn't for a terminal. */
  readonly stdio?: boolean
}

const fastStart = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'] as const

/** One entry a language: to launch another one, add it here. */
export const recipes: readonly Recipe[] = [
  {
    language: 'Python',
    extensions: ['py'],
    tool: 'python3',
    install: 'apt install python3',
    run: ['python3', '{file}'],
    locate: ['python3', '-I', '-S', '-c', 'import sys; print(sys.executable)'],
  },
  {
    language: 'JavaScript',
    extensions: ['js', 'mjs', 'cjs'],
    tool: 'node',
    install: 'https://nodejs.org',
    run: ['node', '{file}'],
  },
  {
    language: 'TypeScript',
    extensions: ['ts', 'mts', 'cts'],
    tool: 'node',
    install: 'https://nodejs.org',
    build: ['node', '{bundler}', '{file}', '{out}'],
    run: ['node', '{out}'],
  },
  {
    language: 'C',
    extensions: ['c'],
    tool: 'gcc',
    install: 'apt install gcc libc6-dev',
    build: ['gcc', '-O1', '-w', '-pthread', '-o', '{out}/program', '{file}', '-lm'],
    run: ['{out}/program'],
    stdio: true,
  },
  {
    language: 'C++',
    extensions: ['cpp', 'cc', 'cxx'],
    tool: 'g++',
    install: 'apt install g++',
    build: ['g++', '-O1', '-w', '-pthread', '-o', '{out}/program', '{file}'],
    run: ['{out}/program'],
    stdio: true,
  },
  {
    language: 'Java',
    extensions: ['java'],
    tool: 'javac',
    install: 'apt install default-jdk-headless',
    build: [
      'javac',
      '-encoding',
      'UTF-8',
      '-nowarn',
      '-sourcepath',
      '{folder}',
      '-d',
      '{out}',
      '{source}',
    ],
    run: ['java', ...fastStart, '-Dfile.encoding=UTF-8', '-cp', '{out}', '{main}'],
  },
  {
    language: 'Go',
    extensions: ['go'],
    tool: 'go',
    install: 'apt install golang-go',
    build: ['go', 'build', '-o', '{out}/program', '{file}'],
    run: ['{out}/program'],
  },
  {
    language: 'Rust',
    extensions: ['rs'],
    tool: 'rustc',
    install: 'apt install rustc',
    build: ['rustc', '--edition', '2021', '-A', 'warnings', '-o', '{out}/program', '{file}'],
    run: ['{out}/program'],
  },
  {
    language: 'Ruby',
    extensions: ['rb'],
    tool: 'ruby',
    install: 'apt install ruby',
    run: ['ruby', '{file}'],
  },
  {
    language: 'Perl',
    extensions: ['pl'],
    tool: 'perl',
    install: 'apt install perl',
    run: ['perl', '{file}'],
  },
  {
    language: 'PHP',
    extensions: ['php'],
    tool: 'php',
    install: 'apt install php-cli',
    run: ['php', '{file}'],
  },
  {
    language: 'Tcl',
    extensions: ['tcl'],
    tool: 'tclsh',
    install: 'apt install tcl',
    run: ['tclsh', '{file}'],
  },
  {
    language: 'Lua',
    extensions: ['lua'],
    tool: 'lua',
    install: 'apt install lua5.4 lua-socket',
    run: ['lua', '{file}'],
    stdio: true,
  },
  {
    language: 'shell',
    extensions: ['sh', 'bash'],
    tool: 'bash',
    install: 'apt install bash',
    run: ['bash', '{file}'],
  },
]

/** How a folder with a project file in it is built and run. */
export interface FolderRecipe {
  readonly language: string
  /** The file by which the folder is known. */
  readonly marker: string
  readonly tool: string
  readonly install: string
  /** The build writes beside its sources, so it is given a copy of the folder, `{out}`. */
  readonly inCopy?: boolean
  readonly build?: Words
  /** Left out where the command has to be found in the folder: see `folder.ts`. */
  readonly run?: Words
  readonly stdio?: boolean
}

/** One entry a kind of project folder. */
export const folderRecipes: readonly FolderRecipe[] = [
  { language: 'JavaScript', marker: 'package.json', tool: 'node', install: 'https://nodejs.org' },
  {
    language: 'Rust',
    marker: 'Cargo.toml',
    tool: 'cargo',
    install: 'apt install cargo',
    build: [
      'cargo',
      'build',
      '--quiet',
      '--manifest-path',
      '{folder}/Cargo.toml',
      '--target-dir',
      '{out}',
    ],
  },
  {
    language: 'Go',
    marker: 'go.mod',
    tool: 'go',
    install: 'apt install golang-go',
    build: ['go', 'build', '-C', '{folder}', '-o', '{out}/program', '.'],
    run: ['{out}/program'],
  },
  {
    language: 'make',
    marker: 'Makefile',
    tool: 'make',
    install: 'apt install make',
    inCopy: true,
    build: ['make', '-C', '{out}'],
    stdio: true,
  },
]
