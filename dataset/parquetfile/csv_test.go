package parquetfile

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/dataset"
)

func openCSVText(text string, opts CSVOptions) (*CSV, error) {
	return OpenCSVReader(context.Background(), "a.csv", strings.NewReader(text), int64(len(text)), opts)
}

// csvCell is a value of a table and the line that it lies in.
type csvCell struct {
	text  string
	state dataset.State
	line  int64
}

// csvRows reads all columns, a slice a row.
func csvRows(c *CSV) (rows [][]csvCell, err error) {
	var want []dataset.Field
	for _, info := range c.Columns() {
		want = append(want, dataset.Field{Name: info.Name, Type: info.Type, Required: true})
	}
	shards, err := c.Shards(context.Background(), want)
	if err != nil {
		return nil, err
	}
	for _, s := range shards {
		for b, err := range s.Batches(context.Background()) {
			if err != nil {
				return rows, err
			}
			for i := range b.Rows {
				var row []csvCell
				for j := range b.Columns {
					row = append(row, csvCell{b.Columns[j].Word(i), b.Columns[j].State[i], b.At(i).Row})
				}
				rows = append(rows, row)
			}
		}
	}
	return rows, nil
}

func csvTexts(rows [][]csvCell) (list []string) {
	for _, row := range rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, cell.text)
		}
		list = append(list, strings.Join(cells, "|"))
	}
	return list
}

func TestCSVEncodings(t *testing.T) {
	const text = "代码,名称\n000520,长航凤凰\n600600,青岛啤酒€\n"
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	require.NoError(t, err)
	rare := strings.Replace(text, "€", "𠮷", 1) // four bytes in GB 18030, absent from GBK
	gb18030, err := simplifiedchinese.GB18030.NewEncoder().String(rare)
	require.NoError(t, err)
	late := strings.Repeat("a,b\n", 50000)
	cases := []struct {
		name, text string
		opts       CSVOptions
		encoding   Encoding
		last       string
	}{
		{"UTF-8", text, CSVOptions{}, UTF8, "600600|青岛啤酒€"},
		{"UTF-8 with mark", "\ufeff" + text, CSVOptions{}, UTF8, "600600|青岛啤酒€"},
		{"GBK", gbk, CSVOptions{}, GBK, "600600|青岛啤酒€"},
		{"GBK as stated", gbk, CSVOptions{Encoding: GBK}, GBK, "600600|青岛啤酒€"},
		{"GB 18030", gb18030, CSVOptions{}, GBK, "600600|青岛啤酒𠮷"},
		{"GBK found late", "x,y\n" + late + gbk, CSVOptions{}, GBK, "600600|青岛啤酒€"},
		{"line ends of Windows", strings.ReplaceAll(text, "\n", "\r\n"), CSVOptions{}, UTF8, "600600|青岛啤酒€"},
		{"no last line end", strings.TrimSpace(text), CSVOptions{}, UTF8, "600600|青岛啤酒€"},
	}
	for _, c := range cases {
		file, err := openCSVText(c.text, c.opts)
		require.NoError(t, err, c.name)
		assert.Equal(t, c.encoding, file.Encoding(), c.name)
		rows, err := csvRows(file)
		require.NoError(t, err, c.name)
		require.EqualValues(t, file.Rows(), len(rows), c.name)
		assert.Equal(t, c.last, csvTexts(rows)[len(rows)-1], c.name)
	}
}

func TestCSVCommas(t *testing.T) {
	for comma, text := range map[rune]string{
		',':  "a,b;c\n1,2\n",
		';':  "a;\"b,c,d\";e\n1;2;3\n",
		'\t': "\n\r\na\tb,c\td\n1\t2\t3\n",
	} {
		file, err := openCSVText(text, CSVOptions{})
		require.NoError(t, err)
		assert.Equal(t, comma, file.Comma())
		assert.EqualValues(t, 1, file.Rows())
	}
	file, err := openCSVText("a|b\n1|2\n", CSVOptions{Comma: '|'})
	require.NoError(t, err)
	assert.Len(t, file.Columns(), 2)
}

