package annual

import (
	"context"
	"fmt"
	"hash/fnv"
	"iter"
	"slices"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
)

// ledger is what the second stage needs to know of all subjects: 8 bytes a row
// to find keys that occur twice, 8 bytes a ranked row, and the parents that
// are named.
type ledger struct {
	rows     int64
	hashes   []uint64
	lists    map[list][]int64 // published values in fen
	parents  map[string]bool  // keys named as parents
	statuses map[string]int64
	issues   map[string]int64

	families map[string]family // by key, of subjects that are parents
}

// list is a league of subjects that are ranked together.
type list struct{ kind, sector string }

// family is what must be known of a parent.
type family struct {
	valued bool
	parent string
}

func newLedger() *ledger {
	return &ledger{lists: map[list][]int64{}, parents: map[string]bool{}, statuses: map[string]int64{}, issues: map[string]int64{}}
}

// enter takes a batch of results into the ledger.
func (l *ledger) enter(m *Model, b *dataset.Batch) {
	key, kind, sector := &b.Columns[m.at.key], &b.Columns[m.at.kind], &b.Columns[m.at.sector]
	status, issues := &b.Columns[m.at.status], &b.Columns[m.at.issues]
	value, parent := &b.Columns[m.worth.value], &b.Columns[m.results.of(dataset.Parent)]
	l.rows += int64(b.Rows)
	for i := range b.Rows {
		l.hashes = append(l.hashes, hashKey(key.Word(i)))
		l.statuses[status.Word(i)]++
		if value.State[i] == dataset.Present {
			at := list{kind.Word(i), sector.Word(i)}
			l.lists[at] = append(l.lists[at], value.Int[i])
		}
		if parent.State[i] == dataset.Present && !l.parents[parent.Word(i)] {
			l.parents[strings.Clone(parent.Word(i))] = true
		}
		if issues.State[i] == dataset.Present {
			for issue := range strings.SplitSeq(issues.Word(i), ";") {
				l.issues[issue]++
			}
		}
	}
}

func hashKey(key string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(key))
	return h.Sum64()
}

// merge adds the ledger of later rows.
func (l *ledger) merge(other *ledger) {
	l.rows += other.rows
	l.hashes = append(l.hashes, other.hashes...)
	for k, v := range other.lists {
		l.lists[k] = append(l.lists[k], v...)
	}
	for k := range other.parents {
		l.parents[k] = true
	}
	for k, n := range other.statuses {
		l.statuses[k] += n
	}
	for k, n := range other.issues {
		l.issues[k] += n
	}
}

// settle looks at all results once more where that is needed: for keys that
// occur twice, which end the run, and for what the parents are.
func (l *ledger) settle(ctx context.Context, results iter.Seq[*dataset.Spool]) error {
	slices.Sort(l.hashes)
	twice := map[uint64]bool{}
	for i := 1; i < len(l.hashes); i++ {
		if l.hashes[i] == l.hashes[i-1] {
			twice[l.hashes[i]] = true
		}
	}
	l.hashes = nil
	for _, values := range l.lists {
		slices.Sort(values)
	}
	if len(twice) == 0 && len(l.parents) == 0 {
		return nil
	}
	return l.lookAgain(ctx, results, twice)
}

// lookAgain reads key, parent and value of all results.
func (l *ledger) lookAgain(ctx context.Context, results iter.Seq[*dataset.Spool], twice map[uint64]bool) error {
	want := []dataset.Field{word(dataset.Key), word(dataset.Parent), number(dataset.ParentShare), money(ColValue)}
	l.families = map[string]family{}
	seen := map[string][]string{}
	for spool := range results {
		for b, err := range dataset.Read(ctx, spool, want) {
			if err != nil {
				return err
			}
			for i := range b.Rows {
				key := b.Columns[0].Word(i)
				if len(twice) > 0 && twice[hashKey(key)] {
					seen[strings.Clone(key)] = append(seen[key], b.At(i).String())
				}
				if l.parents[key] {
					l.families[strings.Clone(key)] = family{
						valued: b.Columns[3].State[i] == dataset.Present,
						parent: strings.Clone(consolidated(b.Columns[1].Word(i), &b.Columns[2], i)),
					}
				}
			}
		}
	}
	return duplicates(seen)
}

// duplicates is the error that names every key that occurs twice with its places.
func duplicates(seen map[string][]string) error {
	const most = 20
	var lines []string
	for _, key := range sortedKeys(seen) {
		if places := seen[key]; len(places) > 1 && key != "" {
			lines = append(lines, fmt.Sprintf("%s: %s", key, strings.Join(places, "; ")))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	n := len(lines)
	if n > most {
		lines = append(lines[:most], fmt.Sprintf("and %d more", n-most))
	}
	return fmt.Errorf("%w: %d of them; a subject reports once a year:\n%s", ErrDuplicateKeys, n, strings.Join(lines, "\n"))
}

// consolidated is the parent of row i if it holds more than half, or an unstated share.
func consolidated(parent string, share *dataset.Column, i int) string {
	if share.State[i] == dataset.Present && share.Float[i] <= 50 {
		return ""
	}
	return parent
}

// inFamily tells whether a subject's value is within that of a valued
// ancestor. A circle of parents counts nobody out.
func (l *ledger) inFamily(key, parent string) bool {
	for range 64 {
		f, known := l.families[parent]
		switch {
		case parent == "" || parent == key || !known:
			return false
		case f.valued:
			return true
		}
		parent = f.parent
	}
	return false
}

// rank is the place of a value in fen among those of its kind, or of its kind
// and sector: one more than there are greater values, so that equal ones share
// a rank (1, 2, 2, 4).
func (l *ledger) rank(kind, sector string, fen int64) (overall, inSector int64) {
	overall = 1
	for at, values := range l.lists {
		if at.kind != kind {
			continue
		}
		place, _ := slices.BinarySearch(values, fen+1)
		greater := int64(len(values) - place)
		overall += greater
		if at.sector == sector {
			inSector = 1 + greater
		}
	}
	return overall, inSector
}

// counts lists how often words occur, in the order of the words.
func counts(n map[string]int64) []Count {
	var list []Count
	for _, word := range sortedKeys(n) {
		list = append(list, Count{word, n[word]})
	}
	return list
}
