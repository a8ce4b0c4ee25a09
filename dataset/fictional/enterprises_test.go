package fictional_test

import (
	"context"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/fictional"
)

// read gives all rows of a source as one batch.
func read(t require.TestingT, src dataset.Source, fields []dataset.Field) *dataset.Batch {
	m := &dataset.Memory{}
	require.NoError(t, m.Begin(fields))
	for b, err := range dataset.Read(context.Background(), src, fields) {
		require.NoError(t, err)
		require.NoError(t, m.Write(context.Background(), b))
	}
	require.NoError(t, m.Commit(context.Background(), nil))
	return m.Content()
}

// digest is that of all rows of a source.
func digest(t require.TestingT, src dataset.Source, fields []dataset.Field) string {
	m := &dataset.Memory{}
	require.NoError(t, m.Begin(fields))
	for b, err := range dataset.Read(context.Background(), src, fields) {
		require.NoError(t, err)
		require.NoError(t, m.Write(context.Background(), b))
	}
	require.NoError(t, m.Commit(context.Background(), nil))
	inputs, err := m.Inputs(context.Background())
	require.NoError(t, err)
	return inputs[0].Digest
}

func column(t require.TestingT, b *dataset.Batch, name string) *dataset.Column {
	at := b.Index(name)
	require.GreaterOrEqual(t, at, 0, name)
	return &b.Columns[at]
}

// everyColumn asks for all columns as they are held, evidence and states as words.
func everyColumn() (fields []dataset.Field) {
	for _, c := range (fictional.Enterprises{}).Columns() {
		fields = append(fields, dataset.Field{Name: c.Name, Type: c.Type, Scale: c.Scale, Required: true})
	}
	return fields
}

func TestShards_AnyLayoutGivesTheSameSubjects(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := fictional.Enterprises{
			Seed: rapid.Uint64().Draw(t, "seed"), N: rapid.Int64Range(1, 400).Draw(t, "n"), Year: 2024,
			Faults: rapid.SampledFrom([]float64{0, 0.2}).Draw(t, "faults"),
		}
		whole := digest(t, e, fictional.Fields())
		e.ShardRows = rapid.IntRange(1, 500).Draw(t, "shard rows")
		assert.Equal(t, whole, digest(t, e, fictional.Fields()))
	})
}

func TestShards_BatchesDoNotMatter(t *testing.T) {
	e := fictional.Enterprises{Seed: 5, N: 10_000, Year: 2024}
	whole := digest(t, e, fictional.Fields())
	e.ShardRows = 4097 // one row beyond a batch
	assert.Equal(t, whole, digest(t, e, fictional.Fields()))
}

func TestSubject_DependsOnSeedAndNumberAlone(t *testing.T) {
	few := read(t, fictional.Enterprises{Seed: 3, N: 70, Year: 2024}, fictional.Fields())
	many := read(t, fictional.Enterprises{Seed: 3, N: 700, Year: 2024}, fictional.Fields())
	alone := read(t, fictional.Enterprises{Seed: 3, N: 700, Year: 2024}, []dataset.Field{{Name: "b_nps", Type: dataset.Number, Evidence: true}})
	other := read(t, fictional.Enterprises{Seed: 4, N: 700, Year: 2024}, fictional.Fields())
	same := 0
	for i := range 70 {
		for k := range few.Columns {
			a, b := &few.Columns[k], &many.Columns[k]
			require.Equal(t, text(a, i), text(b, i), "row %d, %s", i+1, a.Field.Name)
		}
		nps := column(t, many, "b_nps")
		require.Equal(t, text(nps, i), text(&alone.Columns[0], i))
		if text(nps, i) == text(column(t, other, "b_nps"), i) {
			same++
		}
		require.Equal(t, column(t, many, dataset.Key).Word(i), column(t, other, dataset.Key).Word(i), "the key is the number's, for every seed")
	}
	assert.Less(t, same, 15, "another seed gives other figures")
}

