package fictional

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"github.com/brandvalue/brandvalue/dataset"
)

// MostEnterprises is how many subjects there are keys for.
const MostEnterprises = 999_999_999

// defaultShardRows is the number of subjects of a shard where none is stated.
const defaultShardRows = 1 << 16

// batchRows is the number of rows of a batch.
const batchRows = 4096

// version names this package's distributions; it changes whenever a seed gives
// other subjects than before.
const version = "1"

// Enterprises is a source of N fictional enterprises. The zero value has none.
type Enterprises struct {
	Seed      uint64  // subjects of one seed are always the same
	N         int64   // how many; at most MostEnterprises
	Year      int     // the fiscal year that all of them report
	ShardRows int     // subjects of a shard; 0 means 65,536
	Faults    float64 // share of rows that are made bad on purpose, see Fault; 0 for none
}

var _ dataset.Source = Enterprises{}

// Check says what is wrong with the parameters, nil if nothing is.
func (e Enterprises) Check() error {
	var faults []error
	if e.N < 0 || e.N > MostEnterprises {
		faults = append(faults, fmt.Errorf("%d fictional enterprises are wanted; 0 to %d are possible", e.N, MostEnterprises))
	}
	if e.ShardRows < 0 {
		faults = append(faults, fmt.Errorf("a shard of %d rows is wanted; 0 stands for %d", e.ShardRows, defaultShardRows))
	}
	if !(e.Faults >= 0 && e.Faults <= 1) {
		faults = append(faults, fmt.Errorf("the share of bad rows is %v; it must lie in 0 to 1", e.Faults))
	}
	return errors.Join(faults...)
}

// Fields are the columns of the native file as a sink takes them: who the
// subject is, the metrics with their evidence, and the accounts of three years,
// the latest first.
func Fields() []dataset.Field {
	var fields []dataset.Field
	for i := range columns {
		if c := &columns[i]; c.kind != evidenceColumn && c.kind != stateColumn {
			fields = append(fields, dataset.Field{Name: c.name, Type: c.typ, Scale: c.scale, Evidence: c.metric >= 0})
		}
	}
	return fields
}

// Columns lists the fields, and the evidence and state of each metric.
func (e Enterprises) Columns() []dataset.Info {
	infos := make([]dataset.Info, len(columns))
	for i, c := range columns {
		infos[i] = dataset.Info{Name: c.name, Type: c.typ, Scale: c.scale, Nullable: true, Origin: "fictional"}
	}
	return infos
}

// Shards cuts the enterprises into shards of ShardRows.
func (e Enterprises) Shards(_ context.Context, want []dataset.Field) ([]dataset.Shard, error) {
	if err := e.Check(); err != nil {
		return nil, err
	}
	found, err := dataset.Match(e.Columns(), want)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.name(), err)
	}
	rows := int64(e.ShardRows)
	if rows == 0 {
		rows = defaultShardRows
	}
	var shards []dataset.Shard
	for from := int64(0); from < e.N; from += rows {
		shards = append(shards, &shard{of: e, want: want, found: found, from: from, to: min(from+rows, e.N)})
	}
	return shards, nil
}

// Inputs states the parameters, which the subjects follow from; the digest is
// that of their description.
func (e Enterprises) Inputs(context.Context) ([]dataset.Input, error) {
	if err := e.Check(); err != nil {
		return nil, err
	}
	text := ""
	for _, entry := range e.Metadata() {
		text += entry.Key + "=" + entry.Value + "\n"
	}
	digest := sha256.Sum256([]byte(text))
	return []dataset.Input{{Name: e.name(), Bytes: int64(len(text)), Digest: "sha256:" + hex.EncodeToString(digest[:])}}, nil
}

// Metadata says that the subjects are fictional and what they were made from.
func (e Enterprises) Metadata() dataset.Metadata {
	return dataset.Metadata{
		{Key: "data", Value: "fictional"},
		{Key: "notice", Value: "虚构企业,不对应任何登记主体 Fictional enterprises; none denotes a registered entity"},
		{Key: "fictional_version", Value: version},
		{Key: "fictional_seed", Value: strconv.FormatUint(e.Seed, 10)},
		{Key: "fictional_subjects", Value: strconv.FormatInt(e.N, 10)},
		{Key: "fictional_year", Value: strconv.Itoa(e.Year)},
		{Key: "fictional_faults", Value: strconv.FormatFloat(e.Faults, 'g', -1, 64)},
	}
}

func (e Enterprises) name() string {
	return fmt.Sprintf("fictional enterprises, seed %d", e.Seed)
}

// place is where subject i lies.
func (e Enterprises) place(i int64) dataset.Place { return dataset.Place{File: e.name(), Row: i + 1} }
