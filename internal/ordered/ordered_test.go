package ordered

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// numbers yields 0 to n-1 and counts what has been pulled.
func numbers(n int, pulled *int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			*pulled++
			if !yield(i, nil) {
				return
			}
		}
	}
}

// workerCounts include fewer than jobs, as many, and more.
var workerCounts = []int{1, 2, 3, 7, 16, 100}

// In a synctest bubble sleeping takes no time, and a test whose goroutines
// never end fails.
func TestResultsComeInOrderUnderRandomDelays(t *testing.T) {
	const n = 60
	for _, workers := range workerCounts {
		synctest.Test(t, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(uint64(workers), 1))
			delays := make([]time.Duration, n)
			for i := range delays {
				delays[i] = time.Duration(rng.IntN(1000)) * time.Millisecond
			}
			work := func(_ context.Context, worker, i int) (int, error) {
				assert.True(t, 0 <= worker && worker < workers)
				time.Sleep(delays[i])
				return i * i, nil
			}
			var got []int
			require.NoError(t, Run(t.Context(), workers, n, work, func(i, square int) error {
				assert.Equal(t, i*i, square)
				time.Sleep(delays[n-1-i] / 10)
				got = append(got, i)
				return nil
			}))
			pulled := 0
			var squares []int
			require.NoError(t, Stream(t.Context(), workers, numbers(n, &pulled), work, func(square int) error {
				squares = append(squares, square)
				return nil
			}))
			require.Len(t, got, n)
			require.Len(t, squares, n)
			for i := range n {
				require.Equal(t, i, got[i])
				require.Equal(t, i*i, squares[i])
			}
		})
	}
}

// While the first job is stuck, exactly workers + Ahead jobs are taken, and
// while its result is emitted still no more.
func TestJobsInFlightAreBounded(t *testing.T) {
	for _, workers := range workerCounts {
		synctest.Test(t, func(t *testing.T) {
			pulled, emitted := 0, 0
			stuck := make(chan bool)
			go func() {
				synctest.Wait()
				assert.Equal(t, workers+Ahead, pulled)
				assert.Zero(t, emitted)
				close(stuck)
			}()
			err := Stream(t.Context(), workers, numbers(500, &pulled), func(_ context.Context, _, i int) (int, error) {
				if i == 0 {
					<-stuck
				}
				return i, nil
			}, func(int) error {
				assert.LessOrEqual(t, pulled-emitted, workers+Ahead)
				emitted++
				return nil
			})
			require.NoError(t, err)
			assert.Equal(t, 500, pulled)
			assert.Equal(t, 500, emitted)
		})
	}
}

func TestWorkersHaveTheirScratchToThemselves(t *testing.T) {
	const workers, n = 4, 2000
	scratch := make([]int, workers) // the race detector minds it if two share one
	require.NoError(t, Run(t.Context(), workers, n, func(_ context.Context, worker, _ int) (int, error) {
		scratch[worker]++
		runtime.Gosched()
		return 0, nil
	}, func(int, int) error { return nil }))
	sum := 0
	for _, jobs := range scratch {
		sum += jobs
	}
	assert.Equal(t, n, sum)
}

// Job 5 fails at once, job 3 an hour later: the error is that of job 3, whose
// context was in order until then, and jobs 0 to 2 are emitted.
func TestFirstErrorInJobOrderWins(t *testing.T) {
	third := errors.New("third")
	for _, workers := range workerCounts {
		synctest.Test(t, func(t *testing.T) {
			var emitted []int
			err := Run(t.Context(), workers, 1000, func(ctx context.Context, _, i int) (int, error) {
				switch i {
				case 3:
					time.Sleep(time.Hour)
					return 0, errors.Join(third, ctx.Err())
				case 5:
					return 0, errors.New("fifth")
				case 4, 6:
					<-ctx.Done() // ends only because job 3 ends it all
					return 0, ctx.Err()
				}
				return i, nil
			}, func(i, _ int) error {
				emitted = append(emitted, i)
				return nil
			})
			require.ErrorIs(t, err, third)
			assert.NotErrorIs(t, err, context.Canceled)
			assert.Equal(t, []int{0, 1, 2}, emitted)
		})
	}
}

