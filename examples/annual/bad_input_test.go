package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/fictional"
	"github.com/brandvalue/brandvalue/dataset/parquetfile"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// subjects are fictional enterprises as one batch that a test may spoil.
func subjects(t *testing.T, n int64) *dataset.Batch {
	src := fictional.Enterprises{Seed: 7, N: n, Year: 2024}
	whole := new(dataset.Memory)
	ctx := context.Background()
	fields := fictional.Fields()
	require.NoError(t, whole.Begin(fields))
	for b, err := range dataset.Read(ctx, src, fields) {
		require.NoError(t, err)
		require.NoError(t, whole.Write(ctx, b))
	}
	require.NoError(t, whole.Commit(ctx, nil))
	return whole.Content()
}

// file writes a batch as a native file.
func file(t *testing.T, b *dataset.Batch) string {
	path := filepath.Join(t.TempDir(), "subjects.parquet")
	fields := make([]dataset.Field, len(b.Columns))
	for i := range b.Columns {
		fields[i] = b.Columns[i].Field
	}
	ctx := context.Background()
	sink := parquetfile.Create(path)
	require.NoError(t, sink.Begin(fields))
	require.NoError(t, sink.Write(ctx, b))
	require.NoError(t, sink.Commit(ctx, nil))
	return path
}

func column(t *testing.T, b *dataset.Batch, name string) *dataset.Column {
	i := b.Index(name)
	require.GreaterOrEqual(t, i, 0, name)
	return &b.Columns[i]
}

// command runs the command and gives its exit code and output.
func command(ctx context.Context, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(ctx, args, &out, &err)
	return code, out.String(), err.String()
}

// Each of these ends the job with a message that says what and where, an exit
// code, and the folder of results as it was.
func TestBadInput_EndsTheJobAndTouchesNothing(t *testing.T) {
	good := file(t, subjects(t, 300))
	bytesOf := func(path string) []byte {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		return data
	}
	written := func(name string, data []byte) string {
		path := filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(path, data, 0o666))
		return path
	}
	edition := func(old, new string) string {
		data, err := annual.Editions().Open("2025.json")
		require.NoError(t, err)
		var text bytes.Buffer
		_, err = text.ReadFrom(data)
		require.NoError(t, err)
		require.Contains(t, text.String(), old)
		return written("2025.json", []byte(strings.Replace(text.String(), old, new, 1)))
	}
	without := func(name string) string {
		b := subjects(t, 50)
		i := b.Index(name)
		b.Columns = append(b.Columns[:i:i], b.Columns[i+1:]...)
		return file(t, b)
	}
	spoiled := func(n int64, spoil func(b *dataset.Batch)) string {
		b := subjects(t, n)
		spoil(b)
		return file(t, b)
	}
	cases := []struct {
		name    string
		in      string
		edition string
		says    []string
	}{
		{"missing", filepath.Join(t.TempDir(), "absent.parquet"), "2025", []string{"absent.parquet"}},
		{"empty", written("empty.parquet", nil), "2025", []string{"empty.parquet"}},
		{"truncated", written("cut.parquet", bytesOf(good)[:5000]), "2025", []string{"cut.parquet"}},
		{"not Parquet", written("text.parquet", []byte(strings.Repeat("name,value\n", 100))), "2025", []string{"text.parquet", "not a Parquet file"}},
		{"damaged", written("damaged.parquet", damaged(bytesOf(good))), "2025", []string{"damaged.parquet"}},
		{"a column missing", without("q_csat"), "2025", []string{"q_csat"}},
		{"a column of the wrong type", spoiled(50, func(b *dataset.Batch) {
			c := column(t, b, "q_csat")
			c.Field.Type = dataset.Word
			c.Code, c.Words = make([]uint32, b.Rows), []string{"good"}
		}), "2025", []string{"q_csat", "word"}},
		{"no rows", spoiled(50, func(b *dataset.Batch) { b.Resize(0) }), "2025", []string{"holds no rows"}},
		{"no row of the year", spoiled(50, func(b *dataset.Batch) {
			for i := range b.Rows {
				column(t, b, dataset.Year).SetInt(i, 1999)
			}
		}), "2025", []string{"no row of the edition's fiscal year", "2024"}},
		{"duplicate keys", spoiled(50, func(b *dataset.Batch) {
			c := column(t, b, dataset.Key)
			c.Code[49] = c.Code[3]
		}), "2025", []string{"X0370200", "row 4", "row 50"}},
		{"unknown edition", good, "2099", []string{"2099", "2025"}},
		{"rate not above growth", good, edition(`"over_growth": 0.03`, `"over_growth": 3`), []string{"over_growth"}},
		{"weights that do not sum", good, edition(`"weights": {"Q": 0.3`, `"weights": {"Q": 0.4`), []string{"weights"}},
		{"unknown field", good, edition(`"fiscal_year"`, `"fiscal_yaer"`), []string{"fiscal_yaer", "fiscal_year"}},
		{"not JSON", good, written("broken.json", []byte("{\n \"code\": \n}")), []string{"line 3"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			out := t.TempDir()
			before := []byte("last year's results")
			result := filepath.Join(out, "brand-values-2025.parquet")
			require.NoError(t, os.WriteFile(result, before, 0o666))
			code, stdout, stderr := command(context.Background(), "-in", c.in, "-edition", c.edition, "-out", out)
			assert.Equal(t, 1, code)
			assert.Empty(t, stdout)
			for _, text := range c.says {
				assert.Contains(t, stderr, text)
			}
			assert.True(t, bytes.Equal(before, bytesOf(result)), "the old results were touched")
			entries, err := os.ReadDir(out)
			require.NoError(t, err)
			assert.Len(t, entries, 1, "litter in the output folder: %v", entries)
		})
	}
}