func TestCSVPlacesAreLines(t *testing.T) {
	file, err := openCSVText("a,b\n1,x\n\n2,\"two\nlines\"\n3,\n", CSVOptions{})
	require.NoError(t, err)
	rows, err := csvRows(file)
	require.NoError(t, err)
	assert.Equal(t, [][]csvCell{
		{{"1", dataset.Present, 2}, {"x", dataset.Present, 2}},
		{{"2", dataset.Present, 4}, {"two\nlines", dataset.Present, 4}},
		{{"3", dataset.Present, 6}, {"", dataset.Missing, 6}},
	}, rows)
	assert.Equal(t, []string{"1|x", "2|two\nlines", "3|"}, csvTexts(rows))
}

func TestCSVFaults(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("代码,名称\n1,青岛\n")
	require.NoError(t, err)
	cases := []struct {
		text string
		opts CSVOptions
		kind error
		want string
	}{
		{"", CSVOptions{}, nil, "a.csv: the file is empty"},
		{"\n\r\n", CSVOptions{}, nil, "a.csv: the file is empty"},
		{"\ufeff", CSVOptions{}, ErrHeader, "a.csv: the header can't be used: the file has none"},
		{"a,b,a, ,b \n", CSVOptions{}, ErrHeader, "a.csv: the header can't be used: columns 1 and 3 are both named \"a\"\ncolumn 4 has no name\ncolumns 2 and 5 are both named \"b\""},
		{"1,2.5\n3,4\n", CSVOptions{}, ErrHeader, "a.csv: the header can't be used: it holds numbers only; put a line with the names of the columns before it"},
		{"a,b\n1,2\n3\n", CSVOptions{}, ErrRecord, "a.csv, row 3: 1 fields where the header has 2: the record can't be read"},
		{"a,b\n\"x\ny\",2\n3,4,5\n", CSVOptions{}, ErrRecord, "a.csv, row 4: 3 fields where the header has 2: the record can't be read"},
		{"a,b\n1,5\"2\n", CSVOptions{}, ErrRecord, "a.csv, row 2: column 4: bare \" in non-quoted-field: the record can't be read"},
		{"a,b\n1,\"2\n3,4\n", CSVOptions{}, ErrRecord, "a.csv, row 2: line 3, column 5: extraneous or missing \" in quoted-field: the record can't be read"},
		{"a,b\n1,\"" + strings.Repeat("x", longestRecord), CSVOptions{}, ErrRecord, "a.csv, row 2: longer than 16777216 bytes; a quotation mark may lack its partner: the record can't be read"},
		{"PAR1\x00\x15", CSVOptions{}, ErrEncoding, "a.csv, row 1: a byte that is zero; this is no text file, but a Parquet file: the text can't be read"},
		{"\xff\xfea\x00,\x00", CSVOptions{}, ErrEncoding, "a.csv, row 1: a byte that is zero; this is no text file, or one in UTF-16; save it as CSV UTF-8: the text can't be read"},
		{"名称,b\n1,2\n\xff,3\n", CSVOptions{}, ErrEncoding, "a.csv, row 3: bytes that are not UTF-8, as the file is otherwise; mend them, or state the encoding if it is GBK: the text can't be read"},
		{gbk, CSVOptions{Encoding: UTF8}, ErrEncoding, "a.csv, row 1: bytes that are not UTF-8, as the file is otherwise; mend them, or state the encoding if it is GBK: the text can't be read"},
		{"\ufeff" + "a\n\xe4\xb8", CSVOptions{}, ErrEncoding, "a.csv, row 2: bytes that are not UTF-8, as the file is otherwise; mend them, or state the encoding if it is GBK: the text can't be read"},
		{gbk + "2,\xff\n", CSVOptions{}, ErrEncoding, "a.csv, row 3, column 名称: bytes that are neither UTF-8 nor GBK: the text can't be read"},
		{"\ufeffa\n", CSVOptions{Encoding: GBK}, ErrEncoding, "a.csv: the text can't be read: it begins with the byte order mark of UTF-8 and is said to be GBK"},
		{"a\n", CSVOptions{Encoding: "Big5"}, ErrEncoding, "a.csv: the text can't be read: encoding \"Big5\" is not known; UTF-8 and GBK are"},
	}
	for _, c := range cases {
		file, err := openCSVText(c.text, c.opts)
		if err == nil {
			_, err = csvRows(file)
		}
		assert.EqualError(t, err, c.want)
		if c.kind != nil {
			assert.ErrorIs(t, err, c.kind, c.want)
		}
		var placed *dataset.Error
		assert.ErrorAs(t, err, &placed)
	}
}

