package annual

import (
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/internal/sharedtest"
	"github.com/brandvalue/brandvalue/valuation"
)

// table reads a CSV file of the shared data, one map a row.
func table(t *testing.T, name string) (rows []map[string]string) {
	data, err := os.ReadFile(sharedtest.File(t, "data", name))
	require.NoError(t, err)
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
	require.NoError(t, err)
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func figure(t *testing.T, text string) float64 {
	x, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	require.NoError(t, err)
	return x
}

func industryRow(t *testing.T, e *Edition, industry string) IndustryFigure {
	i := slices.IndexFunc(e.Industries, func(r IndustryFigure) bool { return r.Industry == industry })
	require.GreaterOrEqual(t, i, 0, industry)
	return e.Industries[i]
}

// TestListed2015HasTheFiguresOfItsPlan holds the edition against the table of
// industries of the plan that it writes down.
func TestListed2015HasTheFiguresOfItsPlan(t *testing.T) {
	plan, err := os.ReadFile(sharedtest.File(t, "methods", "editions.md"))
	require.NoError(t, err)
	_, section, found := strings.Cut(string(plan), "| industry in the data |")
	require.True(t, found)
	e := mustOpen(t, "listed-2015")
	named := 0
	for _, line := range strings.Split(section, "\n")[2:] {
		cells := strings.Split(line, "|")
		if len(cells) < 5 {
			break
		}
		for _, industry := range strings.Split(cells[1], ",") {
			named++
			row := industryRow(t, e, strings.TrimSpace(industry))
			if strings.TrimSpace(cells[2]) == "not applicable" {
				assert.False(t, row.Applicable, industry)
				continue
			}
			assert.True(t, row.Applicable, industry)
			assert.InDelta(t, figure(t, cells[2])/100, row.BrandShare, 1e-12, industry)
			assert.InDelta(t, figure(t, cells[3])/100, row.Return, 1e-12, industry)
			assert.InDelta(t, figure(t, cells[4])/100, row.Growth, 1e-12, industry)
		}
	}
	assert.Equal(t, len(e.Industries), named+1, "and the default row beside them")
	for _, text := range []string{"4.35 %", "4.90 %", "g = 2 %", "2/3 F(2015) + 1/3 F(2014)"} {
		assert.Contains(t, string(plan), text)
	}
	assert.Equal(t, [3]float64{0.0435, 0.0490, 0.02}, [3]float64{e.Rates.Short.Value, e.Rates.Long.Value, e.Rates.TerminalGrowth.Value})
	assert.Equal(t, valuation.WeightedHistory{Weights: []float64{2. / 3, 1. / 3}}, e.Method.ExcessEarnings.Forecast)
}

// peers are the national industries that stand for the edition's words.
var peers = map[string][]string{
	"beer": {"啤酒"}, "home appliances": {"家用电器"}, "daily chemicals": {"日用化工"}, "lubricants": {"石油加工"}, "publishing": {"出版业"},
	"pharmaceuticals": {"化学制药"}, "tyres": {"汽车配件"}, "software and chips": {"软件服务", "半导体"}, "software and machinery": {"软件服务", "专用机械"},
	"electrical equipment": {"电气设备"}, "chemical machinery": {"化工机械"}, "auto parts": {"汽车配件"}, "steel structures": {"钢加工"},
	"plastics": {"塑料"}, "trade": {"商贸代理"}, "diversified finance": {"多元金融"},
}

// TestListed2015MeansAreMediansOfTheNationalTable computes the pinned medians
// of the gross margin from the companies of 2015.
func TestListed2015MeansAreMediansOfTheNationalTable(t *testing.T) {
	rows := table(t, "ashare_2014_2015_cn.csv")
	e := mustOpen(t, "listed-2015")
	require.Len(t, e.Means, len(peers)+1)
	for _, m := range e.Means {
		var margins []float64
		for _, row := range rows {
			if row["年份"] != "2015" || m.Industry != anyOther && !slices.Contains(peers[m.Industry], row["所属行业"]) {
				continue
			}
			if x, err := strconv.ParseFloat(row["毛利率(%)"], 64); err == nil {
				margins = append(margins, x)
			}
		}
		slices.Sort(margins)
		n := len(margins)
		assert.InDelta(t, (margins[(n-1)/2]+margins[n/2])/2, m.Mean, 0.005+1e-9, m.Industry)
		assert.Contains(t, m.Source, strconv.Itoa(n), "%s: the number of peers", m.Industry)
		for _, word := range peers[m.Industry] {
			assert.Contains(t, m.Source, word, m.Industry)
		}
	}
}

// TestListed2015Magnitude values the companies from the table of public
// figures, with the edition's parameters and accounts, and finds what a rough
// computation of the plan gave, in 亿元.
func TestListed2015Magnitude(t *testing.T) {
	e := mustOpen(t, "listed-2015")
	companies := map[string]*valuation.Case{}
	for _, row := range slices.Backward(table(t, "qingdao_listed_2014_2015.csv")) { // the latest year first
		if row["code"] == "600229" && row["year"] == "2014" {
			continue // figures of the shell
		}
		f := industryRow(t, e, row["industry"])
		c := companies[row["code"]]
		if c == nil && f.Applicable {
			c = &valuation.Case{Basis: e.Accounts.Basis(), Tax: e.Rates.Tax.Value, ShortRate: e.Rates.Short.Value, LongRate: e.Rates.Long.Value,
				TerminalGrowth: e.Rates.TerminalGrowth.Value, BrandShare: f.BrandShare, IndustryReturn: f.Return, Growth: f.Growth,
				Coefficient: e.Strength.Mapping.K(0), Revenue: figure(t, row["revenue_million"]) * 1e6}
			companies[row["code"]] = c
		}
		if c != nil {
			c.History = append(c.History, e.Accounts.year([]float64{figure(t, row["net_profit_million"]) * 1e6, figure(t, row["roe_pct"]),
				figure(t, row["current_assets_average_million"]) * 1e6, figure(t, row["total_assets_million"]) * 1e6}, &e.Rates))
		}
	}
	var values []float64
	royalty := map[string]float64{}
	without := 21 - len(companies)
	for _, code := range sortedKeys(companies) {
		v, err := e.Method.ExcessEarnings.Value(companies[code])
		require.NoError(t, err, code)
		if v.Status == valuation.NotApplicable {
			without++
			continue
		}
		values = append(values, v.Yuan/1e8)
		royalty[code] = math.Round(v.ImpliedRoyalty*1000) / 10
	}
	slices.Sort(values)
	slices.Reverse(values)
	for i, about := range []float64{240, 110, 65, 7} {
		assert.InEpsilon(t, about, values[i], 0.03, "%v", values)
	}
	assert.Equal(t, 6, without, "companies without excess earnings, the financial one among them")
	assert.Equal(t, [3]float64{3.0, 2.1, 1.7}, [3]float64{royalty["600600"], royalty["600690"], royalty["600060"]}, "implied royalty before tax, percent")
}
