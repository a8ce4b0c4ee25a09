// Package standing keeps the life of a qualification: applied for, evaluated,
// put on public notice, recognised, warned, suspended, revoked, cooled down.
//
// # Problem
//
// The founding paper orders dynamic management: what falls below the standard
// is revoked, an enterprise that fails its main responsibility is revoked,
// use of the mark without authorisation is pursued. An office must decide this
// for thousands of holders, within terms, after hearing them, and years later
// show why. So the record matters more than the state.
//
// # Model
//
// A qualification belongs to a subject, a kind and a scope. Its [History] is an
// append-only list of [Event] values, each with reason code, document number
// and decision date. [Table] holds every legal transition with its guard in
// words; Append refuses the others and says what would be legal. The
// [Standing] is what a replay of the list gives, nothing else. [Terms] holds
// all lengths of time as data, [Calendar] the working days. [History.Due] lists
// what runs and what is overdue; a [Notice] says what somebody is to know or to
// do. The [Register] records who may use the mark for which product.
//
// A measure against a holder runs: intended, heard, decided, served. It can be
// contested and annulled; Restore then replays the record without it, entries
// that lose their ground become void but stay in the record, time to act did
// not run meanwhile, and a correction is to be published. Past editions are
// annotated, never rewritten: see [History.Annotations].
//
// Under the profile paper, a trigger that the founding paper names revokes.
// Under graded, a proposal, some of them suspend first. Under both no trigger
// is milder on a holder than the same finding is on an applicant.
//
// # Worked figures
//
// Notice published on Friday 2025-09-26, five working days: the 28th is a
// Sunday that is worked, 1 to 8 October are days off, so the days are 28, 29,
// 30 September, 9 and 10 October; recognised from 11 October on. Recognised on
// 2025-10-13 with 36 months: valid until 2028-10-13, renewal open from
// 2028-04-13. The first report, on 2025, is due on 2026-04-30; 60 days later is
// 2026-06-29, 120 days later 2026-08-28. In 2027 the latter is a Saturday, hence
// Monday the 30th.
//
// # Conventions
//
// The starting day of a term is not counted, months end on the corresponding
// day, and a last day that is a day off moves to the next working day (Civil
// Code, articles 201 to 203). Validity, cool-downs and other waits do not move. Within a term means
// up to its last day, after it means from the next day. The package reads no
// clock. Entries are numbered from 1.
//
// # Design
//
//   - A renewal runs beside the title (Standing.Renewal) on the same rows as a
//     first application, so that renewing keeps the status.
//   - While a measure is intended the title can neither expire nor be given up,
//     so that nobody leaves to escape a cool-down.
//   - A matter suspended for safety at once is still intended, heard and decided
//     before it is revoked.
//   - Being counterfeited or misused by others, and complaints, are recorded and
//     move nothing.
//   - The text form is canonical: a line that is not byte for byte what writing
//     gives is refused, which makes the digest chain mean what it says.
//   - Terms are named by digest, and changed by an event, so that an amended
//     rule does not judge the past.
//   - Score tiers and their hysteresis are not here; the library stage is
//     recorded here, and decided where the scores are.
package standing
