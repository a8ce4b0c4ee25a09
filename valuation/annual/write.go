package annual

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/ordered"
)

// write is the second stage: ranks, what counts in totals, the comparison with
// last year. Results come out as they were read and go to the sink in the
// order of the rows.
func (r *run) write(ctx context.Context, src dataset.Source, out dataset.Sink) error {
	second := r.m.secondStage(r.last != nil)
	fields := slices.Concat(r.m.first, second)
	if err := out.Begin(fields); err != nil {
		return err
	}
	r.done = 0
	work := func(ctx context.Context, _ int, shard dataset.Shard) (*dataset.Batch, error) {
		return r.complete(ctx, shard, second)
	}
	err := ordered.Stream(ctx, r.workers, r.pages(ctx), work, func(b *dataset.Batch) error {
		r.report(b)
		if r.last != nil {
			r.last.follow(r.m, b, r.year.Last)
		}
		r.progress("write", int64(b.Rows), r.year.Rows)
		return out.Write(ctx, b)
	})
	if err != nil {
		return err
	}
	r.year.Statuses, r.year.Issues = counts(r.ledger.statuses), counts(r.ledger.issues)
	meta, err := r.provenance(ctx, src)
	if err != nil {
		return err
	}
	return out.Commit(ctx, meta)
}

// pages are the spooled results in the order of the rows.
func (r *run) pages(ctx context.Context) iter.Seq2[dataset.Shard, error] {
	return func(yield func(dataset.Shard, error) bool) {
		for spool := range r.chained() {
			shards, err := spool.Shards(ctx, r.m.first)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, s := range shards {
				if !yield(s, nil) {
					return
				}
			}
		}
	}
}

// complete reads one page of results and adds the columns of the second stage.
func (r *run) complete(ctx context.Context, shard dataset.Shard, second []dataset.Field) (*dataset.Batch, error) {
	var out *dataset.Batch
	for b, err := range shard.Batches(ctx) {
		if err != nil {
			return nil, err
		}
		if out != nil {
			return nil, fmt.Errorf("annual: a page of %d results came in pieces", shard.Rows())
		}
		out = dataset.NewBatch(second, b.Rows)
		out.Place, out.Numbers, out.Places = b.Place, b.Numbers, b.Places
		out.Columns = append(slices.Clone(b.Columns), out.Columns...)
		r.rank(out)
		if r.last != nil {
			r.last.compare(r, out)
		}
	}
	return out, nil
}

// rank fills in the ranks and what counts in totals.
func (r *run) rank(b *dataset.Batch) {
	m := r.m
	n := len(m.first)
	rank, sectorRank, count := &b.Columns[n], &b.Columns[n+1], &b.Columns[n+2]
	count.Words = append(count.Words, counted...)
	value, kind, sector := &b.Columns[m.worth.value], &b.Columns[m.at.kind], &b.Columns[m.at.sector]
	for i := range b.Rows {
		if value.State[i] != dataset.Present {
			setClosed(count, i, slices.Index(counted, countedNotValued))
			continue
		}
		overall, inSector := r.ledger.rank(kind.Word(i), sector.Word(i), value.Int[i])
		rank.SetInt(i, overall)
		sectorRank.SetInt(i, inSector)
		setClosed(count, i, slices.Index(counted, r.counts(b, i)))
	}
}

// counts says whether the value of row i counts in totals.
func (r *run) counts(b *dataset.Batch, i int) string {
	at := r.m.results.of
	parent := consolidated(b.Columns[at(dataset.Parent)].Word(i), &b.Columns[at(dataset.ParentShare)], i)
	switch rights := b.Columns[at(dataset.RightsOf)].Word(i); {
	case r.ledger.inFamily(b.Columns[r.m.at.key].Word(i), parent):
		return countedParent
	case rights == "licensee" || rights == "exclusive-licensee":
		return countedLicensee
	}
	return countedYes
}

// report hands on the issues of a page.
func (r *run) report(b *dataset.Batch) {
	if r.o.Issue == nil {
		return
	}
	issues := &b.Columns[r.m.at.issues]
	for i := range b.Rows {
		if issues.State[i] == dataset.Present {
			r.o.Issue(b.At(i), b.Columns[r.m.at.key].Word(i), issues.Word(i))
		}
	}
}

// Keys of a result file's metadata.
const (
	MetaFormat   = "brandvalue.format" // of the result columns
	MetaEdition  = "brandvalue.edition"
	MetaDigest   = "brandvalue.edition.digest"
	MetaTitle    = "brandvalue.edition.title"
	MetaState    = "brandvalue.edition.state"
	MetaFiscal   = "brandvalue.fiscal_year"
	MetaInputs   = "inputs"          // files read, JSON
	MetaLast     = "brandvalue.last" // last year's result files, JSON
	MetaModule   = "brandvalue.module"
	MetaCaution  = "brandvalue.caution"
	MetaUnit     = "brandvalue.unit"
	resultFormat = "brandvalue/results/1"
)

// provenance is what a result file says about itself. There is no clock in it.
func (r *run) provenance(ctx context.Context, src dataset.Source) (dataset.Metadata, error) {
	inputs, err := src.Inputs(ctx)
	if err != nil {
		return nil, err
	}
	r.year.Inputs = inputs
	inputs = withoutFolders(inputs)
	e := r.m.Edition
	meta := dataset.Metadata{
		{Key: MetaFormat, Value: resultFormat},
		{Key: MetaEdition, Value: e.Code},
		{Key: MetaDigest, Value: r.year.Digest},
		{Key: MetaTitle, Value: e.Title.In("both")},
		{Key: MetaState, Value: string(e.State)},
		{Key: MetaFiscal, Value: strconv.Itoa(e.FiscalYear)},
		{Key: MetaModule, Value: moduleVersion()},
		{Key: MetaUnit, Value: "yuan"},
		{Key: MetaCaution, Value: e.Disclosure.Caution.In("both")},
		{Key: MetaInputs, Value: asJSON(inputs)},
	}
	if r.last != nil {
		meta = append(meta, dataset.Entry{Key: MetaLast, Value: asJSON(withoutFolders(r.last.inputs))})
	}
	return meta, nil
}

// withoutFolders keeps the names of files alone: where they lay on somebody's
// machine is nobody's business and would make the same results differ.
func withoutFolders(inputs []dataset.Input) []dataset.Input {
	inputs = slices.Clone(inputs)
	for i := range inputs {
		inputs[i].Name = inputs[i].Name[strings.LastIndexAny(inputs[i].Name, `/\`)+1:]
	}
	return inputs
}

func asJSON(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic("annual: " + err.Error())
	}
	return string(data)
}

// moduleVersion is that of this module in the program that runs.
func moduleVersion() string {
	const path = "github.com/brandvalue/brandvalue"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return path
	}
	for _, d := range append(info.Deps, &info.Main) {
		if d.Path == path && d.Version != "" && d.Version != "(devel)" {
			return path + " " + d.Version
		}
	}
	return path + " (devel)"
}
