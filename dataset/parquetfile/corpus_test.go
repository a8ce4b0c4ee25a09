package parquetfile

import (
	"context"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/sharedtest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// refused are the files of the collection that cannot be read in whole, with
// the kind of fault. All others are read to the last row of each flat column.
var refused = map[string]error{
	"apache_bad/ARROW-GH-41317.parquet":                                               ErrCorrupt,   // a column with fewer rows than the others
	"apache_bad/ARROW-GH-41321.parquet":                                               ErrCorrupt,   // bit width 254
	"apache_bad/ARROW-RS-GH-6229-DICTHEADER.parquet":                                  ErrTruncated, // chunks beyond the end
	"apache_good/datapage_v1-corrupt-checksum.parquet":                                ErrChecksum,
	"apache_good/rle-dict-uncompressed-corrupt-checksum.parquet":                      ErrChecksum,
	"fastparquet/spark-date-empty-rg.parq/_SUCCESS":                                   ErrNotParquet,
	"fastparquet/split/_SUCCESS":                                                      ErrNotParquet,
	"fastparquet/split/_metadata":                                                     ErrUnsupported, // the values lie in other files
	"parquet_go/malformed/negative_page_size.parquet":                                 ErrCorrupt,
	"parquet_go/malformed/negative_row_group_num_rows.parquet":                        ErrCorrupt,
	"parquet_go/malformed/num_values_exceeds_data.parquet":                            ErrCorrupt,
	"apache_good/_KEY_MATERIAL_FOR_external_key_material_java.parquet.encrypted.json": ErrNotParquet,
}

// kinds are all kinds of fault.
var kinds = []error{ErrNotParquet, ErrTruncated, ErrCorrupt, ErrChecksum, ErrEncrypted, ErrLimit, ErrUnsupported}

func isTyped(err error) bool {
	var e *dataset.Error
	if !errors.As(err, &e) || e.Place.File == "" {
		return false
	}
	for _, kind := range kinds {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// TestFilesOfManyWriters reads all flat columns of all files, each column by
// itself, and counts the rows against the footer.
func TestFilesOfManyWriters(t *testing.T) {
	root := sharedtest.File(t, "data", "parquet")
	files := 0
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		name, _ := filepath.Rel(root, path)
		name = filepath.ToSlash(name)
		switch {
		case err != nil || d.IsDir():
			return err
		case strings.Contains(name, "LICENSE") || strings.HasSuffix(name, ".csv"):
			return nil
		}
		files++
		err = readWhole(t, path)
		want := refused[name]
		if strings.HasSuffix(name, ".encrypted") {
			want = ErrEncrypted
		}
		if want == nil {
			assert.NoError(t, err, name)
		} else {
			assert.ErrorIs(t, err, want, name)
			assert.True(t, isTyped(err), name)
		}
		return nil
	}))
	assert.Greater(t, files, 180)
}

// readWhole reads all columns of a file, each by itself, and gives the first
// error; it fails the test if rows are lost without one.
func readWhole(t testing.TB, path string) error {
	s, err := Open(path)
	if err != nil {
		return err
	}
	defer s.Close()
	seen := make(map[string]bool)
	for _, f := range natural(s) {
		if seen[f.Name] {
			continue
		}
		seen[f.Name] = true
		rows, readErr := countRows(s, f)
		if readErr == nil {
			assert.Equal(t, s.Rows(), rows, "%s, column %s", path, f.Name)
		} else if err == nil {
			err = readErr
		}
	}
	return err
}

func countRows(s *Set, want ...dataset.Field) (rows int64, err error) {
	shards, err := s.Shards(context.Background(), want)
	if errors.Is(err, dataset.ErrSchema) {
		return s.Rows(), nil // a name that several columns bear
	}
	if err != nil {
		return 0, err
	}
	for _, shard := range shards {
		for b, err := range shard.Batches(context.Background()) {
			if err != nil {
				return rows, err
			}
			rows += int64(b.Rows)
		}
	}
	return rows, nil
}

// readCSV reads a file whose first line names the columns.
func readCSV(t testing.TB, elem ...string) (names []string, rows [][]string) {
	f, err := os.Open(sharedtest.File(t, elem...))
	require.NoError(t, err)
	defer f.Close()
	rows, err = csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	return rows[0], rows[1:]
}

