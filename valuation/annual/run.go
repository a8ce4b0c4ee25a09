package annual

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/ordered"
)

// Options are how a run is carried out; none of them changes a result.
type Options struct {
	Workers  int                                          // 0: all cores
	Scratch  string                                       // an existing folder for temporary files; empty: results must fit into memory
	Last     dataset.Source                               // last year's result file, nil for none
	Progress func(Progress)                               // called now and then, one call at a time, nil for none
	Issue    func(place dataset.Place, key, issue string) // called for every issue in the order of the rows, nil for none
}

// Progress says how far a run has come.
type Progress struct {
	Stage string // "assess", "write"
	Rows  int64  // done in this stage
	Total int64  // of this stage
}

// Year is the account of a run; the figures themselves are in its output.
type Year struct {
	Edition  string
	Digest   string // of the edition
	Rows     int64  // of the fiscal year, which is the rows of the output
	Skipped  int64  // rows of other years
	Statuses []Count
	Issues   []Count
	Inputs   []dataset.Input
	Last     *LastYear // nil without last year's results
}

// Count is how often a word occurs.
type Count struct {
	Word string
	N    int64
}

// ErrNoRows says that a source has no row of the edition's fiscal year.
var ErrNoRows = errors.New("no row of the edition's fiscal year")

// ErrDuplicateKeys says that subjects occur more than once in the fiscal year.
var ErrDuplicateKeys = errors.New("keys that occur more than once")

// Run evaluates, values and ranks the subjects of a source under a model and
// writes one row a subject to the sink. A subject with bad data never stops a
// run: its row carries a status and issues. What does stop it leaves the sink
// as it was. The output is the same for any number of workers and any cut of
// the source into shards.
func Run(ctx context.Context, m *Model, src dataset.Source, out dataset.Sink, o Options) (*Year, error) {
	r := &run{m: m, o: o, workers: o.Workers, year: &Year{Edition: m.Edition.Code, Digest: m.Edition.Digest()}, ledger: newLedger()}
	if r.workers <= 0 {
		r.workers = runtime.GOMAXPROCS(0)
	}
	defer r.close()
	err := r.assess(ctx, src)
	if err == nil {
		err = r.openLast(ctx)
	}
	if err == nil {
		err = r.write(ctx, src, out)
	}
	if err != nil {
		return nil, errors.Join(err, out.Discard())
	}
	return r.year, nil
}

// run is one run's state between its two stages.
type run struct {
	m       *Model
	o       Options
	workers int
	year    *Year
	tasks   []task
	ledger  *ledger // what the second stage needs to know of all subjects
	last    *book

	counting sync.Mutex
	done     int64 // rows of the stage, for progress
}

// task is a run of shards that one worker assesses; its results wait in a spool.
type task struct {
	shards  []dataset.Shard
	results *dataset.Spool
	ledger  *ledger
	skipped int64
}

// taskRows is what a task has at least, so that there are not too many of them.
const taskRows = 1 << 18

// spoolMemory is what all results together may take before they go to disk.
const spoolMemory = 32 << 20

// spoolRows is a job of the second stage, small enough to come back as one batch.
const spoolRows = 4096

func (r *run) close() {
	for _, t := range r.tasks {
		if t.results != nil {
			t.results.Close()
		}
	}
}

// assess is the first stage: what follows from each subject alone.
func (r *run) assess(ctx context.Context, src dataset.Source) error {
	shards, err := src.Shards(ctx, r.m.want)
	if err != nil {
		return err
	}
	var total int64
	for _, s := range shards {
		total += s.Rows()
	}
	r.tasks = tasksOf(shards)
	desks := make([]*Desk, r.workers)
	space := dataset.Space{Dir: r.o.Scratch, Rows: spoolRows, Memory: max(1<<16, spoolMemory/int64(max(1, len(r.tasks))))}
	if r.o.Scratch == "" {
		space.Memory = 1 << 62
	}
	work := func(ctx context.Context, worker, i int) (*task, error) {
		if desks[worker] == nil {
			desks[worker] = r.m.NewDesk()
		}
		t := &r.tasks[i]
		t.results, t.ledger = dataset.NewSpool(space), newLedger()
		return t, t.assess(ctx, desks[worker], func(rows int) { r.progress("assess", int64(rows), total) })
	}
	if err := ordered.Run(ctx, r.workers, len(r.tasks), work, func(i int, t *task) error {
		r.ledger.merge(t.ledger)
		t.ledger = nil
		r.year.Skipped += t.skipped
		return nil
	}); err != nil {
		return err
	}
	r.year.Rows = r.ledger.rows
	if r.year.Rows == 0 && r.year.Skipped == 0 {
		return fmt.Errorf("%w: the input holds no rows", ErrNoRows)
	}
	if r.year.Rows == 0 {
		return fmt.Errorf("%w: edition %s is of fiscal year %d, the %d rows read report other years", ErrNoRows, r.m.Edition.Code, r.m.Edition.FiscalYear, r.year.Skipped)
	}
	return r.ledger.settle(ctx, r.chained())
}

// tasksOf groups shards into tasks.
func tasksOf(shards []dataset.Shard) []task {
	var tasks []task
	var rows int64
	for _, s := range shards {
		if len(tasks) == 0 || rows >= taskRows {
			tasks, rows = append(tasks, task{}), 0
		}
		t := &tasks[len(tasks)-1]
		t.shards = append(t.shards, s)
		rows += s.Rows()
	}
	return tasks
}

// assess takes the task's shards through the desk into its spool.
func (t *task) assess(ctx context.Context, d *Desk, done func(rows int)) error {
	if err := t.results.Begin(d.m.first); err != nil {
		return err
	}
	for _, shard := range t.shards {
		for batch, err := range shard.Batches(ctx) {
			if err != nil {
				return err
			}
			results := d.Assess(batch)
			t.skipped += int64(d.skipped)
			t.ledger.enter(d.m, results)
			if err := t.results.Write(ctx, results); err != nil {
				return err
			}
			done(batch.Rows)
		}
	}
	return t.results.Commit(ctx, nil)
}

// chained is the results of all tasks in the order of the rows.
func (r *run) chained() func(yield func(*dataset.Spool) bool) {
	return func(yield func(*dataset.Spool) bool) {
		for i := range r.tasks {
			if !yield(r.tasks[i].results) {
				return
			}
		}
	}
}

// progress counts rows that any worker has done, and says so.
func (r *run) progress(stage string, rows, total int64) {
	if r.o.Progress == nil {
		return
	}
	r.counting.Lock()
	defer r.counting.Unlock()
	r.done += rows
	r.o.Progress(Progress{Stage: stage, Rows: r.done, Total: total})
}
