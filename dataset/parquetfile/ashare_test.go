package parquetfile

import (
	"context"
	"encoding/csv"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/sharedtest"
)

// ashare is a company as the native columns have it: a text for a word, a
// float64 or int64 for a number, nil where it is missing.
type ashare map[string]any

// ashareThrough reads all native columns of a table as seen through the
// mapping that is shipped, by key, with the issues by their code.
func ashareThrough(t *testing.T, src dataset.Source) (map[string]ashare, map[string]int) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(sharedtest.Root(t), "examples", "annual", "mappings", "ashare-2015.json"))
	require.NoError(t, err)
	mapping, err := dataset.ParseMapping(data)
	require.NoError(t, err)
	src, err = mapping.Apply(src)
	require.NoError(t, err)
	var want []dataset.Field
	for _, info := range src.Columns() {
		want = append(want, dataset.Field{Name: info.Name, Type: info.Type, Scale: info.Scale, Required: true})
	}
	shards, err := src.Shards(context.Background(), want)
	require.NoError(t, err)
	firms, issues := map[string]ashare{}, map[string]int{}
	for _, s := range shards {
		for b, err := range s.Batches(context.Background()) {
			require.NoError(t, err)
			for _, issue := range b.Issues {
				issues[issue.Code+" in "+issue.Column]++
			}
			for i := range b.Rows {
				firm := ashareOf(b, i)
				key := firm[dataset.Key].(string)
				require.NotContains(t, firms, key)
				firms[key] = firm
			}
		}
	}
	return firms, issues
}

func ashareOf(b *dataset.Batch, i int) ashare {
	firm := ashare{}
	for j := range b.Columns {
		c := &b.Columns[j]
		switch {
		case c.State[i] != dataset.Present:
			firm[c.Field.Name] = nil
		case c.Field.Type == dataset.Word:
			firm[c.Field.Name] = c.Word(i)
		case c.Field.Type == dataset.Number:
			firm[c.Field.Name] = c.Float[i]
		default:
			firm[c.Field.Name] = c.Int[i]
		}
	}
	return firm
}

// TestSharedAshareTableIsTheSameFromAllTools reads the companies of 2015 from
// the CSV file, from DuckDB's Parquet file with its types and from Polars' with
// all columns as text, through one mapping, and compares them with what
// encoding/csv and rational numbers make of the CSV file.
func TestSharedAshareTableIsTheSameFromAllTools(t *testing.T) {
	path := sharedtest.File(t, "data", "ashare_2014_2015_cn.csv")
	file, err := OpenCSV(context.Background(), path, CSVOptions{})
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	firms, issues := ashareThrough(t, file)
	assert.Empty(t, issues)

	for _, name := range []string{"duckdb_ashare_cn_zstd.parquet", "polars_allstring_ashare_cn_zstd.parquet"} {
		set, err := Open(sharedtest.File(t, "data", "parquet", "enterprise", name))
		require.NoError(t, err)
		got, issues := ashareThrough(t, set)
		require.NoError(t, set.Close())
		assert.Empty(t, issues, name)
		require.Len(t, got, len(firms), name)
		for key, firm := range firms {
			require.Equal(t, firm, got[key], "%s: %s", name, key)
		}
	}

	rows := ashareRows(t, path)
	require.Len(t, firms, len(rows))
	assert.Equal(t, 2916, len(rows))
	for _, row := range rows {
		firm := firms["stock:"+row["股票代码"]]
		require.NotNil(t, firm, row["股票代码"])
		compareAshare(t, row, firm)
	}
	assert.Equal(t, "beer", firms["stock:600600"][dataset.Industry])
	assert.Equal(t, "home appliances", firms["stock:600690"][dataset.Industry])
	assert.Equal(t, "水运", firms["stock:000520"][dataset.Industry], "a word that the edition does not know")
	assert.Equal(t, "marine", firms["stock:000520"][dataset.SectorOf])
}

// ashareRows are the records of 2015 by column, as encoding/csv reads them.
func ashareRows(t *testing.T, path string) (rows []map[string]string) {
	f, err := os.Open(path)
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	records, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	for _, record := range records[1:] {
		row := map[string]string{}
		for j, cell := range record {
			row[records[0][j]] = cell
		}
		if row["年份"] == "2015" {
			rows = append(rows, row)
		}
	}
	return rows
}

