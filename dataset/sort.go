package dataset

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
)

// Sort puts the rows of a source in the order of the named fields, which are
// among those that are wanted: the first decides, the next where it is equal,
// and rows that are equal in all keep the order of the source. Missing values
// come first, then those not applicable, then the others: numbers by size,
// words by their bytes, which for UTF-8 is the order of their code points.
//
// It is an external merge sort: runs that fit into half the memory of the
// space are sorted there, put aside and merged. The result takes up to the
// other half and goes on in the folder of the space. Each row keeps its place
// and its issues. The spool is to be closed.
//
// Reference: Knuth, The Art of Computer Programming, volume 3, section 5.4.
func Sort(ctx context.Context, src Source, fields []Field, by []string, space Space) (*Spool, error) {
	keys, err := sortKeys(fields, by)
	if err != nil {
		return nil, err
	}
	s := newSorter(fields, keys, space)
	for b, err := range Read(ctx, src, fields) {
		if err == nil {
			s.feed.load(b)
			err = s.add(ctx, 0, b.Rows)
		}
		if err != nil {
			return nil, errors.Join(err, s.close())
		}
	}
	return s.finish(ctx, src)
}

// sortKey is a column that decides the order.
type sortKey struct {
	column     int
	descending bool
}

func sortKeys(fields []Field, by []string) ([]sortKey, error) {
	if len(by) == 0 {
		return nil, errors.New("no field is named to sort by")
	}
	var keys []sortKey
	var faults []error
	for _, name := range by {
		at := position(fields, name)
		if at < 0 {
			faults = append(faults, fmt.Errorf("%s, to sort by, is not among the wanted fields%s", quote(name), closeTo(name, fieldNames(fields))))
			continue
		}
		keys = append(keys, sortKey{column: at})
	}
	return keys, errors.Join(faults...)
}

// compareRows says how row i of a stands to row j of b.
func compareRows(keys []sortKey, a *Batch, i int, b *Batch, j int) int {
	for _, k := range keys {
		c := compareValues(&a.Columns[k.column], i, &b.Columns[k.column], j)
		if c == 0 {
			continue
		}
		if k.descending {
			return -c
		}
		return c
	}
	return 0
}

func compareValues(a *Column, i int, b *Column, j int) int {
	if a.State[i] != Present || b.State[j] != Present {
		return cmp.Compare(a.State[i], b.State[j])
	}
	switch a.Field.Type {
	case Number:
		return cmp.Compare(a.Float[i], b.Float[j])
	case Word:
		return cmp.Compare(a.Words[a.Code[i]], b.Words[b.Code[j]])
	default:
		return cmp.Compare(a.Int[i], b.Int[j])
	}
}

// sorter gathers rows into sorted runs.
type sorter struct {
	fields []Field
	keys   []sortKey
	space  Space
	rows   *gather
	feed   *feed
	runs   []sortedRun // in the order of the source
}

// sortedRun is a sorted part of the rows: as they were gathered, at level
// zero, or merged of mergeWidth runs of the level below.
type sortedRun struct {
	*Spool
	level int
}

func newSorter(fields []Field, keys []sortKey, space Space) *sorter {
	s := &sorter{fields: fields, keys: keys, space: space, rows: newGather(fields)}
	s.feed = newFeed(s.rows)
	return s
}

// add takes rows of the batch that was loaded into the feed.
func (s *sorter) add(ctx context.Context, from, to int) error {
	for from < to {
		next := min(to, from+256)
		s.feed.add(from, next)
		from = next
		if s.rows.size() > s.space.memory()/2 {
			if err := s.putRun(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// putRun sorts the rows gathered and puts them aside.
func (s *sorter) putRun(ctx context.Context) error {
	if s.rows.batch.Rows == 0 {
		return nil
	}
	run := NewSpool(Space{Memory: 1, Dir: s.space.Dir, Rows: s.frameRows()})
	s.runs = append(s.runs, sortedRun{run, 0})
	err := s.sortInto(ctx, run)
	if err == nil {
		err = run.Commit(ctx, nil)
	}
	for err == nil && s.crowded() {
		err = s.mergeLast(ctx)
	}
	return err
}

// crowded tells whether the last runs are so many of one level that they are
// to be one: each has a file open.
func (s *sorter) crowded() bool {
	n := len(s.runs)
	return n >= mergeWidth && s.runs[n-mergeWidth].level == s.runs[n-1].level
}

// mergeLast makes one run of the last mergeWidth ones. They follow one
// another, so that equal rows stay in the order of the source.
func (s *sorter) mergeLast(ctx context.Context) error {
	last := s.runs[len(s.runs)-mergeWidth:]
	out := NewSpool(Space{Memory: 1, Dir: s.space.Dir, Rows: last[0].space.Rows})
	err := out.Begin(s.fields)
	if err == nil {
		err = merge(ctx, s.keys, last, out)
	}
	if err == nil {
		err = out.Commit(ctx, nil)
	}
	for _, run := range last {
		err = errors.Join(err, run.Close())
	}
	s.runs = append(s.runs[:len(s.runs)-mergeWidth], sortedRun{out, last[0].level + 1})
	return err
}

// frameRows keeps the frames of a run so small that many runs can be merged
// at once: each has one frame in memory.
func (s *sorter) frameRows() int {
	perRow := max(1, s.rows.size()/int64(s.rows.batch.Rows))
	return int(min(8192, max(1, s.space.memory()/mergeWidth/4/perRow)))
}

// mergeWidth is the number of runs merged at once.
const mergeWidth = 64

// sortInto writes the rows gathered to a spool in order, and empties the gather.
func (s *sorter) sortInto(ctx context.Context, out *Spool) error {
	if err := out.Begin(s.fields); err != nil {
		return err
	}
	batch := s.rows.settle()
	order := make([]int32, batch.Rows)
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		return cmp.Or(compareRows(s.keys, batch, int(i), batch, int(j)), cmp.Compare(i, j))
	})
	out.feed.load(batch)
	for n, i := range order {
		if n%batchRows == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := out.put(int(i)); err != nil {
			return err
		}
	}
	s.rows.reset()
	s.feed.forget()
	return nil
}

// finish gives all rows in order.
func (s *sorter) finish(ctx context.Context, src Source) (*Spool, error) {
	out := NewSpool(Space{Memory: s.space.memory() / 2, Dir: s.space.Dir, Rows: s.space.Rows})
	err := s.finishInto(ctx, out)
	if err == nil {
		out.inputs, err = src.Inputs(ctx)
	}
	if err == nil {
		err = out.Commit(ctx, src.Metadata())
	}
	if err = errors.Join(err, s.close()); err != nil {
		return nil, errors.Join(err, out.Close())
	}
	return out, nil
}

func (s *sorter) finishInto(ctx context.Context, out *Spool) error {
	if len(s.runs) == 0 {
		return s.sortInto(ctx, out)
	}
	if err := s.putRun(ctx); err != nil {
		return err
	}
	if err := out.Begin(s.fields); err != nil {
		return err
	}
	return merge(ctx, s.keys, s.runs, out)
}

func (s *sorter) close() error {
	var faults []error
	for _, run := range s.runs {
		faults = append(faults, run.Close())
	}
	s.runs = nil
	return errors.Join(faults...)
}
