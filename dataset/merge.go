package dataset

import (
	"container/heap"
	"context"
)

// merge writes the rows of sorted runs in order; of equal rows the earlier
// run's comes first.
func merge(ctx context.Context, keys []sortKey, runs []sortedRun, out *Spool) error {
	h := &mergeHeap{keys: keys}
	for i, run := range runs {
		c := &cursor{run: run.Spool, number: i, feed: newFeed(out.rows), buffer: frameBuffer{batch: NewBatch(run.fields, 0)}}
		more, err := c.next()
		if err != nil {
			return err
		}
		if more {
			h.cursors = append(h.cursors, c)
		}
	}
	heap.Init(h)
	for n := 0; len(h.cursors) > 0; n++ {
		if n%batchRows == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		c := h.cursors[0]
		c.feed.add(c.row, c.row+1)
		flushed, err := out.full()
		if err != nil {
			return err
		}
		if flushed {
			h.forget()
		}
		more, err := c.next()
		if err != nil {
			return err
		}
		if more {
			heap.Fix(h, 0)
		} else {
			heap.Pop(h)
		}
	}
	return nil
}

// cursor stands at a row of a run.
type cursor struct {
	run    *Spool
	number int
	frame  int // the next one
	row    int
	buffer frameBuffer
	feed   *feed
}

// next goes to the following row, the first at the start.
func (c *cursor) next() (bool, error) {
	if c.frame > 0 && c.row+1 < c.buffer.batch.Rows {
		c.row++
		return true, nil
	}
	if c.frame == len(c.run.frames) {
		return false, nil
	}
	if err := c.run.read(&c.run.frames[c.frame], &c.buffer, nil); err != nil {
		return false, err
	}
	c.feed.load(c.buffer.batch)
	c.frame++
	c.row = 0
	return true, nil
}

// mergeHeap has the cursor with the least row on top.
type mergeHeap struct {
	keys    []sortKey
	cursors []*cursor
}

func (h *mergeHeap) forget() {
	for _, c := range h.cursors {
		c.feed.forget()
	}
}

func (h *mergeHeap) Len() int { return len(h.cursors) }

func (h *mergeHeap) Less(i, j int) bool {
	a, b := h.cursors[i], h.cursors[j]
	if c := compareRows(h.keys, a.buffer.batch, a.row, b.buffer.batch, b.row); c != 0 {
		return c < 0
	}
	return a.number < b.number
}

func (h *mergeHeap) Swap(i, j int) { h.cursors[i], h.cursors[j] = h.cursors[j], h.cursors[i] }

func (h *mergeHeap) Push(any) {} // no cursor comes back

func (h *mergeHeap) Pop() any {
	last := h.cursors[len(h.cursors)-1]
	h.cursors = h.cursors[:len(h.cursors)-1]
	return last
}
