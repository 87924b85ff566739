/** What a column of a roster tells. */
export type Field =
  | 'name'
  | 'first'
  | 'middle'
  | 'last'
  /** The learning management system's number for the person. */
  | 'id'
  /** The school's own number. */
  | 'schoolId'
  | 'login'
  | 'email'
  | 'section'

/**
 * What columns are called: by people, by Canvas (gradebook_exporter.rb), by Moodle (gradingtable.php,
 * participants), by GitHub Classroom (classroom_roster.csv) and by Gradescope, in English and Russian.
 */
const headings: Readonly<Record<Field, readonly string[]>> = {
  name: [
    'name',
    'full name',
    'fullname',
    'student',
    'student name',
    'display name',
    'фио',
    'имя и фамилия',
    'фамилия и имя',
    'фамилия имя',
    'имя фамилия',
    'фамилия имя отчество',
    'полное имя',
    'студент',
    'учащийся',
    'обучающийся',
  ],
  first: ['first name', 'firstname', 'given name', 'forename', 'имя'],
  middle: ['middle name', 'отчество'],
  last: ['last name', 'lastname', 'surname', 'family name', 'фамилия'],
  id: ['id', 'user id', 'canvas id', 'canvas user id', 'identifier', 'идентификатор', 'номер'],
  schoolId: [
    'sis user id',
    'sis id',
    'sid',
    'student id',
    'student number',
    'id number',
    'индивидуальный номер',
    'номер студента',
    'id студента',
    'номер зачетки',
    'номер зачетной книжки',
    'зачетка',
    'зачетная книжка',
    'студенческий билет',
    'номер студенческого билета',
    'табельный номер',
  ],
  login: [
    'login',
    'login id',
    'sis login id',
    'username',
    'user name',
    'user',
    'github',
    'github username',
    'github login',
    'логин',
    'имя пользователя',
    'аккаунт',
  ],
  email: [
    'email',
    'e mail',
    'mail',
    'email address',
    'e mail address',
    'почта',
    'эл почта',
    'электронная почта',
    'адрес электронной почты',
  ],
  section: [
    'section',
    'sections',
    'group',
    'groups',
    'class',
    'группа',
    'группы',
    'подгруппа',
    'поток',
  ],
}

const fields = Object.keys(headings) as Field[]

/** What the column under a heading tells; nothing where that isn't known. */
export function fieldOf(heading: string): Field | undefined {
  const plain = heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return fields.find((field) => headings[field].includes(plain))
}