// text is all that a column says of a row.
func text(c *dataset.Column, i int) string {
	out := c.State[i].String()
	if c.Evidence != nil {
		out += " " + c.Evidence[i].String()
	}
	if c.State[i] != dataset.Present {
		return out
	}
	switch c.Field.Type {
	case dataset.Word:
		return out + " " + c.Word(i)
	case dataset.Number:
		return out + " " + decimal(c.Float[i])
	}
	return out + " " + decimal(float64(c.Int[i]))
}

func TestKeys_AreValidAndDistinctAndNobodys(t *testing.T) {
	const n = 200_000
	seen := make(map[string]bool, n)
	fields := []dataset.Field{{Name: dataset.Key, Type: dataset.Word, Required: true}, {Name: dataset.Name, Type: dataset.Word, Required: true}}
	for b, err := range dataset.Read(context.Background(), fictional.Enterprises{Seed: 1, N: n, Year: 2024}, fields) {
		require.NoError(t, err)
		for i := range b.Rows {
			key := b.Columns[0].Word(i)
			if err := dataset.CheckKey(key); err != nil {
				t.Fatal(err)
			}
			// GB 32100: authorities are 1 to 9, A, N and Y, categories 1 to 9.
			if strings.ContainsAny(key[:1], "123456789ANY") || strings.ContainsAny(key[1:2], "123456789") {
				t.Fatalf("%s may be somebody's", key)
			}
			if !strings.HasPrefix(b.Columns[1].Word(i), "虚构企业") {
				t.Fatalf("%s is not called fictional", b.Columns[1].Word(i))
			}
			seen[key] = true
		}
	}
	assert.Len(t, seen, n)
}

func TestColumns_StateAndEvidenceSayTheSameInEitherForm(t *testing.T) {
	e := fictional.Enterprises{Seed: 9, N: 3000, Year: 2024}
	held, words := read(t, e, fictional.Fields()), read(t, e, everyColumn())
	for k := range held.Columns {
		c := &held.Columns[k]
		if !c.Field.Evidence {
			continue
		}
		item := dataset.Item(c.Field.Name)
		evidence, state := column(t, words, dataset.EvidenceColumn(item)), column(t, words, dataset.StateColumn(item))
		for i := range held.Rows {
			require.Equal(t, c.State[i] == dataset.NotApplicable, state.Word(i) == dataset.NotApplicableWord, "%s row %d", c.Field.Name, i+1)
			require.Equal(t, c.Evidence[i].String(), evidence.Word(i), "%s row %d", c.Field.Name, i+1)
			if c.State[i] != dataset.Present {
				require.Equal(t, dataset.Unstated, c.Evidence[i], "%s row %d: no value has evidence", c.Field.Name, i+1)
			}
		}
	}
}

func TestMoney_InWhatIsWanted(t *testing.T) {
	e := fictional.Enterprises{Seed: 2, N: 50, Year: 2024}
	as := func(f dataset.Field) *dataset.Column {
		f.Name = "revenue"
		return &read(t, e, []dataset.Field{f}).Columns[0]
	}
	fen, number, more := as(dataset.Field{Type: dataset.Decimal, Scale: 2}), as(dataset.Field{}), as(dataset.Field{Type: dataset.Decimal, Scale: 4})
	for i := range fen.State {
		require.Equal(t, dataset.Present, fen.State[i])
		assert.Equal(t, float64(fen.Int[i])/100, number.Float[i])
		assert.Equal(t, 100*fen.Int[i], more.Int[i])
	}
	for b, err := range dataset.Read(context.Background(), e, []dataset.Field{{Name: "revenue", Type: dataset.Decimal, Scale: 15}}) {
		require.NoError(t, err)
		require.NotEmpty(t, b.Issues, "an amount that does not fit is not lost without a word")
		assert.Equal(t, dataset.IssueOverflow, b.Issues[0].Code)
		assert.Equal(t, dataset.Missing, b.Columns[0].State[b.Issues[0].Row])
	}
}