func TestErrorOfEmitEndsIt(t *testing.T) {
	full := errors.New("disk full")
	for _, workers := range workerCounts {
		synctest.Test(t, func(t *testing.T) {
			pulled := 0
			err := Stream(t.Context(), workers, numbers(1000, &pulled), func(ctx context.Context, _, i int) (int, error) {
				if i > 7 {
					<-ctx.Done()
				}
				return i, nil
			}, func(i int) error {
				if i == 7 {
					return full
				}
				return nil
			})
			require.Equal(t, full, err)
			assert.LessOrEqual(t, pulled, 7+workers+Ahead)
		})
	}
}

// The sequence breaks off after five jobs. They are emitted before its error
// is returned, unless one of them fails, which then comes first.
func TestErrorOfTheSequenceHasItsTurn(t *testing.T) {
	broken, failed := errors.New("footer unreadable"), errors.New("job 4 failed")
	jobs := func(yield func(int, error) bool) {
		for i := range 5 {
			if !yield(i, nil) {
				return
			}
		}
		if yield(-1, broken) {
			t.Error("pulled after its error")
		}
	}
	for _, workers := range workerCounts {
		for _, want := range []error{broken, failed} {
			synctest.Test(t, func(t *testing.T) {
				var emitted []int
				err := Stream(t.Context(), workers, jobs, func(_ context.Context, _, i int) (int, error) {
					time.Sleep(time.Second)
					if i == 4 && want == failed {
						return 0, failed
					}
					return i, nil
				}, func(i int) error {
					emitted = append(emitted, i)
					return nil
				})
				require.Equal(t, want, err)
				assert.Equal(t, []int{0, 1, 2, 3, 4}[:len(emitted)], emitted)
				assert.GreaterOrEqual(t, len(emitted), 4)
			})
		}
	}
}

func TestPanicOfWorkIsAnError(t *testing.T) {
	for _, workers := range workerCounts {
		err := Run(t.Context(), workers, 20, func(_ context.Context, _, i int) (int, error) {
			if i >= 11 {
				panic(fmt.Sprintf("row %d", i))
			}
			return i, nil
		}, func(int, int) error { return nil })
		var p *Panic
		require.ErrorAs(t, err, &p)
		assert.Equal(t, 11, p.Job)
		assert.Equal(t, "row 11", p.Value)
		assert.Contains(t, string(p.Stack), "ordered_test.go")
		assert.ErrorContains(t, err, "job 11 panicked: row 11")
		assert.NoError(t, p.Unwrap())
	}
}

func TestPanicWithAnErrorKeepsIt(t *testing.T) {
	err := Run(t.Context(), 1, 1, func(_ context.Context, _, i int) (int, error) {
		return []int{}[i], nil
	}, func(int, int) error { return nil })
	var fault runtime.Error
	assert.ErrorAs(t, err, &fault)
}

func TestWorkThatEndsItsGoroutineIsAnError(t *testing.T) {
	for _, workers := range workerCounts {
		err := Run(t.Context(), workers, 300, func(_ context.Context, _, i int) (int, error) {
			if i >= 4 {
				runtime.Goexit()
			}
			return i, nil
		}, func(int, int) error { return nil })
		assert.Equal(t, errExit, err)
	}
}

// running counts the jobs that are being worked on, to see that none is left.
func running(count *atomic.Int64) func(context.Context, int, int) (int, error) {
	return func(ctx context.Context, _, i int) (int, error) {
		count.Add(1)
		defer count.Add(-1)
		if i > 3 {
			<-ctx.Done()
			time.Sleep(time.Minute) // it takes its time to clean up
		}
		return i, nil
	}
}

