// Package ordered runs jobs on several goroutines and hands on their results
// in the order of the jobs, so that what is made of them does not depend on
// the number of workers.
//
// With w workers at most 2w results exist at a time, from the start of a job
// until emit has returned: memory is bounded however uneven the jobs are.
//
// # Design
//
// Every job gets a place in a queue when it is started; the caller's goroutine
// takes places in that order and waits for each. The queue's length is the
// bound. The first error in the order of the jobs is the one that is returned,
// whichever happened first on the clock.
package ordered

import (
	"context"
	"fmt"
	"iter"
	"runtime/debug"
	"sync"
)

// Run does the jobs 0 to n-1; see Stream.
func Run[T any](ctx context.Context, workers, n int, work func(ctx context.Context, worker, i int) (T, error), emit func(i int, t T) error) error {
	jobs := func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
	}
	i := 0
	return Stream(ctx, workers, jobs, work, func(t T) error {
		i++
		return emit(i-1, t)
	})
}

// Panic is the error of a job that panicked.
type Panic struct {
	Job   int // from 0
	Value any
	Stack []byte
}

// Error says which job panicked with what, and where.
func (p *Panic) Error() string {
	return fmt.Sprintf("job %d panicked: %v\n%s", p.Job, p.Value, p.Stack)
}

// place is a job's place in the queue.
type place[J, T any] struct {
	number int
	job    J
	result T
	err    error
	done   chan struct{}
}

// Stream does the jobs of a sequence, which is pulled no further than the
// bound allows, on so many workers. Each has a number from 0 by which it finds
// scratch space of its own. Results are emitted on the caller's goroutine in
// the order of the jobs. The first error, in that order, of the sequence, a job
// or emit ends it all and is returned once no goroutine is left; a panic in a
// job becomes a *Panic. If ctx is done, its cause is returned.
func Stream[J, T any](ctx context.Context, workers int, jobs iter.Seq2[J, error], work func(ctx context.Context, worker int, j J) (T, error), emit func(T) error) error {
	workers = max(1, workers)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	queue := make(chan *place[J, T], workers)
	todo := make(chan *place[J, T])
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for p := range todo {
				p.do(ctx, w, work)
			}
		})
	}
	group.Go(func() {
		defer close(queue)
		defer close(todo)
		feed(ctx, jobs, queue, todo)
	})
	err := drain(ctx, queue, emit)
	cancel(err)
	for range queue { // lets the feeder see that it is over
	}
	group.Wait()
	return err
}

// feed puts the jobs into the queue and before the workers.
func feed[J, T any](ctx context.Context, jobs iter.Seq2[J, error], queue, todo chan<- *place[J, T]) {
	number := 0
	for job, err := range jobs {
		p := &place[J, T]{number: number, job: job, err: err, done: make(chan struct{})}
		number++
		if err != nil {
			close(p.done)
		}
		select {
		case queue <- p:
		case <-ctx.Done():
			return
		}
		if err != nil {
			return
		}
		select {
		case todo <- p:
		case <-ctx.Done():
			p.err = context.Cause(ctx)
			close(p.done)
			return
		}
	}
}

// do does one job.
func (p *place[J, T]) do(ctx context.Context, worker int, work func(context.Context, int, J) (T, error)) {
	defer close(p.done)
	defer func() {
		if v := recover(); v != nil {
			p.err = &Panic{p.number, v, debug.Stack()}
		}
	}()
	if ctx.Err() != nil {
		p.err = context.Cause(ctx)
		return
	}
	p.result, p.err = work(ctx, worker, p.job)
}

// drain emits the results in the order of the queue.
func drain[J, T any](ctx context.Context, queue <-chan *place[J, T], emit func(T) error) error {
	for p := range queue {
		<-p.done
		if p.err != nil {
			return p.err
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := emit(p.result); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}
