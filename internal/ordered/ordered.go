package ordered

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"sync"
)

// Ahead is how many jobs may be in flight besides one for each worker, so that
// a worker finds its next job waiting while a result is emitted.
const Ahead = 2

// Run does the jobs 0 to n-1 on so many workers and emits their results in this
// order. See [Stream] for what it guarantees.
func Run[T any](ctx context.Context, workers, n int,
	work func(ctx context.Context, worker, i int) (T, error), emit func(i int, t T) error,
) error {
	jobs := func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
	}
	if n > 0 && workers > n {
		workers = n
	}
	return run(ctx, workers, jobs, work, emit)
}

// Stream does the jobs of a sequence on so many workers and emits their results
// in the order of the sequence, on the caller's goroutine. Jobs are pulled there
// too, and only while fewer than workers + Ahead are in flight.
//
// Each worker is one goroutine and passes its number, from 0 to workers-1, to
// work, which may keep scratch space under it without a lock. The context of
// work is cancelled when Stream is about to return early.
//
// The first error in the order of the jobs ends it, be it one that came with a
// job from the sequence, or of work, or of emit. A panic in work is a [*Panic].
// If ctx is done first, the error is its cause. Nil means that the sequence came
// to its end and every result was emitted. When Stream returns, all its
// goroutines have ended.
func Stream[J, T any](ctx context.Context, workers int, jobs iter.Seq2[J, error],
	work func(ctx context.Context, worker int, j J) (T, error), emit func(t T) error,
) error {
	return run(ctx, workers, jobs, work, func(_ int, t T) error { return emit(t) })
}

// Panic is the error of a job whose work panicked.
type Panic struct {
	Job   int    // from 0, in the order of the jobs
	Value any    // that it panicked with
	Stack []byte // of the goroutine, as debug.Stack gives it
}

// Error says which job panicked, with what and where.
func (p *Panic) Error() string {
	return fmt.Sprintf("job %d panicked: %v\n\n%s", p.Job, p.Value, p.Stack)
}

// Unwrap is the value of the panic if that is an error, as those of the runtime
// are.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

var errExit = errors.New("work ended its goroutine instead of returning: it may not call runtime.Goexit, nor t.FailNow in a test")

// line is the jobs in flight, as the caller's goroutine sees them.
type line[J, T any] struct {
	ctx   context.Context
	tasks chan task[J]      // as long as the ring, so that sending never waits
	ring  []chan outcome[T] // job i's outcome comes in place i % len(ring)
	taken int               // jobs taken from the sequence
	done  int               // jobs emitted
	emit  func(int, T) error
}

type task[J any] struct {
	number int
	job    J
}

type outcome[T any] struct {
	result T
	err    error
}

func run[J, T any](parent context.Context, workers int, jobs iter.Seq2[J, error],
	work func(context.Context, int, J) (T, error), emit func(int, T) error,
) error {
	if workers < 1 {
		return fmt.Errorf("ordered: %d workers can't do anything, at least 1 is needed", workers)
	}
	if parent.Err() != nil {
		return context.Cause(parent)
	}
	ctx, cancel := context.WithCancel(parent)
	l := &line[J, T]{
		ctx:   ctx,
		tasks: make(chan task[J], workers+Ahead),
		ring:  make([]chan outcome[T], workers+Ahead),
		emit:  emit,
	}
	for k := range l.ring {
		l.ring[k] = make(chan outcome[T], 1)
	}
	var group sync.WaitGroup
	defer group.Wait() // last, and also when emit or the iterator panics
	defer close(l.tasks)
	defer cancel()
	for worker := range workers {
		group.Go(func() { l.serve(worker, work) })
	}
	return l.lead(jobs)
}

// lead takes the jobs to the workers and their results to emit.
func (l *line[J, T]) lead(jobs iter.Seq2[J, error]) error {
	var failed, refused error
	for job, err := range jobs {
		if err != nil {
			refused = err // whose turn comes after the jobs before it
			break
		}
		l.tasks <- task[J]{l.taken, job}
		l.taken++
		if failed = l.advance(len(l.ring) - 1); failed != nil {
			return failed
		}
	}
	if failed = l.advance(0); failed != nil {
		return failed
	}
	if l.ctx.Err() != nil {
		return context.Cause(l.ctx)
	}
	return refused
}

// advance emits, in order, until no more than so many jobs are in flight, and
// beyond that what is there without waiting.
func (l *line[J, T]) advance(inFlight int) error {
	for l.done < l.taken {
		place := l.ring[l.done%len(l.ring)]
		if l.taken-l.done <= inFlight && len(place) == 0 && l.ctx.Err() == nil {
			return nil
		}
		var o outcome[T]
		select {
		case o = <-place:
		case <-l.ctx.Done():
		}
		switch {
		case l.ctx.Err() != nil:
			return context.Cause(l.ctx)
		case o.err != nil:
			return o.err
		}
		if err := l.emit(l.done, o.result); err != nil {
			return err
		}
		l.done++
	}
	return nil
}

// serve is the life of one worker. Once the line is given up it lets the tasks
// pass that are left.
func (l *line[J, T]) serve(worker int, work func(context.Context, int, J) (T, error)) {
	for t := range l.tasks {
		if l.ctx.Err() == nil {
			l.do(worker, t, work)
		}
	}
}

// do does one job and leaves its outcome in its place, whatever becomes of work.
func (l *line[J, T]) do(worker int, t task[J], work func(context.Context, int, J) (T, error)) {
	o := outcome[T]{err: errExit}
	defer func() {
		if v := recover(); v != nil {
			o.err = &Panic{Job: t.number, Value: v, Stack: debug.Stack()}
		}
		l.ring[t.number%len(l.ring)] <- o
	}()
	o.result, o.err = work(l.ctx, worker, t.job)
}