// damaged has a few bytes of its pages changed.
func damaged(data []byte) []byte {
	data = bytes.Clone(data)
	for i := 2000; i < 2040; i++ {
		data[i] ^= 0x5a
	}
	return data
}

func TestOutputFolder_ThatIsAFile(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	require.NoError(t, os.WriteFile(out, nil, 0o666))
	code, _, stderr := command(context.Background(), "-out", out)
	assert.Equal(t, 1, code)
	assert.Contains(t, stderr, out)
}

func TestInterrupt_LeavesResultsAsTheyWere(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	out := t.TempDir()
	result := filepath.Join(out, "brand-values-2015.parquet")
	require.NoError(t, os.WriteFile(result, []byte("old"), 0o666))
	code, stdout, stderr := command(ctx, "-out", out)
	assert.Equal(t, 130, code)
	assert.Empty(t, stdout)
	assert.Contains(t, stderr, "interrupted")
	data, err := os.ReadFile(result)
	require.NoError(t, err)
	assert.Equal(t, "old", string(data))
}

// Bad subjects do not stop a run: they are in the output, with a status and
// issues, and are counted.
func TestBadSubjects_AreListedAndStopNothing(t *testing.T) {
	b := subjects(t, 1000)
	column(t, b, dataset.Key).SetWord(0, "913702000000000000")
	column(t, b, dataset.SectorOf).SetWord(1, "space")
	column(t, b, dataset.KindOf).SetWord(2, "person")
	column(t, b, "q_std").SetWord(3, "galactic")
	revenue := column(t, b, "revenue")
	if revenue.Field.Type == dataset.Number {
		revenue.SetNumber(6, -1)
	} else {
		revenue.SetInt(6, -100)
	}
	code, stdout, stderr := command(context.Background(), "-in", file(t, b), "-edition", "2025", "-out", t.TempDir(), "-lang", "en")
	require.Zero(t, code, stderr)
	for _, text := range []string{"bad-key:key", "unknown-sector:sector", "unknown-kind:kind", "unknown-grade:q_std", "negative:revenue",
		"invalid: the key is wrong", "invalid: unknown sector", "invalid: unknown kind"} {
		assert.True(t, strings.Contains(stdout, text), text)
	}
}

func TestFlags_ThatContradictEachOther(t *testing.T) {
	for _, args := range [][]string{{"-lang", "fr"}, {"-workers", "-1"}, {"-mapping", "m.json"}, {"-demo", "5", "-in", "f"}, {"-in", "f"}, {"stray"}, {"-explain", "k", "-verify", "f"}} {
		code, stdout, stderr := command(context.Background(), args...)
		assert.Equal(t, 2, code, args)
		assert.Empty(t, stdout)
		assert.Contains(t, stderr, "annual:")
	}
}

// A published file does not say where its inputs lay, and verifies wherever they lie.
func TestVerify_InputsMoved(t *testing.T) {
	in, out := file(t, subjects(t, 100)), t.TempDir()
	code, _, stderr := command(context.Background(), "-in", in, "-edition", "2025", "-out", out)
	require.Zero(t, code, stderr)
	data, err := os.ReadFile(in)
	require.NoError(t, err)
	moved := filepath.Join(t.TempDir(), "subjects.parquet")
	require.NoError(t, os.WriteFile(moved, data, 0o666))
	result := filepath.Join(out, "brand-values-2025.parquet")
	code, _, stderr = command(context.Background(), "-verify", result, "-in", moved, "-edition", "2025")
	assert.Zero(t, code, stderr)
	published, err := os.ReadFile(result)
	require.NoError(t, err)
	assert.False(t, bytes.Contains(published, []byte(filepath.Dir(in))), "the file tells the folder of its input")
}

func TestVerifyAndExplain(t *testing.T) {
	out := t.TempDir()
	code, _, stderr := command(context.Background(), "-out", out)
	require.Zero(t, code, stderr)
	for _, name := range []string{"brand-values-2015.parquet", "brand-values-2025.parquet"} {
		code, stdout, stderr := command(context.Background(), "-verify", filepath.Join(out, name), "-lang", "en")
		assert.Zero(t, code, stderr)
		assert.Contains(t, stdout, "every figure the same")
	}
	code, stdout, stderr := command(context.Background(), "-explain", "600600", "-lang", "en")
	require.Zero(t, code, stderr)
	for _, text := range []string{"青岛啤酒", "11,202,754,979.65", "112.03", "gross_margin", "none is binding", "against last year"} {
		assert.Contains(t, stdout, text)
	}
	code, _, stderr = command(context.Background(), "-explain", "nobody")
	assert.Equal(t, 1, code)
	assert.Contains(t, stderr, "nobody")
}