// TestCSVIsThatOfEncodingCSV: every table that encoding/csv writes is read back.
func TestCSVIsThatOfEncodingCSV(t *testing.T) {
	text := rapid.StringMatching(`[ab,;"\t \n中，]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 4).Draw(t, "width")
		var want [][]string
		for range rapid.IntRange(0, 8).Draw(t, "rows") {
			row := make([]string, width)
			for j := range row {
				row[j] = text.Draw(t, "cell")
			}
			want = append(want, row)
		}
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		w.Comma = rapid.SampledFrom([]rune{',', ';', '\t'}).Draw(t, "comma")
		w.UseCRLF = rapid.Bool().Draw(t, "windows")
		var header []string
		for j := range width {
			header = append(header, fmt.Sprintf("列%d", j))
		}
		require.NoError(t, w.WriteAll(append([][]string{header}, want...)))
		written := out.String()
		if rapid.Bool().Draw(t, "gbk") {
			gbk, err := simplifiedchinese.GBK.NewEncoder().String(written)
			require.NoError(t, err)
			written = gbk
		}
		file, err := openCSVText(written, CSVOptions{})
		require.NoError(t, err)
		rows, err := csvRows(file)
		require.NoError(t, err)
		require.Len(t, rows, len(want))
		for i := range want {
			for j, cell := range rows[i] {
				require.Equal(t, want[i][j], cell.text)
			}
		}
	})
}

func TestCSVHasManyBatches(t *testing.T) {
	var b strings.Builder
	b.WriteString("n,m\n")
	const rows = 3*csvBatchRows + 5
	for i := range rows {
		fmt.Fprintf(&b, "%d,%d\n", i, i%7)
	}
	file, err := openCSVText(b.String(), CSVOptions{})
	require.NoError(t, err)
	got, err := csvRows(file)
	require.NoError(t, err)
	require.Len(t, got, rows)
	for i, row := range got {
		require.Equal(t, []csvCell{{fmt.Sprint(i), dataset.Present, int64(i + 2)}, {fmt.Sprint(i % 7), dataset.Present, int64(i + 2)}}, row)
	}
	shards, err := file.Shards(context.Background(), []dataset.Field{{Name: "m", Type: dataset.Word}})
	require.NoError(t, err)
	require.Len(t, shards, 1)
	assert.EqualValues(t, rows, shards[0].Rows())
	for b, err := range shards[0].Batches(context.Background()) {
		require.NoError(t, err)
		assert.LessOrEqual(t, len(b.Columns[0].Words), 7, "a word stands once in a batch's dictionary")
	}
}

func TestCSVStatesAndEvidence(t *testing.T) {
	file, err := openCSVText("grade,grade__state,grade__evidence,grade__x\nA,,E3,p\n,NA,,q\nB,na,E9,\n", CSVOptions{})
	require.NoError(t, err)
	shards, err := file.Shards(context.Background(), []dataset.Field{
		{Name: "grade", Type: dataset.Word, Evidence: true}, {Name: "grade__x", Type: dataset.Word, Evidence: true}})
	require.NoError(t, err)
	for b, err := range shards[0].Batches(context.Background()) {
		require.NoError(t, err)
		assert.Equal(t, []dataset.State{dataset.Present, dataset.NotApplicable, dataset.Present}, b.Columns[0].State)
		assert.Equal(t, []dataset.State{dataset.Present, dataset.NotApplicable, dataset.Missing}, b.Columns[1].State)
		for _, c := range b.Columns {
			assert.Equal(t, []dataset.Evidence{dataset.E3, dataset.Unstated, dataset.Unstated}, c.Evidence)
		}
		var codes []string
		for _, issue := range b.Issues {
			codes = append(codes, issue.Code)
		}
		assert.ElementsMatch(t, []string{dataset.IssueState, dataset.IssueEvidence, dataset.IssueContested}, codes)
	}
}

func TestOpenCSV(t *testing.T) {
	path := filepath.Join(t.TempDir(), "firms.csv")
	require.NoError(t, os.WriteFile(path, []byte("a,b\n1,2\n"), 0o600))
	ctx := context.Background()
	file, err := OpenCSV(ctx, path, CSVOptions{})
	require.NoError(t, err)
	inputs, err := file.Inputs(ctx)
	require.NoError(t, err)
	assert.Equal(t, []dataset.Input{{Name: path, Bytes: 8, Digest: "sha256:492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470"}}, inputs) // of sha256sum
	require.NoError(t, os.WriteFile(path, []byte("a,b\n1,2\n3,4\n"), 0o600))
	_, err = csvRows(file)
	require.NoError(t, err, "no more is read than was there")
	require.NoError(t, os.WriteFile(path, []byte("a,b\n\n\n\n\n"), 0o600))
	_, err = csvRows(file)
	assert.ErrorContains(t, err, "the file has changed while it was read")
	require.NoError(t, file.Close())

	_, err = OpenCSV(ctx, path+"x", CSVOptions{})
	assert.ErrorIs(t, err, fs.ErrNotExist)
	_, err = OpenCSV(ctx, filepath.Dir(path), CSVOptions{})
	assert.ErrorContains(t, err, "it is a folder")

	file, err = OpenCSVFS(ctx, fstest.MapFS{"x.csv": {Data: []byte("a\n1\n")}}, "x.csv", CSVOptions{})
	require.NoError(t, err)
	assert.EqualValues(t, 1, file.Rows())
	require.NoError(t, file.Close())

	stopped, stop := context.WithCancel(ctx)
	stop()
	_, err = openCSV(stopped, path, CSVOptions{}, func() (fs.File, error) { return os.Open(path) })
	assert.ErrorIs(t, err, context.Canceled)

	_, err = file.Shards(ctx, []dataset.Field{{Name: "a", Type: dataset.Number}, {Name: "b", Type: dataset.Word, Required: true}})
	assert.ErrorIs(t, err, dataset.ErrSchema)
	assert.ErrorContains(t, err, "x.csv: the columns are not as wanted")
}

// FuzzCSV: no bytes make the reader panic, and what opens is read whole or ends
// in an error with a place.
func FuzzCSV(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "\ufeffa;b\r\n\"x\r\ny\";2\r\n", "\xb4\xfa\xc2\xeb,b\n\xc7\xe0,2\n", "a\tb\n\r\r\n1\t\"\"\"\"\n", "a,b\n\r", "\"", "\n\"\n\"", "a\r\r\nb\r\r\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := OpenCSVReader(context.Background(), "f.csv", bytes.NewReader(data), int64(len(data)), CSVOptions{})
		var rows [][]csvCell
		if err == nil {
			rows, err = csvRows(file)
		}
		if err != nil {
			var placed *dataset.Error
			require.True(t, errors.As(err, &placed), "%v", err)
			require.NotContains(t, err.Error(), "has changed")
			return
		}
		require.EqualValues(t, file.Rows(), len(rows))
	})
}
