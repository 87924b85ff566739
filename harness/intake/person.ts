/** Who has handed something in, as far as a name or a roster tells. */
export interface Person {
  readonly name?: string
  /** The number or code under which the learning management system, or the school, knows the person. */
  readonly id?: string
  readonly login?: string
  readonly email?: string
  readonly section?: string
}