// compareCSV compares all columns of a file with lines of text. Empty text
// stands for a missing value or an empty word.
func compareCSV(t *testing.T, s *Set, names []string, lines [][]string) {
	for _, f := range natural(s) {
		column := -1
		for i, name := range names {
			if strings.Trim(name, " :") == strings.Trim(f.Name, " :") {
				column = i
			}
		}
		require.GreaterOrEqual(t, column, 0, f.Name)
		values := readColumn(t, s, f)
		require.Len(t, values, len(lines), f.Name)
		for i, v := range values {
			text := lines[i][column]
			switch v := v.(type) {
			case nil:
				require.Empty(t, text, "%s, row %d", f.Name, i)
			case float64:
				x, err := strconv.ParseFloat(text, 64)
				require.NoError(t, err)
				require.Equal(t, x, v, "%s, row %d", f.Name, i)
			case int64:
				require.Equal(t, text, strconv.FormatInt(v, 10), "%s, row %d", f.Name, i)
			case string:
				require.Equal(t, text, v, "%s, row %d", f.Name, i)
			}
		}
	}
}

// TestApacheDeltaFiles compares the files of parquet-testing that hold the
// delta encodings with the values that stand beside them as CSV.
func TestApacheDeltaFiles(t *testing.T) {
	for _, name := range []string{"delta_binary_packed", "delta_byte_array", "delta_encoding_optional_column", "delta_encoding_required_column"} {
		s, err := Open(sharedtest.File(t, "data", "parquet", "apache_good", name+".parquet"))
		require.NoError(t, err)
		names, lines := readCSV(t, "data", "parquet", "apache_good", name+"_expect.csv")
		compareCSV(t, s, names, lines)
		require.NoError(t, s.Close())
	}
}

// TestShareTablesOfOtherTools compares what DuckDB and Polars wrote with the
// table that both wrote it from.
func TestShareTablesOfOtherTools(t *testing.T) {
	names, lines := readCSV(t, "data", "ashare_2014_2015_cn.csv")
	names[0] = strings.TrimPrefix(names[0], "\ufeff")
	var of2015 [][]string
	for _, line := range lines {
		if line[0] == "2015" {
			of2015 = append(of2015, line)
		}
	}
	for file, want := range map[string][][]string{"duckdb_ashare_cn_zstd": of2015, "polars_allstring_ashare_cn_zstd": lines} {
		s, err := Open(sharedtest.File(t, "data", "parquet", "enterprise", file+".parquet"))
		require.NoError(t, err)
		compareCSV(t, s, names, want)
		require.NoError(t, s.Close())
	}
}

// TestDuckDBTypes compares decimals of three widths, dates and time stamps with
// the table that they were made from.
func TestDuckDBTypes(t *testing.T) {
	s, err := Open(sharedtest.File(t, "data", "parquet", "enterprise", "duckdb_types_decimal_date_ts.parquet"))
	require.NoError(t, err)
	defer s.Close()
	names, lines := readCSV(t, "data", "ashare_2014_2015_cn.csv")
	names[0] = strings.TrimPrefix(names[0], "\ufeff")
	at := make(map[string]int)
	for i, name := range names {
		at[name] = i
	}
	of := make(map[string][]string)
	for _, line := range lines {
		if line[0] == "2015" {
			of[line[at["股票代码"]]] = line
		}
	}
	keys := readColumn(t, s, dataset.Field{Name: "股票代码", Type: dataset.Word})
	number := func(name string) []any { return readColumn(t, s, dataset.Field{Name: name, Type: dataset.Number}) }
	word := func(name string) []any { return readColumn(t, s, dataset.Field{Name: name, Type: dataset.Word}) }
	revenue4, revenue6, profit := number("营业收入_decimal18_4"), number("营业收入_decimal38_6"), number("净利润_decimal9_2")
	listed, us, ns, ms := word("上市日期"), word("ts_us"), word("ts_ns"), word("ts_ms")
	require.Len(t, keys, 2916)
	for i, key := range keys {
		line := of[key.(string)]
		require.NotNil(t, line, key)
		revenue, _ := strconv.ParseFloat(line[at["营业收入(百万元)"]], 64)
		if revenue4[i] != nil {
			require.InDelta(t, revenue, revenue4[i], 5.1e-5)
			require.Equal(t, revenue, revenue6[i]) // the table has four digits
		}
		if profit[i] != nil {
			x, _ := strconv.ParseFloat(line[at["净利润(百万元)"]], 64)
			require.InDelta(t, x, profit[i], 5.1e-3)
		}
		if day := line[at["上市日期"]]; listed[i] != nil {
			iso := day[:4] + "-" + day[4:6] + "-" + day[6:]
			require.Equal(t, []any{iso, iso + "T00:00:00", iso + "T00:00:00", iso + "T00:00:00"}, []any{listed[i], us[i], ns[i], ms[i]})
		}
	}
}

// TestBombInANestedColumnIsNotTouched reads the flat columns of a file of 4 kB
// whose nested column expands to 2 GiB.
func TestBombInANestedColumnIsNotTouched(t *testing.T) {
	s, err := Open(sharedtest.File(t, "data", "parquet", "apache_good", "large_string_map.brotli.parquet"))
	require.NoError(t, err)
	assert.Empty(t, s.Columns())
}
