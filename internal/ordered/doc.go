// Package ordered runs jobs on several goroutines and hands on their results
// in the order of the jobs.
//
// What is made of the results, an output file or a merged summary, then can't
// depend on the number of workers or on who was faster. A plain pool of workers
// either loses the order or keeps all results until the end; here memory is
// bounded.
//
// # Model
//
// The caller's goroutine takes the jobs one by one, gives them to the workers
// and emits the results. A job is in flight from the moment it is taken until emit
// has returned for its result; workers + [Ahead] jobs are in flight at most,
// whether they wait, run, are done and wait for an earlier one, or are being
// emitted. The next job is taken only after that has room.
//
// A worked number: with 4 workers, 6 jobs are in flight at most. If job 10 takes
// an hour, jobs 11 to 15 are done meanwhile and their five results wait; job 16
// is taken when job 10 has been emitted.
//
// # Conventions
//
// Errors have an order too. The error returned is the one that a single worker
// would have met first: everything before it has been emitted, nothing after
// it. A job that fails early does not cancel the jobs before it, which might
// hide their errors; only once its turn comes is the context of the others
// cancelled. The caller's own cancellation is prompt instead, and comes wherever
// it comes.
//
// Work that panics makes an error, [Panic]. The jobs' iterator and emit run on
// the caller's goroutine; their panics go the way of any panic, after the
// workers have ended. No goroutine outlives the call, so work must heed its
// context for cancellation to be quick.
//
// # Design
//
// Jobs are pulled on the caller's goroutine and not on one of their own: an
// iterator often shares state with emit, and a panic of it has to reach the
// caller. What is slow about a job, such as reading its data, therefore belongs
// into work; an iterator should yield references, since results that are ready
// are not emitted while it is being waited for.
package ordered
