package ordered_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/internal/ordered"
)

func square(_ context.Context, _, i int) (int, error) { return i * i, nil }

func TestResultsComeInTheOrderOfTheJobs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		workers, n := rapid.IntRange(-1, 9).Draw(t, "workers"), rapid.IntRange(0, 60).Draw(t, "jobs")
		yields := rapid.SliceOfN(rapid.IntRange(0, 20), n, n).Draw(t, "unevenness")
		var got []int
		err := ordered.Run(context.Background(), workers, n, func(_ context.Context, worker, i int) (int, error) {
			require.True(t, worker >= 0 && worker < max(1, workers), "worker %d of %d", worker, workers)
			for range yields[i] {
				runtime.Gosched()
			}
			return i * i, nil
		}, func(i, square int) error {
			require.Equal(t, i*i, square)
			got = append(got, i)
			return nil
		})
		require.NoError(t, err)
		require.Len(t, got, n)
		for i, job := range got {
			require.Equal(t, i, job)
		}
	})
}

// TestBound makes the first job wait until all others that may start have
// done so, and counts the results that exist then.
func TestBound(t *testing.T) {
	for _, workers := range []int{1, 2, 5} {
		synctest.Test(t, func(t *testing.T) {
			var pulled, started, alive, most atomic.Int64
			jobs := func(yield func(int, error) bool) {
				for i := range 100 {
					pulled.Add(1)
					if !yield(i, nil) {
						return
					}
				}
			}
			gate := make(chan struct{})
			go func() {
				synctest.Wait() // everybody is stuck behind the first job
				assert.LessOrEqual(t, alive.Load(), int64(2*workers), "results with %d workers", workers)
				assert.LessOrEqual(t, pulled.Load(), int64(2*workers+1), "the sequence is pulled no further")
				assert.GreaterOrEqual(t, started.Load(), int64(workers), "all workers are used")
				close(gate)
			}()
			err := ordered.Stream(t.Context(), workers, jobs, func(_ context.Context, _, i int) (int, error) {
				started.Add(1)
				if now := alive.Add(1); now > most.Load() {
					most.Store(now)
				}
				if i == 0 {
					<-gate
				}
				return i, nil
			}, func(int) error {
				alive.Add(-1)
				return nil
			})
			require.NoError(t, err)
			assert.LessOrEqual(t, most.Load(), int64(2*workers))
			assert.EqualValues(t, 100, started.Load())
		})
	}
}

// TestEmitterIsTheBound holds back the emitter instead.
func TestEmitterIsTheBound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const workers = 3
		var alive atomic.Int64
		err := ordered.Run(t.Context(), workers, 50, func(_ context.Context, _, i int) (int, error) {
			alive.Add(1)
			return i, nil
		}, func(i, _ int) error {
			time.Sleep(time.Second) // of the bubble's own clock: till all others are stuck
			assert.LessOrEqual(t, alive.Load(), int64(2*workers))
			alive.Add(-1)
			return nil
		})
		require.NoError(t, err)
	})
}

func TestFirstErrorInTheOrderOfTheJobs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var emitted []int
		err := ordered.Run(t.Context(), 4, 100, func(_ context.Context, _, i int) (int, error) {
			switch i {
			case 2:
				time.Sleep(time.Hour) // the later job fails long before
				return 0, errors.New("job 2")
			case 3:
				return 0, errors.New("job 3")
			}
			return i, nil
		}, func(i, _ int) error {
			emitted = append(emitted, i)
			return nil
		})
		assert.EqualError(t, err, "job 2")
		assert.Equal(t, []int{0, 1}, emitted, "what stands before the error is emitted")
	})
}

func TestErrorOfTheSequence(t *testing.T) {
	broken := errors.New("the file ends here")
	jobs := func(yield func(int, error) bool) {
		for i := range 5 {
			if !yield(i, nil) {
				return
			}
		}
		if yield(0, broken) {
			panic("pulled on after an error")
		}
	}
	for _, workers := range []int{1, 8} {
		var emitted []int
		err := ordered.Stream(context.Background(), workers, jobs, square, func(x int) error {
			emitted = append(emitted, x)
			return nil
		})
		assert.ErrorIs(t, err, broken)
		assert.Equal(t, []int{0, 1, 4, 9, 16}, emitted)
	}
}

func TestErrorOfEmitEndsTheRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		full := errors.New("disk full")
		var cancelled atomic.Int64
		err := ordered.Run(t.Context(), 2, 1_000_000, func(ctx context.Context, _, i int) (int, error) {
			if i > 10 {
				<-ctx.Done() // jobs under way are told to end
				cancelled.Add(1)
				return 0, context.Cause(ctx)
			}
			return i, nil
		}, func(i, _ int) error {
			if i == 3 {
				return full
			}
			return nil
		})
		assert.Same(t, full, err)
		assert.LessOrEqual(t, cancelled.Load(), int64(2))
	})
}

func TestCancellationGivesItsCause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		interrupt := errors.New("interrupted by hand")
		ctx, cancel := context.WithCancelCause(t.Context())
		go func() {
			time.Sleep(time.Minute)
			cancel(interrupt)
		}()
		var emitted int
		err := ordered.Run(ctx, 3, 1_000_000, func(ctx context.Context, _, i int) (int, error) {
			time.Sleep(time.Second)
			return i, nil
		}, func(i, _ int) error {
			assert.Equal(t, emitted, i)
			emitted++
			return nil
		})
		assert.Same(t, interrupt, err)
		assert.Positive(t, emitted)
		assert.Less(t, emitted, 1_000_000)
	})
}

func TestCancelledBeforeTheStart(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, n := range []int{0, 10} {
		err := ordered.Run(ctx, 2, n, func(context.Context, int, int) (int, error) {
			panic("no job is done")
		}, func(int, int) error {
			panic("nothing is emitted")
		})
		assert.ErrorIs(t, err, context.Canceled, "%d jobs", n)
	}
}

func TestDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		err := ordered.Run(ctx, 2, 10, func(ctx context.Context, _, _ int) (int, error) {
			<-ctx.Done()
			return 0, ctx.Err()
		}, func(int, int) error { return nil })
		assert.ErrorIs(t, err, context.DeadlineExceeded)
	})
}

func TestPanicBecomesAnError(t *testing.T) {
	var emitted []int
	err := ordered.Run(context.Background(), 3, 10, func(_ context.Context, _, i int) (int, error) {
		if i == 4 {
			explode()
		}
		return i, nil
	}, func(i, _ int) error {
		emitted = append(emitted, i)
		return nil
	})
	var p *ordered.Panic
	require.ErrorAs(t, err, &p)
	assert.Equal(t, 4, p.Job)
	assert.Equal(t, "no such column", p.Value)
	assert.Contains(t, string(p.Stack), "explode", "the place of the panic")
	assert.True(t, strings.HasPrefix(err.Error(), "job 4 panicked: no such column\n"))
	assert.Equal(t, []int{0, 1, 2, 3}, emitted)
}

func explode() { panic("no such column") }

// TestNoGoroutineIsLeft ends runs in every way; a goroutine that outlives its
// bubble fails the test.
func TestNoGoroutineIsLeft(t *testing.T) {
	fail := errors.New("fail")
	infinite := func(yield func(int, error) bool) {
		for i := 0; yield(i, nil); i++ {
		}
	}
	for _, workers := range []int{1, 2, 7} {
		for name, end := range map[string]struct {
			jobs iter.Seq2[int, error]
			work func(int) error
			emit func(int) error
		}{
			"work fails": {infinite, func(i int) error { return failAt(i, 5, fail) }, func(int) error { return nil }},
			"emit fails": {infinite, func(int) error { return nil }, func(i int) error { return failAt(i, 5, fail) }},
			"jobs fail": {func(yield func(int, error) bool) {
				if yield(0, nil) {
					yield(0, fail)
				}
			}, func(int) error { return nil }, func(int) error { return nil }},
		} {
			synctest.Test(t, func(t *testing.T) {
				err := ordered.Stream(t.Context(), workers, end.jobs,
					func(_ context.Context, _, i int) (int, error) { return i, end.work(i) }, end.emit)
				assert.Same(t, fail, err, "%s, %d workers", name, workers)
			})
		}
	}
}

func failAt(i, at int, err error) error {
	if i == at {
		return err
	}
	return nil
}

func ExampleRun() {
	err := ordered.Run(context.Background(), 4, 3,
		func(_ context.Context, _, i int) (string, error) { return strings.Repeat("*", i+1), nil },
		func(i int, s string) error {
			fmt.Println(i, s)
			return nil
		})
	fmt.Println(err)
	// Output:
	// 0 *
	// 1 **
	// 2 ***
	// <nil>
}

func BenchmarkRun(b *testing.B) {
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprint(workers), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := ordered.Run(context.Background(), workers, 1000, square, func(int, int) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