func TestShards_Refuse(t *testing.T) {
	ctx := context.Background()
	_, err := fictional.Enterprises{N: 5}.Shards(ctx, []dataset.Field{
		{Name: "q_cert", Type: dataset.Number}, {Name: "revenues", Type: dataset.Number, Required: true}})
	require.ErrorIs(t, err, dataset.ErrSchema)
	assert.ErrorContains(t, err, "column q_cert: found word (fictional), wanted number")
	assert.ErrorContains(t, err, "column revenues: missing, wanted number; close names: revenue")

	err = fictional.Enterprises{N: -1, ShardRows: -2, Faults: math.NaN()}.Check()
	for _, part := range []string{"-1 fictional enterprises", "a shard of -2 rows", "share of bad rows is NaN"} {
		assert.ErrorContains(t, err, part)
	}
	_, err = fictional.Enterprises{N: fictional.MostEnterprises + 1}.Shards(ctx, nil)
	assert.Error(t, err)
	_, err = fictional.Enterprises{Faults: 2}.Inputs(ctx)
	assert.Error(t, err)
}

func TestShards_CoverAllRowsInOrder(t *testing.T) {
	e := fictional.Enterprises{Seed: 1, N: 1050, Year: 2024, ShardRows: 100}
	shards, err := e.Shards(context.Background(), fictional.Fields())
	require.NoError(t, err)
	require.Len(t, shards, 11)
	next := int64(1)
	for _, s := range shards {
		assert.Equal(t, next, s.Place().Row)
		next += s.Rows()
	}
	assert.Equal(t, e.N+1, next)
	none, err := fictional.Enterprises{}.Shards(context.Background(), fictional.Fields())
	require.NoError(t, err)
	assert.Empty(t, none)
}

func TestBatches_EndWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	batches := 0
	var last error
	for _, err := range dataset.Read(ctx, fictional.Enterprises{N: 20_000}, fictional.Fields()) {
		if last = err; err == nil {
			batches++
		}
		cancel()
	}
	assert.Equal(t, 1, batches)
	assert.ErrorIs(t, last, context.Canceled)
}

func TestInputs_NameTheParameters(t *testing.T) {
	of := func(e fictional.Enterprises) string {
		inputs, err := e.Inputs(context.Background())
		require.NoError(t, err)
		require.Len(t, inputs, 1)
		return inputs[0].Digest
	}
	base := fictional.Enterprises{Seed: 1, N: 10, Year: 2024}
	assert.Equal(t, of(base), of(fictional.Enterprises{Seed: 1, N: 10, Year: 2024, ShardRows: 3}), "the cut changes nothing")
	for _, other := range []fictional.Enterprises{{2, 10, 2024, 0, 0}, {1, 11, 2024, 0, 0}, {1, 10, 2023, 0, 0}, {1, 10, 2024, 0, 0.1}} {
		assert.NotEqual(t, of(base), of(other), "%+v", other)
	}
	said, ok := base.Metadata().Get("data")
	assert.True(t, ok && said == "fictional")
}

func TestBatches_SteadyStateAllocatesNothingButWords(t *testing.T) {
	fields := []dataset.Field{}
	for _, f := range fictional.Fields() {
		if f.Name != dataset.Key && f.Name != dataset.Name && f.Name != dataset.Parent && f.Name != dataset.Marks {
			fields = append(fields, f)
		}
	}
	allocs := func(n int64) float64 {
		e := fictional.Enterprises{Seed: 1, N: n, Year: 2024}
		return testing.AllocsPerRun(2, func() {
			for _, err := range dataset.Read(context.Background(), e, fields) {
				require.NoError(t, err)
			}
		})
	}
	few, many := allocs(4096), allocs(4*4096)
	assert.LessOrEqual(t, many-few, 12.0, "more rows take no more memory but for the names of batches")
}

// decimal is the shortest text of a number.
func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