func TestPanicOfEmitOrOfTheSequenceReachesTheCaller(t *testing.T) {
	sequence := func(yield func(int, error) bool) {
		for i := range 6 {
			if !yield(i, nil) {
				return
			}
		}
		panic("sequence")
	}
	for _, workers := range []int{4, 5, 50} {
		synctest.Test(t, func(t *testing.T) {
			var count atomic.Int64
			pulled := 0
			assert.PanicsWithValue(t, "emit", func() {
				_ = Stream(t.Context(), workers, numbers(100, &pulled), running(&count), func(int) error { panic("emit") })
			})
			assert.Zero(t, count.Load())
			assert.PanicsWithValue(t, "sequence", func() {
				_ = Stream(t.Context(), workers, sequence, running(&count), func(int) error { return nil })
			})
			assert.Zero(t, count.Load())
		})
	}
}

func TestCancellationIsHeeded(t *testing.T) {
	cause := errors.New("the user left")
	for _, workers := range workerCounts {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(t.Context())
			go func() {
				time.Sleep(time.Hour)
				cancel(cause)
			}()
			var count atomic.Int64
			emitted := 0
			err := Run(ctx, workers, 1000, running(&count), func(int, int) error {
				emitted++
				return nil
			})
			require.Equal(t, cause, err)
			assert.Equal(t, 4, emitted)
			assert.Zero(t, count.Load())
		})
	}
}

func TestCancelledBeforeItBegins(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	never := func(context.Context, int, int) (int, error) {
		t.Error("a job was done")
		return 0, nil
	}
	pulled := 0
	assert.Equal(t, context.Canceled, Stream(ctx, 3, numbers(5, &pulled), never, func(int) error { return nil }))
	assert.Equal(t, context.Canceled, Run(ctx, 3, 0, never, func(int, int) error { return nil }))
	assert.Zero(t, pulled)
}

// A cancellation that comes with the last result is still reported: a sequence
// may have ended because of it.
func TestCancelledAtTheLastResult(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	err := Run(ctx, 2, 9, func(_ context.Context, _, i int) (int, error) { return i, nil }, func(i, _ int) error {
		if i == 8 {
			cancel()
		}
		return nil
	})
	assert.Equal(t, context.Canceled, err)
}

// A sequence that simply ends when its context is cancelled has not come to its
// end.
func TestCancelledSequenceIsNotTakenForAWholeOne(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	emitted := 0
	err := Stream(ctx, 2, func(yield func(int, error) bool) {
		for i := 0; ctx.Err() == nil && yield(i, nil); i++ {
			if i == 9 {
				cancel()
			}
		}
	}, func(_ context.Context, _, i int) (int, error) { return i, nil }, func(int) error {
		emitted++
		return nil
	})
	assert.Equal(t, context.Canceled, err)
	assert.LessOrEqual(t, emitted, 10)
}

func TestNothingToDo(t *testing.T) {
	never := func(context.Context, int, int) (int, error) { panic("a job was done") }
	pulled := 0
	for _, n := range []int{0, -1} {
		assert.NoError(t, Run(t.Context(), 3, n, never, func(int, int) error { panic("emitted") }))
	}
	assert.NoError(t, Stream(t.Context(), 3, numbers(0, &pulled), never, func(int) error { panic("emitted") }))
	for _, workers := range []int{0, -1} {
		assert.ErrorContains(t, Run(t.Context(), workers, 3, never, nil), "at least 1")
	}
}

// Every way to end, over and over: the number of goroutines comes back to what
// it was. A goroutine is counted a moment longer than its last deferred call,
// hence the tries.
func TestNoGoroutineIsLeft(t *testing.T) {
	before := runtime.NumGoroutine()
	for round := range 200 {
		ctx, cancel := context.WithCancel(t.Context())
		_ = Run(ctx, 1+round%9, 40, func(ctx context.Context, _, i int) (int, error) {
			switch {
			case i != 20:
				return i, ctx.Err()
			case round%4 == 0:
				return 0, errors.New("failed")
			case round%4 == 1:
				panic("panicked")
			case round%4 == 2:
				cancel()
			}
			return i, nil
		}, func(int, int) error { return nil })
		cancel()
	}
	for range 1_000_000 {
		if runtime.NumGoroutine() <= before {
			return
		}
		runtime.Gosched()
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

func BenchmarkRun(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_ = Run(b.Context(), 2, 1000, func(_ context.Context, _, i int) (int, error) { return i, nil },
			func(int, int) error { return nil })
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/job")
}