func compareAshare(t *testing.T, row map[string]string, firm ashare) {
	t.Helper()
	plain := map[string]string{
		"roe": "净资产收益率(%)", "gross_margin__x": "毛利率(%)", "net_margin": "净利率(%)", "revenue_growth": "主营业务收入增长率(%)",
		"equity_ratio": "股东权益比率", "quick_ratio": "速动比率", "receivable_turnover": "应收账款周转率", "operating_cash_to_sales": "cf_sales",
	}
	for name, column := range plain {
		if x, err := strconv.ParseFloat(row[column], 64); err == nil {
			require.Equal(t, x, firm[name], name)
		} else {
			require.Nil(t, firm[name], name)
		}
	}
	for name, column := range map[string]string{"revenue": "营业收入(百万元)", "net_profit": "净利润(百万元)"} {
		million, ok := new(big.Rat).SetString(row[column])
		if !ok {
			require.Nil(t, firm[name])
			continue
		}
		cents := million.Mul(million, big.NewRat(100_000_000, 1))
		require.True(t, cents.IsInt(), "no digit of the table is below a cent")
		require.Equal(t, cents.Num().Int64(), firm[name], name)
	}
	quotient := func(name, over string, of ...string) {
		x, ok := new(big.Rat).SetString("1000000")
		for _, column := range append(of, over) {
			y, there := new(big.Rat).SetString(row[column])
			if ok = ok && there; !ok {
				break
			}
			if column == over {
				y.Inv(y)
			}
			x.Mul(x, y)
		}
		if !ok {
			require.Nil(t, firm[name], name)
			return
		}
		want, _ := x.Float64()
		require.InDelta(t, want, firm[name], 1e-15*8*max(want, -want), name)
	}
	quotient("current_assets", "流动资产周转率", "营业收入(百万元)")
	quotient("total_assets", "rateofreturn", "营业收入(百万元)", "cf_sales")
	require.Equal(t, any(int64(2015)), firm[dataset.Year])
	require.Equal(t, any("enterprise"), firm[dataset.KindOf])
	require.Equal(t, any("value"), firm[dataset.ConsentOf])
	require.Equal(t, any("unknown"), firm[dataset.RightsOf])
	require.Equal(t, any(row["地区"]), firm[dataset.District])
	if name := strings.TrimSpace(row["股票名称"]); name != "" {
		require.Equal(t, any(name), firm[dataset.Name])
	} else {
		require.Nil(t, firm[dataset.Name])
	}
}

// TestSharedQingdaoFiguresFollowFromTheTable compares the two derived columns
// with those that were derived elsewhere for the companies of Qingdao.
func TestSharedQingdaoFiguresFollowFromTheTable(t *testing.T) {
	file, err := OpenCSV(context.Background(), sharedtest.File(t, "data", "ashare_2014_2015_cn.csv"), CSVOptions{})
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	firms, _ := ashareThrough(t, file)
	f, err := os.Open(sharedtest.File(t, "data", "qingdao_listed_2014_2015.csv"))
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	records, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	at := map[string]int{}
	for j, name := range records[0] {
		at[name] = j
	}
	compared := 0
	for _, record := range records[1:] {
		if record[at["year"]] != "2015" {
			continue
		}
		firm := firms["stock:"+record[at["code"]]]
		require.NotNil(t, firm, record)
		current, err := strconv.ParseFloat(record[at["current_assets_average_million"]], 64)
		require.NoError(t, err)
		assert.InDelta(t, current*1e6, firm["current_assets"], .051e6, record)
		if !strings.HasPrefix(record[at["total_assets_derivation"]], "operating cash flow") {
			continue
		}
		total, err := strconv.ParseFloat(record[at["total_assets_million"]], 64)
		require.NoError(t, err)
		assert.InDelta(t, total*1e6, firm["total_assets"], .051e6, record)
		compared++
	}
	assert.Positive(t, compared)
}

// TestSharedAshareTableIsDescribed: the same table is described alike, whichever
// tool wrote it, and the scaffold takes it in without a fault.
func TestSharedAshareTableIsDescribed(t *testing.T) {
	ctx := context.Background()
	file, err := OpenCSV(ctx, sharedtest.File(t, "data", "ashare_2014_2015_cn.csv"), CSVOptions{})
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	set, err := Open(sharedtest.File(t, "data", "parquet", "enterprise", "polars_allstring_ashare_cn_zstd.parquet"))
	require.NoError(t, err)
	defer func() { require.NoError(t, set.Close()) }()
	ofFile, err := dataset.Describe(ctx, file)
	require.NoError(t, err)
	ofSet, err := dataset.Describe(ctx, set)
	require.NoError(t, err)
	require.Len(t, ofSet.Columns, 39)
	for i := range ofSet.Columns {
		ofSet.Columns[i].Origin = "text"
		require.Equal(t, ofFile.Columns[i], ofSet.Columns[i])
	}
	assert.EqualValues(t, 5832, ofFile.Rows)
	assert.Equal(t, 2916, ofFile.Columns[1].Distinct)
	assert.Equal(t, 110, ofFile.Columns[33].Distinct)
	assert.EqualValues(t, 44, ofFile.Columns[3].Missing)

	mapped, err := ofFile.Scaffold().Apply(file)
	require.NoError(t, err)
	native, err := dataset.Describe(ctx, mapped)
	require.NoError(t, err)
	for _, c := range native.Columns {
		assert.Zero(t, c.Faults, c.Name)
	}
}
